// The columns of the lead list. Numbers stand right with their unit in the head; the exact yuan is on hover.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import type { Column } from '../../kit/desk/table';
import { Icon } from '../../kit/icons';
import { usePrefs } from '../../kit/prefs';
import { useShow } from '../use';
import type { View } from './views';
import { ChanceMark } from './words';

export function useLeadColumns(view: View, narrow: boolean): Column<Lead>[] {
  const { t } = useTranslation();
  const show = useShow();
  const { lang } = usePrefs();
  const ended = view === 'won' || view === 'lost';
  const all: (Column<Lead> | false)[] = [
    {
      key: 'name',
      title: t('lead.company'),
      sort: 'name',
      hover: (l) => (l.key && l.key_reason ? `${l.title}${t('common.colon')}${l.key_reason}` : l.title),
      cell: (l) => (
        <span className="namec">
          <Link to="/leads/$id" params={{ id: l.id }} search={(s) => s} className="el">
            {l.title}
          </Link>
          {l.key && (
            <span className="flag">
              <Icon name="flag" size={14} />
              <span className="sr">{t('lead.key')}</span>
            </span>
          )}
        </span>
      ),
    },
    { key: 'contact', title: t('lead.contact'), width: narrow ? 62 : 88, cell: (l) => l.contact_name },
    {
      key: 'source',
      title: t('lead.source'),
      width: narrow ? 78 : 120,
      hover: (l) => l.source,
      cell: (l) => <span className="k2">{l.source || t('common.empty')}</span>,
    },
    { key: 'stage', title: t('lead.stage'), width: narrow ? 78 : 104, cell: (l) => l.stage.name },
    !ended && {
      key: 'chance',
      title: t('lead.chance'),
      width: narrow ? 80 : 104,
      hover: (l) => l.chance_reason || undefined,
      cell: (l) => <ChanceMark chance={l.chance} />,
    },
    {
      key: 'owner',
      title: t('lead.owner'),
      width: narrow ? 68 : 96,
      cell: (l) => (l.owner ? l.owner.name : <span className="warn">{t('lead.nobody')}</span>),
    },
    !ended && {
      key: 'idle',
      title: t('lead.idleDays'),
      width: narrow ? 66 : 80,
      right: true,
      sort: 'idle_since',
      cell: (l) => <span className={l.idle_days >= 14 ? 'bad' : l.idle_days > 7 ? 'warn' : 'k2'}>{l.idle_days}</span>,
    },
    !ended && {
      key: 'next',
      title: t('lead.next'),
      width: (narrow ? 92 : 112) + (lang === 'en' ? 20 : 0),
      sort: 'next_due',
      hover: (l) => l.next_note || undefined,
      cell: (l) => {
        const due = show.due(l);
        return <span className={due.tone}>{due.text}</span>;
      },
    },
    view === 'won' && {
      key: 'won',
      title: t('lead.wonDay'),
      width: lang === 'en' ? 112 : 128,
      cell: (l) => (l.won_day ? show.day(l.won_day) : ''),
    },
    view === 'lost' && {
      key: 'lost',
      title: t('lead.loseWhy'),
      width: 200,
      hover: (l) => l.lost_reason,
      cell: (l) => <span className="k2">{l.lost_reason}</span>,
    },
    {
      key: 'amount',
      title: t('lead.amountWan'),
      width: narrow ? 84 : 104,
      right: true,
      sort: 'expected_amount',
      hover: (l) => (l.expected_amount ? show.exact(l.expected_amount) : undefined),
      cell: (l) => (l.expected_amount ? show.wan(l.expected_amount) : <span className="k3">—</span>),
    },
    !narrow && {
      key: 'intake',
      title: t('lead.intakeDay'),
      width: lang === 'en' ? 112 : 128,
      right: true,
      sort: 'intake_day',
      cell: (l) => <span className="k2">{show.day(l.intake_day)}</span>,
    },
  ];
  return all.filter((c) => c !== false);
}
