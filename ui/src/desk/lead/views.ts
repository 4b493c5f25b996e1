// The list's views: each is a fixed set of filters; the first one shown depends on what a person may see.
import type { Session } from '../../api/types';
import { mayTeam } from '../session/use';

export type View = 'mine' | 'open' | 'unassigned' | 'overdue' | 'won' | 'lost' | 'all';

export const views: View[] = ['mine', 'open', 'unassigned', 'overdue', 'won', 'lost', 'all'];

export function viewFilters(view: View, today: string): string[] {
  switch (view) {
    case 'mine':
      return ['state:eq:open', 'owner_id:eq:me'];
    case 'open':
      return ['state:eq:open'];
    case 'unassigned':
      return ['state:eq:open', 'owner_id:empty:'];
    case 'overdue':
      return ['state:eq:open', `next_due:lt:${today}`];
    case 'won':
      return ['state:eq:won'];
    case 'lost':
      return ['state:eq:lost'];
    default:
      return [];
  }
}

export const firstView = (s: Session): View => (mayTeam(s, 'lead.read') ? 'open' : 'mine');

/** The order a view opens in: what needs a hand first. */
export const viewSort = (view: View): string =>
  view === 'won' || view === 'lost' || view === 'all' ? '-id' : 'next_due';
