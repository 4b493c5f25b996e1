// The filter builder: one line per condition, boxes of which one line is enough. Nothing is asked until it is applied.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Conditions,
  complete,
  countedDays,
  groupsOf,
  readAll,
  writeComplete,
  writeGroups,
} from '../../lib/conditions';
import type { Filter } from '../../lib/filter';
import { Icon } from '../icons';
import { Button, IconButton } from './button';
import type { Choice } from './chips';
import { Pop } from './pop';

export type FieldKind = 'text' | 'tree' | 'search' | 'choice' | 'tags' | 'number' | 'amount' | 'day' | 'yesno';
export type Field = { field: string; label: string; kind: FieldKind; choices?: Choice[] };

const ops: Record<FieldKind, string[]> = {
  text: ['like', 'eq', 'ne', 'empty', 'has'],
  tree: ['under', 'like', 'eq', 'ne', 'empty', 'has'],
  search: ['q'],
  choice: ['eq', 'ne', 'empty', 'has'],
  tags: ['has', 'ne', 'empty'],
  number: ['eq', 'ge', 'le', 'gt', 'lt'],
  amount: ['ge', 'le', 'eq', 'empty', 'has'],
  day: ['eq', 'lt', 'gt', 'ge', 'le', 'empty', 'has'],
  yesno: ['eq'],
};

const spans = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
] as const;
const counts = ['last_7_days', 'last_30_days', 'last_90_days', 'next_7_days', 'next_30_days'];
const FEN_PER_WAN = 1_000_000;

/** A comparison and a condition in words. */
export function useConditionWords(fields: Field[]) {
  const { t } = useTranslation();
  const opWord = (kind: FieldKind, op: string, value: string): string => {
    if (op === 'empty') return t('list.empty');
    if (op === 'has') return kind === 'tags' && value ? t('list.has') : t('list.filled');
    if (op === 'ne') return kind === 'tags' ? t('list.hasNot') : t('list.ne');
    if (kind === 'day') {
      if (op === 'lt') return t('list.before');
      if (op === 'gt') return t('list.after');
      if (op === 'le') return t('list.until');
      return op === 'ge' ? t('list.from') : t('list.within');
    }
    const words: Record<string, string> = {
      eq: t('list.eq'),
      under: t('list.under'),
      in: t('list.in'),
      like: t('list.like'),
      q: t('list.q'),
      lt: t('list.lt'),
      gt: t('list.gt'),
      le: t('list.le'),
      ge: t('list.ge'),
    };
    return words[op] ?? op;
  };
  const dayWord = (value: string): string => {
    const counted = countedDays(value);
    if (counted) return t(counted.way === 'last' ? 'list.lastDays' : 'list.nextDays', { n: counted.n });
    const span = spans.find((s) => s === value);
    return span ? t(`list.${span}`) : value;
  };
  const valueWord = (field: Field, value: string): string => {
    if (field.kind === 'day') return dayWord(value);
    if (field.kind === 'amount') return t('list.wan', { n: Number(value) / FEN_PER_WAN });
    if (field.kind === 'yesno') return value === 'true' ? t('list.yes') : t('list.no');
    return value
      .split(',')
      .map((v) => field.choices?.find((c) => c.value === v)?.label ?? v)
      .join(t('common.list'));
  };
  const say = (f: Filter): string => {
    const field = fields.find((x) => x.field === f.field);
    if (!field) return [f.field, f.op, f.value].filter(Boolean).join(' ');
    const value = f.value ? valueWord(field, f.value) : '';
    return [field.label, opWord(field.kind, f.op, f.value), value].filter(Boolean).join(' ');
  };
  return { opWord, dayWord, say };
}

function Value({ field, f, onChange }: { field: Field; f: Filter; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const words = useConditionWords([field]);
  const label = `${field.label} ${t('list.value')}`;
  if (f.op === 'empty' || (f.op === 'has' && field.kind !== 'tags')) return <span />;
  if (field.kind === 'day') {
    const plain = f.value !== '' && words.dayWord(f.value) === f.value;
    return (
      <span className="cvd">
        <select
          className="in"
          aria-label={label}
          value={plain ? 'day' : f.value}
          onChange={(e) => onChange(e.target.value === 'day' ? new Date().toISOString().slice(0, 10) : e.target.value)}
        >
          <option value="" />
          {[...new Set([...spans, ...counts, ...(plain || !f.value ? [] : [f.value])])].map((s) => (
            <option key={s} value={s}>
              {words.dayWord(s)}
            </option>
          ))}
          <option value="day">{t('list.someDay')}</option>
        </select>
        {plain && (
          <input
            className="in"
            type="date"
            aria-label={`${field.label} ${t('list.someDay')}`}
            value={f.value}
            onChange={(e) => e.target.value && onChange(e.target.value)}
          />
        )}
      </span>
    );
  }
  if (field.kind === 'yesno' || field.choices) {
    const choices = field.choices ?? [
      { value: 'true', label: t('list.yes') },
      { value: 'false', label: t('list.no') },
    ];
    const known = !f.value || choices.some((c) => c.value === f.value);
    return (
      <select className="in" aria-label={label} value={f.value} onChange={(e) => onChange(e.target.value)}>
        <option value="" />
        {choices
          .filter((c) => c.value !== '')
          .map((c) => (
            <option key={c.value} value={c.value}>
              {c.hint ? `${c.label}  ${c.hint}` : c.label}
            </option>
          ))}
        {!known && <option value={f.value}>{f.value}</option>}
      </select>
    );
  }
  if (field.kind === 'amount') {
    return (
      <span className="cvn">
        <input
          className="in"
          type="number"
          min={0}
          step="any"
          aria-label={`${label} ${t('common.wan')}`}
          value={f.value === '' ? '' : Number(f.value) / FEN_PER_WAN}
          onChange={(e) =>
            onChange(e.target.value === '' ? '' : String(Math.round(Number(e.target.value) * FEN_PER_WAN)))
          }
        />
        {t('common.wan')}
      </span>
    );
  }
  return (
    <input
      className="in"
      type={field.kind === 'number' ? 'number' : 'text'}
      aria-label={label}
      value={f.value}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}

function Lines({ fields, list, onChange }: { fields: Field[]; list: Filter[]; onChange: (next: Filter[]) => void }) {
  const { t } = useTranslation();
  const words = useConditionWords(fields);
  const put = (i: number, next: Filter) => onChange(list.map((f, at) => (at === i ? next : f)));
  const first = fields[0]!;
  return (
    <>
      {list.map((f, i) => {
        const field = fields.find((x) => x.field === f.field);
        const kind = field?.kind ?? 'text';
        const possible = ops[kind].includes(f.op) ? ops[kind] : [...ops[kind], f.op];
        return (
          <div key={i} className="cln">
            <select
              className="in"
              aria-label={t('list.field')}
              value={f.field}
              onChange={(e) => {
                const to = fields.find((x) => x.field === e.target.value)!;
                put(i, { field: to.field, op: ops[to.kind][0]!, value: '' });
              }}
            >
              {!field && <option value={f.field}>{f.field}</option>}
              {fields.map((x) => (
                <option key={x.field} value={x.field}>
                  {x.label}
                </option>
              ))}
            </select>
            <select
              className="in"
              aria-label={t('list.op')}
              value={f.op}
              onChange={(e) => put(i, { ...f, op: e.target.value, value: e.target.value === 'empty' ? '' : f.value })}
            >
              {possible.map((op) => (
                <option key={op} value={op}>
                  {words.opWord(kind, op, kind === 'tags' ? '1' : '')}
                </option>
              ))}
            </select>
            {field ? (
              <Value field={field} f={f} onChange={(value) => put(i, { ...f, value })} />
            ) : (
              <span>{f.value}</span>
            )}
            <IconButton
              icon="close"
              small
              label={t('list.removeCondition')}
              onClick={() => onChange(list.filter((_, at) => at !== i))}
            />
          </div>
        );
      })}
      <button
        type="button"
        className="lk cadd"
        onClick={() => onChange([...list, { field: first.field, op: ops[first.kind][0]!, value: '' }])}
      >
        <Icon name="plus" size={14} />
        {t('list.addCondition')}
      </button>
    </>
  );
}

function Builder({
  fields,
  value,
  onApply,
}: {
  fields: Field[];
  value: Conditions;
  onApply: (next: Conditions) => void;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(() => readAll(value.all));
  const [groups, setGroups] = useState(() => groupsOf(value.any).map((g) => readAll(g.list)));
  return (
    <form
      className="cbld"
      onSubmit={(e) => {
        e.preventDefault();
        onApply({
          all: writeComplete(all),
          any: writeGroups(groups.map((g) => writeComplete(g.filter(complete)))),
        });
      }}
    >
      <p className="mh">{t('list.buildHint')}</p>
      <Lines fields={fields} list={all} onChange={setAll} />
      {groups.map((g, i) => (
        <fieldset key={i} className="cgrp">
          <legend className="mh">{t('list.anyHint')}</legend>
          <Lines
            fields={fields}
            list={g}
            onChange={(next) =>
              setGroups(next.length ? groups.map((x, at) => (at === i ? next : x)) : groups.filter((_, at) => at !== i))
            }
          />
        </fieldset>
      ))}
      <div className="cfoot">
        {groups.length < 9 && (
          <button
            type="button"
            className="lk cadd"
            onClick={() =>
              setGroups([
                ...groups,
                [0, 1].map(() => ({ field: fields[0]!.field, op: ops[fields[0]!.kind][0]!, value: '' })),
              ])
            }
          >
            <Icon name="plus" size={14} />
            {t('list.addGroup')}
          </button>
        )}
        <span className="sp" />
        <Button small kind="primary" type="submit">
          {t('list.apply')}
        </Button>
      </div>
    </form>
  );
}

/** The button that opens the builder; what it changes is applied as a whole. */
export function ConditionBuilder(p: { fields: Field[]; value: Conditions; onChange: (next: Conditions) => void }) {
  const { t } = useTranslation();
  return (
    <Pop
      label={t('list.build')}
      className="chip"
      button={() => (
        <>
          <Icon name="filter" size={14} />
          {t('list.build')}
        </>
      )}
    >
      {(close) => (
        <Builder
          fields={p.fields}
          value={p.value}
          onApply={(next) => {
            p.onChange(next);
            close();
          }}
        />
      )}
    </Pop>
  );
}

/** Conditions that no chip of their own stands for, each said in words and taken away at its cross. */
export function ConditionChips(p: { fields: Field[]; value: Conditions; onChange: (next: Conditions) => void }) {
  const { t } = useTranslation();
  const words = useConditionWords(p.fields);
  const chip = (key: string, text: string, drop: () => void) => (
    <span key={key} className="chip on">
      <span className="chip-in pad">{text}</span>
      <button type="button" className="x" aria-label={`${t('common.clear')} ${text}`} onClick={drop}>
        <Icon name="close" size={14} />
      </button>
    </span>
  );
  return (
    <>
      {p.value.all.map((text) =>
        chip(text, words.say(readAll([text])[0]!), () =>
          p.onChange({ ...p.value, all: p.value.all.filter((x) => x !== text) }),
        ),
      )}
      {groupsOf(p.value.any).map((g) =>
        chip(`or${g.n}`, readAll(g.list).map(words.say).join(t('list.or')), () =>
          p.onChange({ ...p.value, any: p.value.any.filter((x) => !x.startsWith(`${g.n}:`)) }),
        ),
      )}
    </>
  );
}
