// What to do next with a lead, said first, and why. Pure: the words come from the caller.
import type { Lead } from '../../api/types';
import { daysBetween, when } from '../../lib/day';

export type NextStep = {
  key: 'overdue' | 'today' | 'tomorrow' | 'day' | 'first' | 'none' | 'unassigned' | 'won' | 'lost';
  n: number;
  day: string;
  time: string;
  why: { key: 'note' | 'idle' | 'fresh' | 'freshToday' | 'chance'; note: string; n: number } | null;
};

function reason(lead: Lead, today: string): NextStep['why'] {
  if (lead.next_note) return { key: 'note', note: lead.next_note, n: 0 };
  if (lead.touch_count === 0) {
    const n = Math.max(0, daysBetween(lead.intake_day, today));
    return { key: n === 0 ? 'freshToday' : 'fresh', note: '', n };
  }
  if (lead.idle_days > 0) return { key: 'idle', note: '', n: lead.idle_days };
  if (lead.chance_reason) return { key: 'chance', note: lead.chance_reason, n: 0 };
  return null;
}

export function nextStep(lead: Lead, today: string): NextStep {
  const w = when(lead.next_due, lead.next_time, today, lead.overdue_days);
  const base = { n: w.days, day: w.day, time: w.time };
  if (lead.state !== 'open') return { ...base, key: lead.state, why: null };
  const why = reason(lead, today);
  if (!lead.owner) return { ...base, key: 'unassigned', why };
  if (w.kind === 'overdue' || w.kind === 'today' || w.kind === 'tomorrow' || w.kind === 'day')
    return { ...base, key: w.kind, why };
  return { ...base, key: lead.touch_count === 0 ? 'first' : 'none', why };
}
