// Sends what was written on this phone: after the 8 s in which it can be taken back, at once when the page is left, and
// again when the line is back. Kept in the browser, so neither a dead zone nor a closed tab loses a word.
import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { leads } from '../../api/calls';
import { fieldText, Problem } from '../../api/problem';
import type { TouchDraft } from '../../api/types';
import { newId } from '../../lib/id';
import { keep, kept } from '../../lib/keep';
import { change, type Entry, nextToSend, release, untilFree, without } from './queue';

const KEY = 'xg.outbox';
const HOLD = 8_000;
const AGAIN = 20_000;

let all = kept<Entry[]>(KEY, []).filter((e) => !e.sent);
let owner: { org: string; member: string; client: QueryClient } | undefined;
let running = false;
let cutOff = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let state = { all, offline: !navigator.onLine };
const listeners = new Set<() => void>();

function publish(next = all) {
  all = next;
  keep(KEY, all.length ? all : undefined);
  state = { all, offline: !navigator.onLine || cutOff };
  for (const fn of listeners) fn();
}

const send = (e: Entry): Promise<unknown> =>
  e.what === 'touch'
    ? leads.touch(e.lead.id, e.body as TouchDraft, e.id)
    : leads.postpone(e.lead.id, e.body as { next_due: string; reason?: string }, e.id);

const why = (p: Problem) => p.fields.map(fieldText).join(i18next.t('common.semicolon')) || p.message;

/** The server has it already: the answer was lost on the way, or the page that sent it was left. */
const done = (e: unknown) => e instanceof Problem && e.code === 'repeated';

/** True when asking again later may help: no line, a busy or resting server, a session to renew. */
const passing = (e: unknown) =>
  !(e instanceof Problem) || e.offline || e.status >= 500 || [401, 408, 429].includes(e.status);

async function deliver(e: Entry, client: QueryClient): Promise<boolean> {
  try {
    await send(e).catch((problem: unknown) => {
      if (!done(problem)) throw problem;
    });
  } catch (problem) {
    if (passing(problem)) {
      cutOff = problem instanceof Problem && problem.offline;
      publish();
      return false;
    }
    publish(change(all, e.id, { problem: why(problem as Problem) }));
    return true;
  }
  cutOff = false;
  publish(change(all, e.id, { sent: true }));
  // The day is read anew before the row may come back, so that it does not flash up.
  void Promise.all(
    [['day'], ['leads'], ['lead', e.lead.id], ['timeline', e.lead.id], ['insight']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  ).finally(() => publish(without(all, e.id)));
  return true;
}

export async function flush(): Promise<void> {
  if (running || !owner) return;
  running = true;
  clearTimeout(timer);
  const { org, member, client } = owner;
  let wait: number | undefined;
  try {
    for (;;) {
      const e = nextToSend(all, org, member, Date.now());
      if (!e) break;
      if (!(await deliver(e, client))) {
        wait = AGAIN;
        break;
      }
    }
    wait ??= untilFree(all, org, member, Date.now());
  } finally {
    running = false;
  }
  if (wait !== undefined) timer = setTimeout(() => void flush(), wait);
}

/** Begins sending for the person now signed in. */
export function openOutbox(org: string, member: string, client: QueryClient): () => void {
  owner = { org, member, client };
  const line = () => {
    cutOff = false;
    publish();
    void flush();
  };
  const seen = () => {
    if (document.visibilityState === 'hidden') publish(release(all));
    void flush();
  };
  window.addEventListener('online', line);
  window.addEventListener('offline', line);
  document.addEventListener('visibilitychange', seen);
  void flush();
  return () => {
    owner = undefined;
    clearTimeout(timer);
    window.removeEventListener('online', line);
    window.removeEventListener('offline', line);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** Writes an entry down. The answer takes it back and says whether that was still possible: not once it has been sent. */
export function write(e: Pick<Entry, 'what' | 'lead' | 'body'>): () => boolean {
  if (!owner) throw new Error('outbox is closed');
  const id = newId();
  publish([...all, { ...e, id, org: owner.org, member: owner.member, hold: Date.now() + HOLD }]);
  void flush();
  return () => {
    if (!all.some((x) => x.id === id && x.hold > Date.now())) return false;
    publish(without(all, id));
    return true;
  };
}

export function retry(id: string): void {
  publish(change(all, id, { problem: undefined, hold: 0 }));
  void flush();
}

export const discard = (id: string): void => publish(without(all, id));

export const useOutbox = () =>
  useSyncExternalStore(
    (fn) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    () => state,
  );
