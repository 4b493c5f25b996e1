// The filter row: a chip per condition. What can be chosen comes from the server once and is kept.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settings, team } from '../../api/calls';
import type { Member } from '../../api/types';
import { Chip, type Choice, Choices, DaysPick, TextPick } from '../../kit/desk/chips';
import { type Field as Condition, ConditionBuilder, ConditionChips, type FieldKind } from '../../kit/desk/conditions';
import { Pop } from '../../kit/desk/pop';
import { Icon } from '../../kit/icons';
import type { Conditions } from '../../lib/conditions';
import { type Filter, findFilter, parseFilter, withFilter } from '../../lib/filter';
import { may, useSession } from '../session/use';
import { chances, useLeadWords } from './words';

const minute = 60_000;

export const modesQuery = { queryKey: ['modes'], queryFn: settings.modes, staleTime: 10 * minute };
export const sourcesQuery = { queryKey: ['sources'], queryFn: settings.sources, staleTime: minute };
export const tagsQuery = { queryKey: ['tags'], queryFn: settings.tags, staleTime: 5 * minute };
export const membersQuery = {
  queryKey: ['members', 'active'],
  queryFn: () => team.members({ filter: ['state:eq:active'], limit: 200, sort: 'name' }),
  staleTime: minute,
};
/** Whom leads can be given to: the roles that only look may not carry any. */
export const carries = (m: Member) => m.carries;
export const groupsQuery = { queryKey: ['groups'], queryFn: team.groups, staleTime: minute };

type Field = { field: string; label: string; choices?: Choice[]; kind?: 'text' | 'tree' | 'days' };

function useFields(): Field[] {
  const { t } = useTranslation();
  const session = useSession();
  const words = useLeadWords();
  const seesTeam = may(session, 'team.read');
  const modes = useQuery(modesQuery).data?.items ?? [];
  const sources = useQuery(sourcesQuery).data?.items ?? [];
  const tags = useQuery(tagsQuery).data?.items ?? [];
  const members = useQuery({ ...membersQuery, enabled: seesTeam }).data?.items ?? [];
  const groups = useQuery({ ...groupsQuery, enabled: seesTeam }).data?.items ?? [];
  const fields: (Field | false)[] = [
    {
      field: 'source',
      label: t('lead.source'),
      choices: sources.map((s) => ({ value: s.source, label: s.source || t('common.empty'), hint: String(s.count) })),
    },
    {
      field: 'stage_id',
      label: t('lead.stage'),
      choices: modes.flatMap((m) =>
        m.stages.map((s) => ({ value: s.id, label: s.name, hint: modes.length > 1 ? m.name : undefined })),
      ),
    },
    { field: 'chance', label: t('lead.chance'), choices: chances.map((c) => ({ value: c, label: words.chance(c) })) },
    {
      field: 'owner_id',
      label: t('lead.owner'),
      choices: [
        { value: 'me', label: t('lead.me') },
        { value: '', label: t('lead.nobody') },
        ...members.map((m) => ({ value: m.id, label: m.name, hint: m.group_name })),
      ],
    },
    {
      field: 'collaborator',
      label: t('along.title'),
      choices: [
        { value: 'me', label: t('lead.me') },
        ...members.map((m) => ({ value: m.id, label: m.name, hint: m.group_name })),
      ],
    },
    groups.length > 1 && {
      field: 'group_id',
      label: t('lead.group'),
      choices: groups.map((g) => ({ value: g.id, label: g.name })),
    },
    { field: 'tag', label: t('lead.tags'), choices: tags.map((x) => ({ value: x.name, label: x.name })) },
    { field: 'q', label: t('lead.q'), kind: 'text' },
    { field: 'region', label: t('lead.region'), kind: 'tree' },
    { field: 'industry', label: t('lead.industry'), kind: 'tree' },
    { field: 'intake_day', label: t('lead.intakeDay'), kind: 'days' },
    { field: 'won_day', label: t('lead.wonDay'), kind: 'days' },
    { field: 'mode_id', label: t('lead.mode'), choices: modes.map((m) => ({ value: m.id, label: m.name })) },
    { field: 'key', label: t('lead.key'), choices: [{ value: 'true', label: t('lead.key') }] },
    {
      field: 'state',
      label: t('lead.state'),
      choices: (['open', 'won', 'lost'] as const).map((s) => ({ value: s, label: words.state(s) })),
    },
    { field: 'touch_count', label: t('lead.touchCount'), choices: [{ value: '0', label: t('lead.neverTouched') }] },
  ];
  return fields.filter((f) => f !== false);
}

/** Every field a condition may name, with what it is. */
export function useConditionFields(): Condition[] {
  const { t } = useTranslation();
  const session = useSession();
  const quick = useFields();
  const kinds: Record<string, FieldKind> = {
    source: 'choice',
    stage_id: 'choice',
    chance: 'choice',
    owner_id: 'choice',
    collaborator: 'choice',
    group_id: 'choice',
    tag: 'tags',
    q: 'search',
    region: 'tree',
    industry: 'tree',
    intake_day: 'day',
    won_day: 'day',
    mode_id: 'choice',
    key: 'yesno',
    state: 'choice',
    touch_count: 'number',
  };
  const of = (field: string): Condition[] => {
    const f = quick.find((x) => x.field === field);
    const kind = kinds[field];
    if (!f || !kind) return [];
    const choices = kind === 'number' || kind === 'yesno' ? undefined : f.choices;
    const mine = field === 'group_id' ? [{ value: 'my_group', label: t('list.myGroup') }] : [];
    return [{ field, label: f.label, kind, choices: choices && [...mine, ...choices] }];
  };
  const seesGroups = may(session, 'team.read');
  return [
    ...of('owner_id'),
    ...of('collaborator'),
    ...(seesGroups ? of('group_id') : []),
    ...of('stage_id'),
    ...of('chance'),
    ...of('state'),
    { field: 'next_due', label: t('lead.next'), kind: 'day' },
    { field: 'expected_amount', label: t('lead.amount'), kind: 'amount' },
    ...of('source'),
    ...of('tag'),
    { field: 'name', label: t('lead.company'), kind: 'text' },
    { field: 'contact_name', label: t('lead.contact'), kind: 'text' },
    ...of('region'),
    ...of('industry'),
    ...of('touch_count'),
    { field: 'last_touch_at', label: t('lead.lastTouch'), kind: 'day' },
    { field: 'created_at', label: t('lead.createdAt'), kind: 'day' },
    ...of('intake_day'),
    ...of('won_day'),
    { field: 'lost_day', label: t('lead.lostDay'), kind: 'day' },
    ...of('mode_id'),
    ...of('key'),
    ...of('q'),
  ];
}

/** Whether the chips of the row can say and change these conditions of one field. */
function plain(field: Field, mine: Filter[]): boolean {
  if (field.kind === 'days')
    return mine.every((f) => (f.op === 'ge' || f.op === 'le') && /^\d{4}-\d\d-\d\d$/.test(f.value)) && mine.length <= 2;
  if (mine.length !== 1) return false;
  const { op, value } = mine[0]!;
  if (field.kind === 'tree') return op === 'under';
  if (field.kind === 'text') return op === (field.field === 'q' ? 'q' : 'eq');
  return op === 'empty'
    ? Boolean(field.choices?.some((c) => c.value === ''))
    : op === 'eq' || op === 'gt' || (op === 'has' && value !== '') || op === 'in';
}

function shownValue(field: Field, filters: Filter[], empty: string): string | undefined {
  const mine = filters.filter((f) => f.field === field.field);
  const first = mine[0];
  if (!first) return undefined;
  if (field.kind === 'days') {
    const from = mine.find((f) => f.op === 'ge' || f.op === 'gt' || f.op === 'after')?.value ?? '';
    const to = mine.find((f) => f.op === 'le' || f.op === 'lt' || f.op === 'before')?.value ?? '';
    return `${from || '…'} – ${to || '…'}`;
  }
  if (first.op === 'empty') return field.choices?.find((c) => c.value === '')?.label ?? empty;
  const names = first.value.split(',').map((v) => field.choices?.find((c) => c.value === v)?.label ?? v);
  return first.op === 'gt' ? `> ${names.join('、')}` : names.join('、');
}

function Picker({
  field,
  all,
  close,
  onChange,
}: {
  field: Field;
  all: string[];
  close: () => void;
  onChange: (next: string[]) => void;
}) {
  const now = findFilter(all, field.field);
  const put = (next: Filter | null) => {
    onChange(withFilter(all, field.field, next));
    close();
  };
  if (field.kind === 'days') {
    const mine = all.map(parseFilter).filter((f) => f.field === field.field);
    return (
      <DaysPick
        from={mine.find((f) => f.op === 'ge')?.value}
        to={mine.find((f) => f.op === 'le')?.value}
        onPick={(from, to) => {
          const rest = withFilter(all, field.field, null);
          onChange([
            ...rest,
            ...(from ? [`${field.field}:ge:${from}`] : []),
            ...(to ? [`${field.field}:le:${to}`] : []),
          ]);
          close();
        }}
      />
    );
  }
  if (field.kind === 'text' || field.kind === 'tree') {
    const op = field.kind === 'tree' ? 'under' : field.field === 'q' ? 'q' : 'eq';
    return (
      <TextPick
        label={field.label}
        value={now?.value}
        onPick={(v) => put(v ? { field: field.field, op, value: v } : null)}
      />
    );
  }
  return (
    <Choices
      items={field.choices ?? []}
      value={now?.op === 'empty' ? '' : now?.value}
      onPick={(v) =>
        put(
          v === ''
            ? { field: field.field, op: 'empty', value: '' }
            : { field: field.field, op: field.field === 'tag' ? 'has' : 'eq', value: v },
        )
      }
    />
  );
}

/** Conditions set by hand or by a link; `fixed` are those of the view and cannot be changed here. */
export function LeadFilters({
  value,
  fixed,
  onChange,
}: {
  value: Conditions;
  fixed: string[];
  onChange: (next: Conditions) => void;
}) {
  const { t } = useTranslation();
  const fields = useFields();
  const named = useConditionFields();
  const all = value.all;
  const change = (next: string[]) => onChange({ ...value, all: next });
  const parsed = all.map(parseFilter);
  const of = (f: Field) => parsed.filter((p) => p.field === f.field);
  const held = new Set(fixed.map((f) => parseFilter(f).field));
  const set = fields.filter((f) => !held.has(f.field) && of(f).length > 0 && plain(f, of(f)));
  // What no chip of the row can say is said in words, never hidden.
  const other = all.filter((text) => !set.some((f) => f.field === parseFilter(text).field));
  const free = fields.filter((f) => !held.has(f.field) && of(f).length === 0);
  const usual = free.filter((f) => ['source', 'stage_id', 'chance', 'owner_id', 'tag'].includes(f.field));
  const rest = free.filter((f) => !usual.includes(f));
  return (
    <>
      <ConditionBuilder fields={named} value={value} onChange={onChange} />
      {set.map((field) => (
        <Chip
          key={field.field}
          label={field.label}
          shown={shownValue(field, parsed, t('common.empty'))}
          onClear={() => change(withFilter(all, field.field, null))}
        >
          {(close) => <Picker field={field} all={all} close={close} onChange={change} />}
        </Chip>
      ))}
      <ConditionChips
        fields={named}
        value={{ all: other, any: value.any }}
        onChange={(next) =>
          onChange({ all: all.filter((text) => !other.includes(text) || next.all.includes(text)), any: next.any })
        }
      />
      {usual.map((field) => (
        <Chip key={field.field} label={field.label}>
          {(close) => <Picker field={field} all={all} close={close} onChange={change} />}
        </Chip>
      ))}
      <MoreFilters fields={rest} all={all} onChange={change} />
      {all.length + value.any.length > 0 && (
        <button type="button" className="lk" onClick={() => onChange({ all: [], any: [] })}>
          {t('common.clearFilters')}
        </button>
      )}
    </>
  );
}

function MoreFilters({
  fields,
  all,
  onChange,
}: {
  fields: Field[];
  all: string[];
  onChange: (next: string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <Pop
      label={t('lead.filterMore')}
      className="chip add"
      button={() => (
        <>
          <Icon name="plus" size={14} />
          {t('lead.filterMore')}
        </>
      )}
    >
      {(close) => <MoreInside fields={fields} all={all} onChange={onChange} close={close} />}
    </Pop>
  );
}

function MoreInside({
  fields,
  all,
  onChange,
  close,
}: {
  fields: Field[];
  all: string[];
  onChange: (next: string[]) => void;
  close: () => void;
}) {
  const [field, setField] = useState<Field | null>(null);
  if (field) return <Picker field={field} all={all} close={close} onChange={onChange} />;
  return (
    <div className="opts">
      {fields.map((f) => (
        <button key={f.field} type="button" className="mi" onClick={() => setField(f)}>
          {f.label}
        </button>
      ))}
    </div>
  );
}
