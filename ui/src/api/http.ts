// The one client. Same-origin cookie session; every mutation carries an Idempotency-Key so that a repeat is safe; a
// failing answer becomes a Problem and nothing else.
import createClient from 'openapi-fetch';
import { prefs } from '../kit/prefs';
import { newId } from '../lib/id';
import { Problem } from './problem';

type Query = Record<string, string | number | boolean | string[] | undefined>;
type Init = { query?: Query; body?: unknown; key?: string; signal?: AbortSignal };
type Answer = { data?: unknown; error?: unknown; response: Response };
type Send = (path: string, init: Record<string, unknown>) => Promise<Answer>;

// biome-ignore lint/suspicious/noExplicitAny: paths are typed by the operations in calls.ts
const client = createClient<any>({ baseUrl: '/api/v1', credentials: 'same-origin' });

let onSignedOut: () => void = () => {};
/** What to do when a session has ended under the user's hands. */
export const whenSignedOut = (fn: () => void) => {
  onSignedOut = fn;
};

async function send<T>(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, init: Init = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': prefs().lang === 'en' ? 'en' : 'zh-CN' };
  if (method !== 'GET') headers['Idempotency-Key'] = init.key ?? newId();
  let answer: Answer;
  try {
    answer = await (client as unknown as Record<string, Send>)[method]!(path, {
      params: { query: init.query },
      body: init.body,
      bodySerializer: init.body instanceof FormData ? (b: unknown) => b : undefined,
      headers,
      signal: init.signal,
    });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Problem(0, { title: 'offline' });
  }
  if (answer.response.ok) return answer.data as T;
  const body = answer.error && typeof answer.error === 'object' ? answer.error : { title: answer.response.statusText };
  if (answer.response.status === 401 && !path.startsWith('/session')) onSignedOut();
  throw new Problem(answer.response.status, body as Record<string, unknown>);
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, key?: string) => send<T>('POST', path, { body, key });
export const patch = <T>(path: string, body: unknown, key?: string) => send<T>('PATCH', path, { body, key });
export const put = <T>(path: string, body: unknown) => send<T>('PUT', path, { body });
export const del = <T>(path: string, body?: unknown) => send<T>('DELETE', path, { body });
