// Changing a lead in the list. What somebody else has changed in between is shown beside one's own change; one chooses.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem } from '../../api/problem';
import type { Chance, Lead, LeadPatch } from '../../api/types';
import { Ask } from '../../kit/desk/parts';
import type { Column } from '../../kit/desk/table';
import { wan } from '../../lib/money';
import { fromForm, type OwnField, ownWords } from '../../lib/own';
import { useOwnFields } from '../own/parts';
import { useFail, useShow } from '../use';
import { useLeadActs, useRefresh } from './acts';
import { ReasonPick } from './reason-pick';
import { useLeadWords } from './words';

export type Change = Omit<LeadPatch, 'version'>;

/** A typed cell as a change of the lead. */
export function changeOf(key: string, value: string, own: OwnField[] = []): Change {
  const field = own.find((f) => f.name === key);
  if (field) return { own: { [field.key]: fromForm(field, value) } };
  switch (key) {
    case 'contact':
      return { contact_name: value };
    case 'stage':
      return { stage_id: value };
    case 'chance':
      return { chance: value as Chance };
    case 'next':
      return { next_due: value };
    case 'amount':
      return { expected_amount: Number(value) };
    case 'source':
      return { source: value };
    case 'region':
      return { region: value };
    default:
      return { industry: value };
  }
}

const fieldOf: Record<string, string> = {
  contact: 'contact_name',
  stage: 'stage_id',
  next: 'next_due',
  amount: 'expected_amount',
};

/** A typed cell in words, under the field it changes. */
export function saidOf(columns: Column<Lead>[], lead: Lead, key: string, value: string): Record<string, string> {
  const editing = columns.find((c) => c.key === key)?.edit?.(lead);
  const word =
    editing?.kind === 'choice'
      ? (editing.choices?.find((c) => c.value === value)?.label ?? value)
      : editing?.kind === 'amount'
        ? wan(Number(value))
        : value;
  return { [fieldOf[key] ?? key]: word };
}

/** The lead's fields in words, to lay two states of it side by side. */
function useFacts() {
  const { t } = useTranslation();
  const show = useShow();
  const words = useLeadWords();
  const fields = useOwnFields('lead');
  const of = (l: Lead): Record<string, string> => ({
    name: l.name,
    contact_name: l.contact_name,
    source: l.source,
    stage_id: l.stage.name,
    chance: [words.chance(l.chance), l.chance_reason].filter(Boolean).join(' '),
    expected_amount: l.expected_amount ? `${show.wan(l.expected_amount)} ${t('common.wan')}` : '',
    next_due: l.next_due ? show.day(l.next_due) : '',
    region: l.region,
    industry: l.industry,
    tags: l.tags.join(t('common.list')),
    owner: l.owner?.name ?? '',
    state: words.state(l.state),
    ...Object.fromEntries(
      fields.map((f) => [f.name, ownWords(f, l.own?.[f.key], l.own_names, [t('own.yes'), t('own.no')])]),
    ),
  });
  const labels: Record<string, string> = {
    name: t('lead.company'),
    contact_name: t('lead.contact'),
    source: t('lead.source'),
    stage_id: t('lead.stage'),
    chance: t('lead.chance'),
    expected_amount: t('lead.amount'),
    next_due: t('lead.next'),
    region: t('lead.region'),
    industry: t('lead.industry'),
    tags: t('lead.tags'),
    owner: t('lead.owner'),
    state: t('lead.state'),
    ...Object.fromEntries(fields.map((f) => [f.name, f.label])),
  };
  return { of, labels };
}

type Clash = { was: Lead; now: Lead; change: Change; mine: Record<string, string> };

function ClashDialog({ clash, onTake, onMine }: { clash: Clash; onTake: () => void; onMine: () => void }) {
  const { t } = useTranslation();
  const facts = useFacts();
  const was = facts.of(clash.was);
  const now = facts.of(clash.now);
  const rows = Object.keys(facts.labels).filter((k) => was[k] !== now[k] || clash.mine[k] !== undefined);
  const cell = (text: string | undefined) => text || <span className="k3">{t('common.empty')}</span>;
  return (
    <Ask
      title={`${t('list.conflictTitle')}${t('common.colon')}${clash.now.title}`}
      text={t('list.conflictText')}
      ok={t('list.keepMine')}
      onOk={onMine}
      onCancel={onTake}
      cancel={t('list.keepTheirs')}
    >
      <table className="tbl auto clash" aria-label={t('list.conflictTitle')}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('list.conflictWas')}</th>
            <th scope="col">{t('list.conflictTheirs')}</th>
            <th scope="col">{t('list.conflictYours')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((k) => (
            <tr key={k}>
              <th scope="row">{facts.labels[k]}</th>
              <td>{cell(was[k])}</td>
              <td className={was[k] !== now[k] ? 'acc' : ''}>{cell(now[k])}</td>
              <td>{clash.mine[k] !== undefined ? cell(clash.mine[k]) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Ask>
  );
}

/** Saves a change of a lead read before, and ends what one was doing; what clashes is asked about. The dialog stands wherever `dialog` is put. */
export function useLeadSave(end?: () => void) {
  const acts = useLeadActs();
  const fail = useFail();
  const refresh = useRefresh();
  const [clash, setClash] = useState<Clash>();
  const [reason, setReason] = useState<{ lead: Lead; change: Change; said: Record<string, string> }>();

  // One's own saves follow one another and build upon each other: they never clash among themselves.
  const own = useRef(new Map<string, Lead>());
  const last = useRef<Promise<void>>(Promise.resolve());

  const send = async (read: Lead, change: Change, said: Record<string, string>) => {
    const mine = own.current.get(read.id);
    const lead = mine && mine.version > read.version ? mine : read;
    if ((change.chance === 'small' || change.chance === 'none') && !change.chance_reason) {
      setReason({ lead, change, said });
      return;
    }
    try {
      const done = await leads.patch(lead.id, { ...change, version: lead.version });
      own.current.set(done.id, done);
      acts.edited(done);
      end?.();
    } catch (e) {
      if (!(e instanceof Problem) || e.code !== 'version') {
        fail(e);
        return;
      }
      await clashed(lead, change, said);
    }
  };
  /** Shows what somebody else has made of the lead beside one's own change. */
  const clashed = async (lead: Lead, change: Change, said: Record<string, string>) => {
    try {
      setClash({ was: lead, now: await leads.get(lead.id), change, mine: said });
    } catch (gone) {
      fail(gone);
    }
  };

  /** `said` is the change in words, as one's own column of the dialog shows it. */
  const save = (lead: Lead, change: Change, said: Record<string, string>) => {
    last.current = last.current.then(() => send(lead, change, said));
    return last.current;
  };
  const dialog = (
    <>
      {reason && (
        <ReasonPick
          onPick={(text) => {
            const { lead, change, said } = reason;
            setReason(undefined);
            void save(lead, { ...change, chance_reason: text }, { ...said, chance: `${said.chance ?? ''} ${text}` });
          }}
          onCancel={() => setReason(undefined)}
        />
      )}
      {clash && (
        <ClashDialog
          clash={clash}
          onTake={() => {
            refresh(clash.now);
            setClash(undefined);
            end?.();
          }}
          onMine={() => {
            const { now, change, mine } = clash;
            setClash(undefined);
            void save(now, change, mine);
          }}
        />
      )}
    </>
  );
  return { save, clashed, dialog };
}
