// What changes elsewhere changes here: one event stream per page, each entry marks the queries it touches as stale.
// Query keys begin with the word of the thing: ['leads', …], ['lead', id, …], ['day'], ['insight', …].
import type { QueryClient } from '@tanstack/react-query';
import type { LiveChange } from './types';

const touches: Record<string, string[]> = {
  lead: ['leads', 'lead', 'day', 'insight', 'sources', 'members', 'customers', 'customer'],
  customer: ['customers', 'customer'],
  contact: ['customer', 'lead'],
  member: ['members', 'groups', 'absences', 'session'],
  group: ['groups', 'members'],
  import: ['imports', 'import', 'leads', 'insight', 'day', 'sources'],
  match_batch: ['match', 'leads', 'lead', 'members', 'day', 'insight'],
  touch: ['leads', 'lead', 'day', 'insight'],
  organisation: ['session'],
  notice: ['notices', 'approvals', 'approval'],
  saved_view: ['views'],
};

export function openLive(client: QueryClient): () => void {
  const stale = new Set<string>();
  let all = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (all) void client.invalidateQueries();
    else for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
    stale.clear();
    all = false;
  };
  const source = new EventSource('/api/v1/live');
  source.addEventListener('change', (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as LiveChange;
    // What one may see has changed: ask for everything anew.
    if (change.subject_kind === 'role' || change.subject_kind === 'collaboration') all = true;
    for (const key of touches[change.subject_kind] ?? []) stale.add(key);
    // Many rows changed by one act arrive together: ask once, soon.
    timer ??= setTimeout(flush, 250);
  });
  // More has happened while we were away than can be told one by one.
  source.addEventListener('reset', () => void client.invalidateQueries());
  return () => {
    source.close();
    clearTimeout(timer);
  };
}
