// The phone's addresses, everything below /m. Small on purpose: seven pages need no routing library, and each kilobyte is
// waited for on a bad line. Going back finds the page where it was left.
import { type AnchorHTMLAttributes, type MouseEvent, useLayoutEffect, useSyncExternalStore } from 'react';

export type Place = { path: string; search: URLSearchParams; key: string };

const BASE = '/m';
const listeners = new Set<() => void>();
const scrolls = new Map<string, number>();
let serial = 0;

function read(): Place {
  const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : '';
  const key = String((history.state as { key?: string } | null)?.key ?? 'first');
  return { path: path.replace(/\/+$/, '') || '/today', search: new URLSearchParams(location.search), key };
}

let place = read();
history.scrollRestoration = 'manual';

function publish() {
  place = read();
  for (const fn of listeners) fn();
}

window.addEventListener('popstate', () => {
  scrolls.set(place.key, window.scrollY);
  publish();
});

export const here = (): Place => place;

/** The whole address of a phone path: what a link carries. */
export const hrefTo = (to: string): string => BASE + to;

export function go(to: string, opts: { replace?: boolean } = {}): void {
  scrolls.set(place.key, window.scrollY);
  serial += 1;
  const key = opts.replace ? place.key : `${Date.now()}.${serial}`;
  if (!opts.replace) scrolls.delete(key);
  history[opts.replace ? 'replaceState' : 'pushState']({ key, inside: true }, '', hrefTo(to));
  publish();
}

/** Back to where one came from, or to `otherwise` when this page was opened from outside. */
export function goBack(otherwise: string): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else go(otherwise, { replace: true });
}

export const usePlace = (): Place =>
  useSyncExternalStore(
    (fn) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    () => place,
  );

/** Puts a page back to where it was scrolled; a new one begins at its top. */
export function useScrollBack(key: string, ready: boolean): void {
  useLayoutEffect(() => {
    if (ready) window.scrollTo(0, scrolls.get(key) ?? 0);
  }, [key, ready]);
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string; replace?: boolean };

export function Link({ to, replace, onClick, ...rest }: LinkProps) {
  const click = (e: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(e);
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    go(to, { replace });
  };
  return <a {...rest} href={hrefTo(to)} onClick={click} />;
}

/** An address of the lead list with these conditions and a name for them. */
export function leadsWith(filter: string[], name: string): string {
  const q = new URLSearchParams();
  for (const f of filter) q.append('f', f);
  q.set('name', name);
  return `/leads?${q}`;
}
