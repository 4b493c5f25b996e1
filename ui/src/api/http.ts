// The one client, typed by the API's document: which addresses there are, what each takes and answers. Same-origin cookie
// session; every mutation carries an Idempotency-Key so that a repeat is safe; a failing answer becomes a Problem and nothing
// else.
import createClient from 'openapi-fetch';
import { prefs } from '../kit/prefs';
import { newId } from '../lib/id';
import { Problem } from './problem';
import type { paths } from './schema';

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
type Root = '/api/v1';
/** The addresses that know a method, without their root. */
type Path<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? (P extends `${Root}${infer Short}` ? Short : never) : never;
}[keyof paths];
type Operation<M extends Method, P extends string> = `${Root}${P}` extends keyof paths
  ? paths[`${Root}${P}`][M]
  : never;

type Where<Op> = Op extends { parameters: { path: infer V extends object } } ? V : undefined;
type Query<Op> = Op extends { parameters: { query: infer V extends object } }
  ? V
  : Op extends { parameters: { query?: infer V extends object } }
    ? V | undefined
    : undefined;
type Content<T> = T extends { content: infer C }
  ? C extends { 'application/json': infer J }
    ? J
    : C extends { 'multipart/form-data': unknown }
      ? FormData
      : Blob
  : undefined;
type Body<Op> = Op extends { requestBody: infer B }
  ? Content<B>
  : Op extends { requestBody?: infer B }
    ? Content<B> | undefined
    : undefined;
type Succeeds<R> = R[keyof R & (200 | 201 | 204)];
type Answer<Op> = Op extends { responses: infer R } ? Content<Succeeds<R>> : never;

/** A member that may be left out when it may be undefined. */
type Fitting<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: T[K];
};
type Init<Op> = Fitting<{ path: Where<Op>; query: Query<Op>; body: Body<Op> }> & {
  key?: string;
  signal?: AbortSignal;
};
/** The argument after the address; none where nothing has to be given. */
type Rest<Op> = object extends Init<Op> ? [init?: Init<Op>] : [init: Init<Op>];

let onSignedOut: () => void = () => {};
/** What to do when a session has ended under the user's hands. */
export const whenSignedOut = (fn: () => void) => {
  onSignedOut = fn;
};

type Sent = { path?: object; query?: object; body?: unknown; key?: string; signal?: AbortSignal };
type Received = { data?: unknown; error?: unknown; response: Response };
type Send = (path: string, init: Record<string, unknown>) => Promise<Received>;

const client = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });

async function send(method: Uppercase<Method>, path: string, init: Sent = {}): Promise<unknown> {
  const headers: Record<string, string> = { 'Accept-Language': prefs().lang === 'en' ? 'en' : 'zh-CN' };
  if (method !== 'GET') headers['Idempotency-Key'] = init.key ?? newId();
  let answer: Received;
  try {
    answer = await (client as unknown as Record<string, Send>)[method]!(path, {
      params: { path: init.path, query: init.query },
      body: init.body,
      bodySerializer: init.body instanceof FormData ? (b: unknown) => b : undefined,
      headers,
      signal: init.signal,
    });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Problem(0, { title: 'offline' });
  }
  if (answer.response.ok) return answer.data;
  const body = answer.error && typeof answer.error === 'object' ? answer.error : { title: answer.response.statusText };
  if (answer.response.status === 401 && !path.startsWith('/session')) onSignedOut();
  throw new Problem(answer.response.status, body as Record<string, unknown>);
}

const verb =
  <M extends Method>(method: Uppercase<M>) =>
  <P extends Path<M>>(path: P, ...[init]: Rest<Operation<M, P>>) =>
    send(method, path, init as Sent) as Promise<Answer<Operation<M, P>>>;

export const get = verb<'get'>('GET');
export const post = verb<'post'>('POST');
export const patch = verb<'patch'>('PATCH');
export const put = verb<'put'>('PUT');
export const del = verb<'delete'>('DELETE');
