// One change for all selected leads: what would become of them is counted before, and taken back after.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads, settings } from '../../api/calls';
import type { BulkEdit, Chance } from '../../api/types';
import { Ask } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { useFail } from '../use';
import { useRefresh } from './acts';
import { modesQuery, sourcesQuery, tagsQuery } from './filters';
import { chances, useLeadWords } from './words';

const FEN_PER_WAN = 1_000_000;
const fields = [
  'source',
  'stage_id',
  'chance',
  'next_due',
  'expected_amount',
  'region',
  'industry',
  'add_tags',
  'remove_tags',
] as const;
type Field = (typeof fields)[number];

function editOf(field: Field, value: string, reason: string): BulkEdit | undefined {
  if (value === '' && field !== 'next_due') return undefined;
  switch (field) {
    case 'add_tags':
    case 'remove_tags':
      return { [field]: value.split(/[,，、\s]+/).filter(Boolean) };
    case 'chance':
      return (value === 'small' || value === 'none') && !reason
        ? undefined
        : { chance: value as Chance, chance_reason: reason || undefined };
    case 'expected_amount':
      return { expected_amount: Math.round(Number(value) * FEN_PER_WAN) };
    default:
      return { [field]: value };
  }
}

export function BulkEditDialog({ ids, onDone, onCancel }: { ids: string[]; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const words = useLeadWords();
  const fail = useFail();
  const refresh = useRefresh();
  const [field, setField] = useState<Field>('source');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const modes = useQuery(modesQuery).data?.items ?? [];
  const sources = useQuery(sourcesQuery).data?.items ?? [];
  const tags = useQuery(tagsQuery).data?.items ?? [];
  const reasons =
    useQuery({ queryKey: ['reasons', 'chance'], queryFn: () => settings.reasons('chance') }).data?.items ?? [];
  const labels: Record<Field, string> = {
    source: t('lead.source'),
    stage_id: t('lead.stage'),
    chance: t('lead.chance'),
    next_due: t('lead.next'),
    expected_amount: t('lead.amount'),
    region: t('lead.region'),
    industry: t('lead.industry'),
    add_tags: t('list.bulkAddTags'),
    remove_tags: t('list.bulkRemoveTags'),
  };
  const edit = editOf(field, value, reason);
  const preview = useQuery({
    queryKey: ['leads', 'bulk', ids, edit],
    queryFn: () => leads.bulk({ ids, edit: edit!, dry: true }),
    enabled: edit !== undefined,
    staleTime: 0,
  });
  const seen = edit && !preview.isError ? preview.data : undefined;
  const undo = (batch: string) =>
    leads.undoBulk(batch).then((r) => {
      refresh();
      const kept = r.skipped.map((s) => t('list.bulkSkip', { n: s.count, why: s.why }));
      toast([t('list.bulkUndone', { n: r.changed }), ...kept].join(t('common.semicolon')), { tone: 'good' });
    }, fail);
  const run = useMutation({
    mutationFn: () => leads.bulk({ ids, edit: edit! }),
    onSuccess: (r) => {
      refresh();
      const kept = r.skipped.map((s) => t('list.bulkSkip', { n: s.count, why: s.why }));
      toast([t('list.bulkDone', { n: r.changed }), ...kept].join(t('common.semicolon')), {
        tone: 'good',
        undo: r.changed ? () => void undo(r.batch_id) : undefined,
        undoLabel: t('common.undo'),
      });
      onDone();
    },
    onError: fail,
  });
  const select = (choices: { value: string; label: string }[]) => (
    <select className="in" value={value} onChange={(e) => setValue(e.target.value)}>
      <option value="" />
      {choices.map((c) => (
        <option key={c.value} value={c.value}>
          {c.label}
        </option>
      ))}
    </select>
  );
  const control = () => {
    if (field === 'stage_id')
      return select(
        modes.flatMap((m) =>
          m.stages.map((s) => ({ value: s.id, label: modes.length > 1 ? `${m.name} ${s.name}` : s.name })),
        ),
      );
    if (field === 'chance') return select(chances.map((c) => ({ value: c, label: words.chance(c) })));
    const type = field === 'next_due' ? 'date' : field === 'expected_amount' ? 'number' : 'text';
    const known =
      field === 'source' ? sources.map((s) => s.source) : field.endsWith('tags') ? tags.map((x) => x.name) : [];
    return (
      <>
        <input
          className="in"
          type={type}
          min={0}
          step="any"
          list="bulk-known"
          value={value}
          onChange={(e) => setValue(e.target.value)}
        />
        <datalist id="bulk-known">
          {known.filter(Boolean).map((k) => (
            <option key={k} value={k} />
          ))}
        </datalist>
      </>
    );
  };
  return (
    <Ask
      title={t('list.bulkEdit')}
      ok={seen && seen.changed > 0 ? t('list.bulkRun', { n: seen.changed }) : t('list.bulkEdit')}
      blocked={!seen ? t('common.required') : seen.changed === 0 ? t('list.bulkNone') : undefined}
      busy={run.isPending}
      onOk={() => run.mutate()}
      onCancel={onCancel}
    >
      <label className="fld">
        <span>{t('list.bulkField')}</span>
        <select
          className="in"
          value={field}
          onChange={(e) => {
            setField(e.target.value as Field);
            setValue('');
          }}
        >
          {fields.map((f) => (
            <option key={f} value={f}>
              {labels[f]}
            </option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is one of several, chosen by the field */}
      <label className="fld">
        <span>
          {field.endsWith('tags') ? t('lead.tags') : t('list.bulkTo')}
          {field === 'expected_amount' && ` ${t('common.wan')}`}
        </span>
        {control()}
      </label>
      {field === 'chance' && (value === 'small' || value === 'none') && (
        <label className="fld">
          <span>{t('lead.chanceWhyNeed')}</span>
          <select className="in" value={reason} onChange={(e) => setReason(e.target.value)}>
            <option value="" />
            {reasons.map((r) => (
              <option key={r.id} value={r.text}>
                {r.text}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="k2 prev" role="status">
        {seen &&
          [
            t('list.bulkPreview', { n: seen.changed }),
            ...seen.skipped.map((s) => t('list.bulkSkip', { n: s.count, why: s.why })),
          ].join(t('common.semicolon'))}
      </p>
    </Ask>
  );
}
