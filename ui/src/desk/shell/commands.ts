// What can be done from anywhere, by permission: go somewhere, make something, log a follow-up on the lead at hand.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { IconName } from '../../kit/icons';
import { recent } from '../../lib/recent';
import { may, useSession } from '../session/use';

export type Command = { id: string; icon: IconName; text: string; note?: string; words: string; run: () => void };

const places = [
  { to: '/today', key: 'today', icon: 'today', need: 'lead.read' },
  { to: '/leads', key: 'lead', icon: 'lead', need: 'lead.read' },
  { to: '/customers', key: 'customer', icon: 'customer', need: 'customer.read' },
  { to: '/team', key: 'team', icon: 'team', need: 'team.read' },
  { to: '/insight', key: 'insight', icon: 'insight', need: 'insight.read' },
  { to: '/settings', key: 'settings', icon: 'settings', need: '' },
] as const;

/** The event by which the open lead is asked to show its follow-up form. */
export const LOG = 'xg:log';

export function useCommands(): Command[] {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const out: Command[] = [];
  if (may(session, 'lead.create')) {
    out.push({
      id: 'new-lead',
      icon: 'plus',
      text: t('list.commandNew'),
      words: 'xjxs new lead',
      run: () => void navigate({ to: '/leads/new', search: {} }),
    });
  }
  const last = recent(session.member.id).find((r) => r.kind === 'lead');
  if (may(session, 'touch.write') && last) {
    out.push({
      id: 'log',
      icon: 'note',
      text: t('list.commandLog'),
      note: last.title,
      words: 'jgj log',
      run: () => {
        void navigate({ to: '/leads/$id', params: { id: last.id }, search: (s) => s, hash: 'log' }).then(() =>
          document.dispatchEvent(new Event(LOG)),
        );
      },
    });
  }
  if (may(session, 'customer.write')) {
    out.push({
      id: 'new-customer',
      icon: 'plus',
      text: t('list.commandNewCustomer'),
      words: 'xjkh new customer',
      run: () => void navigate({ to: '/customers/new', search: {} }),
    });
  }
  if (may(session, 'lead.import')) {
    out.push({
      id: 'import',
      icon: 'up',
      text: t('list.commandImport'),
      words: 'drxs import',
      run: () => void navigate({ to: '/leads/import' }),
    });
  }
  for (const p of places) {
    if (p.need && !may(session, p.need)) continue;
    out.push({
      id: p.key,
      icon: p.icon,
      text: t('list.commandGo', { name: t(`shell.${p.key}`) }),
      words: `go ${p.key}`,
      run: () => void navigate({ to: p.to }),
    });
  }
  return out;
}
