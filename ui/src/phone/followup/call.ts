// Dialling. The number is asked for, handed to the phone and not kept; the call is remembered until one is back, then the
// page asks how it went.
import { useSyncExternalStore } from 'react';
import { customers, leads } from '../../api/calls';
import type { Lead } from '../../api/types';
import { keep, kept } from '../../lib/keep';

export type Call = { lead: Lead; person: string; at: string; back?: string };

const KEY = 'xg.call';
/** After this long nobody remembers how it went. */
const FORGET = 2 * 3600_000;
/** The dialler covers the page at once; when it has not by then, there is none (a tablet, a PC): ask right away. */
const NO_DIALLER = 1_200;

let waiting = kept<Call | null>(KEY, null);
let asked: Call | null = null;
const listeners = new Set<() => void>();

function publish(next: Call | null) {
  asked = next;
  for (const fn of listeners) fn();
}

function returned() {
  if (!waiting || document.visibilityState !== 'visible') return;
  const call = { ...waiting, back: new Date().toISOString() };
  waiting = null;
  if (Date.parse(call.back) - Date.parse(call.at) < FORGET) publish(call);
  else keep(KEY, undefined);
}

document.addEventListener('visibilitychange', returned);
window.addEventListener('pageshow', returned);

/** Fetches the number and dials it. `contact` is a contact of the lead's customer; without it, the lead's own number. */
export async function dial(lead: Lead, contact?: { id: string; name: string; customer: string }): Promise<void> {
  const { phone } = contact
    ? await customers.revealPhone(contact.customer, contact.id)
    : await leads.revealPhone(lead.id);
  waiting = { lead, person: contact?.name ?? lead.contact_name, at: new Date().toISOString() };
  keep(KEY, waiting);
  // By a link, not by the address: the page goes on as if nothing had been left.
  const link = document.createElement('a');
  link.href = `tel:${phone.replace(/[^\d+*#,;]/g, '')}`;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(returned, NO_DIALLER);
}

/** The question is answered or waved away. */
export function closeCall(): void {
  keep(KEY, undefined);
  publish(null);
}

export const useCall = (): Call | null =>
  useSyncExternalStore(
    (fn) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    () => asked,
  );
