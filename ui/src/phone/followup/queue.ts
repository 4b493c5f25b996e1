// The queue of what was written on this phone and has not reached the server yet. Pure: storage, clock and sending are
// the outbox's. An entry's id is its Idempotency-Key, so a repeat after a lost answer writes nothing twice.
import type { TouchDraft } from '../../api/types';

export type Entry = {
  id: string;
  what: 'touch' | 'postpone';
  lead: { id: string; name: string };
  body: TouchDraft | { next_due: string; reason?: string };
  /** Whose it is: nobody else's session sends it. */
  org: string;
  member: string;
  /** Epoch ms: until then it can be taken back. */
  hold: number;
  /** What the server refused it with; it waits for a person. */
  problem?: string;
  /** Sent; stays hidden from the day until the day has been read anew. */
  sent?: boolean;
};

const mine = (e: Entry, org: string, member: string) => e.org === org && e.member === member;

/** Next to send at `now`: in the order written, none that is held or refused, and never one that an earlier, still unsent entry on the same lead must precede. */
export function nextToSend(all: Entry[], org: string, member: string, now: number): Entry | undefined {
  const waiting = new Set<string>();
  for (const e of all) {
    if (!mine(e, org, member) || e.sent) continue;
    if (!e.problem && e.hold <= now && !waiting.has(e.lead.id)) return e;
    waiting.add(e.lead.id);
  }
  return undefined;
}

/** Milliseconds until something held comes free; undefined when nothing is held. */
export function untilFree(all: Entry[], org: string, member: string, now: number): number | undefined {
  const holds = all
    .filter((e) => mine(e, org, member) && !e.sent && !e.problem && e.hold > now)
    .map((e) => e.hold - now);
  return holds.length ? Math.min(...holds) : undefined;
}

/** What the strip counts: written, not sent. */
export const pendingOf = (all: Entry[], org: string, member: string): Entry[] =>
  all.filter((e) => mine(e, org, member) && !e.sent);

/** Leads that today's list need not show: something about them has just been written. */
export const settledLeads = (all: Entry[], org: string, member: string): Set<string> =>
  new Set(all.filter((e) => mine(e, org, member) && !e.problem).map((e) => e.lead.id));

export const change = (all: Entry[], id: string, part: Partial<Entry>): Entry[] =>
  all.map((e) => (e.id === id ? { ...e, ...part } : e));

export const without = (all: Entry[], id: string): Entry[] => all.filter((e) => e.id !== id);

/** Nothing held any more: the page is being left, what was written goes out. */
export const release = (all: Entry[]): Entry[] =>
  all.some((e) => e.hold > 0) ? all.map((e) => ({ ...e, hold: 0 })) : all;
