import { expect, it } from 'vitest';
import { change, type Entry, nextToSend, pendingOf, release, settledLeads, untilFree } from './queue';

const entry = (id: string, lead: string, part: Partial<Entry> = {}): Entry => ({
  id,
  what: 'touch',
  lead: { id: lead, name: lead },
  body: { kind: 'phone', result: 'progress' },
  org: 'o',
  member: 'm',
  hold: 0,
  ...part,
});
const next = (all: Entry[], now = 100) => nextToSend(all, 'o', 'm', now)?.id;

it('按写的先后发，还能撤销的不发', () => {
  expect(next([entry('a', 'x', { hold: 200 }), entry('b', 'y')])).toBe('b');
  expect(next([entry('a', 'x', { hold: 200 })])).toBeUndefined();
  expect(next([entry('a', 'x', { hold: 100 })])).toBe('a');
});

it('同一条线索，前一笔没出去，后一笔不抢先', () => {
  expect(next([entry('a', 'x', { hold: 200 }), entry('b', 'x')])).toBeUndefined();
  expect(next([entry('a', 'x', { problem: '改过了' }), entry('b', 'x'), entry('c', 'y')])).toBe('c');
  expect(next([entry('a', 'x', { sent: true }), entry('b', 'x')])).toBe('b');
});

it('别人的、别家公司的不发', () => {
  expect(next([entry('a', 'x', { member: 'n' }), entry('b', 'y', { org: 'p' })])).toBeUndefined();
});

it('什么时候再看一眼', () => {
  const all = [
    entry('a', 'x', { hold: 300 }),
    entry('b', 'y', { hold: 250 }),
    entry('c', 'z', { hold: 150, problem: '不行' }),
  ];
  expect(untilFree(all, 'o', 'm', 100)).toBe(150);
  expect(untilFree([entry('a', 'x')], 'o', 'm', 100)).toBeUndefined();
  expect(next(release(all))).toBe('a');
});

it('数得出还有几条没同步，今天里先藏起来', () => {
  const all = change([entry('a', 'x'), entry('b', 'y'), entry('c', 'z')], 'b', { problem: '不行' });
  const sent = change(all, 'a', { sent: true });
  expect(pendingOf(sent, 'o', 'm').map((e) => e.id)).toEqual(['b', 'c']);
  expect([...settledLeads(sent, 'o', 'm')]).toEqual(['x', 'z']);
});
