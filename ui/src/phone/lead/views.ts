// The chips over the list. Each is a fixed set of conditions; which one opens first depends on whose leads one sees.
import type { Session } from '../../api/types';
import { may, mayTeam } from '../session/use';

export type View = 'mine' | 'along' | 'open' | 'overdue' | 'pool' | 'all';

export function shownViews(s: Session): View[] {
  const all: [View, boolean][] = [
    ['mine', s.permissions['touch.write'] !== 'none'],
    ['along', !mayTeam(s, 'lead.read')],
    ['open', mayTeam(s, 'lead.read')],
    ['overdue', true],
    ['pool', may(s, 'lead.claim') || mayTeam(s, 'lead.read')],
    ['all', true],
  ];
  return all.filter(([, shown]) => shown).map(([v]) => v);
}

export const firstView = (s: Session): View => (mayTeam(s, 'lead.read') ? 'open' : 'mine');

export function viewFilters(view: View, today: string): string[] {
  switch (view) {
    case 'mine':
      return ['state:eq:open', 'owner_id:eq:me'];
    case 'along':
      return ['state:eq:open', 'collaborator:eq:me'];
    case 'open':
      return ['state:eq:open'];
    case 'overdue':
      return ['state:eq:open', `next_due:before:${today}`];
    case 'pool':
      return ['state:eq:open', 'owner_id:empty:'];
    case 'all':
      return [];
  }
}

/** What needs a hand first; ids grow with time, so the newest first elsewhere. */
export const viewSort = (view: View): string => (view === 'pool' || view === 'all' ? '-id' : 'next_due');
