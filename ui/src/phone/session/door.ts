// The way out to the sign-in page and back to where one was.
import { go, here } from '../route';

export function toSignIn(): void {
  const { path, search } = here();
  if (path === '/sign-in') return;
  const from = `${path}${search.size ? `?${search}` : ''}`;
  go(from === '/today' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(from)}`, { replace: true });
}

/** Where to go after signing in: a page of ours, or today. */
export function afterSignIn(search: URLSearchParams): string {
  const to = search.get('to') ?? '';
  return /^\/(today|leads|new|board|me)\b/.test(to) ? to : '/today';
}
