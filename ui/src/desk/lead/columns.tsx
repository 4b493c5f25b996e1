// The columns of the lead list. Numbers stand right with their unit in the head; the exact yuan is on hover. What may be
// changed in place says how.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import type { Column } from '../../kit/desk/table';
import { Icon } from '../../kit/icons';
import { usePrefs } from '../../kit/prefs';
import type { ColumnChoice } from '../../lib/conditions';
import { may, sees, useSession } from '../session/use';
import { useShow } from '../use';
import { modesQuery } from './filters';
import { TagMarks } from './tag-mark';
import type { View } from './views';
import { ChanceMark, chances, useLeadWords } from './words';

type Named = Column<Lead> & { label: string };

/** Which columns a view shows when nobody has chosen. */
export function usualColumns(view: View | 'saved', narrow: boolean): string[] {
  const ended = view === 'won' || view === 'lost';
  return [
    'name',
    'contact',
    'source',
    'stage',
    ...(ended ? [] : ['chance']),
    'owner',
    ...(ended ? [] : ['idle', 'next']),
    ...(view === 'won' ? ['won'] : []),
    ...(view === 'lost' ? ['lost'] : []),
    'amount',
    ...(narrow ? [] : ['intake']),
  ];
}

/** Every column there is. */
export function useLeadColumns(narrow: boolean): Named[] {
  const { t } = useTranslation();
  const show = useShow();
  const words = useLeadWords();
  const { lang } = usePrefs();
  const session = useSession();
  const modes = useQuery(modesQuery).data?.items ?? [];
  const write = may(session, 'lead.write');
  const open = (l: Lead) => write && l.state === 'open';
  const text = (value: (l: Lead) => string) => (l: Lead) =>
    write ? { kind: 'text' as const, value: value(l) } : undefined;
  const dayWidth = lang === 'en' ? 112 : 128;
  const named = (c: Omit<Named, 'title'> & { title?: Named['title'] }): Named => ({ title: c.label, ...c });
  return [
    named({
      key: 'name',
      label: t('lead.company'),
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
    }),
    named({ key: 'no', label: t('lead.no'), width: 104, sort: 'no', cell: (l) => <span className="k2">{l.no}</span> }),
    named({
      key: 'contact',
      label: t('lead.contact'),
      width: narrow ? 62 : 88,
      sort: 'contact_name',
      cell: (l) => l.contact_name,
      edit: text((l) => l.contact_name),
    }),
    named({
      key: 'source',
      label: t('lead.source'),
      width: narrow ? 78 : 120,
      hover: (l) => l.source,
      cell: (l) => <span className="k2">{l.source || t('common.empty')}</span>,
      edit: text((l) => l.source),
    }),
    named({
      key: 'stage',
      label: t('lead.stage'),
      width: narrow ? 78 : 104,
      cell: (l) => l.stage.name,
      edit: (l) =>
        open(l)
          ? {
              kind: 'choice',
              value: l.stage.id,
              choices: (modes.find((m) => m.id === l.mode.id)?.stages ?? []).map((s) => ({
                value: s.id,
                label: s.name,
              })),
            }
          : undefined,
    }),
    named({
      key: 'chance',
      label: t('lead.chance'),
      width: narrow ? 80 : 104,
      hover: (l) => l.chance_reason || undefined,
      cell: (l) => <ChanceMark chance={l.chance} />,
      edit: (l) =>
        open(l)
          ? {
              kind: 'choice',
              value: l.chance,
              choices: [...(l.chance ? [] : [{ value: '', label: words.chance('') }])].concat(
                chances.map((c) => ({ value: c, label: words.chance(c) })),
              ),
            }
          : undefined,
    }),
    named({
      key: 'owner',
      label: t('lead.owner'),
      width: narrow ? 68 : 96,
      cell: (l) => (l.owner ? l.owner.name : <span className="warn">{t('lead.nobody')}</span>),
    }),
    named({ key: 'group', label: t('lead.group'), width: 96, cell: (l) => l.group?.name ?? '' }),
    named({
      key: 'idle',
      label: t('lead.idleDays'),
      width: narrow ? 66 : 80,
      right: true,
      sort: 'idle_since',
      cell: (l) => <span className={l.idle_days >= 14 ? 'bad' : l.idle_days > 7 ? 'warn' : 'k2'}>{l.idle_days}</span>,
    }),
    named({
      key: 'next',
      label: t('lead.next'),
      width: (narrow ? 92 : 112) + (lang === 'en' ? 20 : 0),
      sort: 'next_due',
      hover: (l) => l.next_note || undefined,
      cell: (l) => {
        const due = show.due(l);
        return <span className={due.tone}>{due.text}</span>;
      },
      edit: (l) => (open(l) ? { kind: 'day', value: l.next_due ?? '' } : undefined),
    }),
    named({
      key: 'won',
      label: t('lead.wonDay'),
      width: dayWidth,
      sort: 'won_day',
      cell: (l) => (l.won_day ? show.day(l.won_day) : ''),
    }),
    named({
      key: 'lost',
      label: t('lead.loseWhy'),
      width: 200,
      sort: 'lost_day',
      hover: (l) => l.lost_reason,
      cell: (l) => <span className="k2">{l.lost_reason}</span>,
    }),
    named({
      key: 'amount',
      label: t('lead.amountWan'),
      width: narrow ? 84 : 104,
      right: true,
      sort: 'expected_amount',
      hover: (l) => (l.expected_amount ? show.exact(l.expected_amount) : undefined),
      cell: (l) => (l.expected_amount ? show.wan(l.expected_amount) : <span className="k3">—</span>),
      edit: (l) => (write ? { kind: 'amount', value: String(l.expected_amount) } : undefined),
    }),
    named({
      key: 'intake',
      label: t('lead.intakeDay'),
      width: dayWidth,
      right: true,
      sort: 'intake_day',
      cell: (l) => <span className="k2">{show.day(l.intake_day)}</span>,
    }),
    named({
      key: 'region',
      label: t('lead.region'),
      width: 96,
      sort: 'region',
      hover: (l) => l.region,
      cell: (l) => l.region,
      edit: text((l) => l.region),
    }),
    named({
      key: 'industry',
      label: t('lead.industry'),
      width: 112,
      sort: 'industry',
      hover: (l) => l.industry,
      cell: (l) => l.industry,
      edit: text((l) => l.industry),
    }),
    named({
      key: 'tags',
      label: t('lead.tags'),
      width: 128,
      hover: (l) => l.tags.join(t('common.list')),
      cell: (l) => <TagMarks tags={l.tags} />,
    }),
    named({
      key: 'touches',
      label: t('lead.touchesShort'),
      width: 80,
      right: true,
      sort: 'touch_count',
      cell: (l) => l.touch_count,
    }),
    named({
      key: 'last',
      label: t('lead.lastTouch'),
      width: dayWidth,
      sort: 'last_touch_at',
      cell: (l) => <span className="k2">{l.last_touch_at ? show.dayOf(l.last_touch_at) : ''}</span>,
    }),
    named({ key: 'mode', label: t('lead.mode'), width: 96, cell: (l) => l.mode.name }),
  ].filter((c) => c.key !== 'amount' || sees(session, 'lead.amount'));
}

/** The columns chosen, in their order and width; what is not known is passed over. */
export function chosenColumns<C extends { key: string; width?: number }>(all: C[], choice: ColumnChoice[]): C[] {
  return choice.flatMap((c) => {
    const found = all.find((x) => x.key === c.key);
    return found ? [c.width ? { ...found, width: c.width } : found] : [];
  });
}
