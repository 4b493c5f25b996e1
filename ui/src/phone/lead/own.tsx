// A company's own fields on the phone: inputs of the phone's own kind, and the sheet that changes them.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fields, leads, team } from '../../api/calls';
import { byField, Problem, problemText } from '../../api/problem';
import type { Lead } from '../../api/types';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';
import { changedOwn, type OwnField, type OwnValues, startOwn } from '../../lib/own';
import { Field } from '../parts';
import { useActs } from './acts';

export const useOwnFields = (): OwnField[] =>
  useQuery({ queryKey: ['fields', 'lead'], queryFn: () => fields.list({ kind: 'lead' }), staleTime: 60_000 }).data
    ?.items ?? [];

type InputsProps = {
  list: OwnField[];
  values: OwnValues;
  errors: Record<string, string>;
  onChange: (name: string, value: unknown) => void;
};

/** One input per field. Customers are chosen at the desk. */
export function OwnInputs({ list, values, errors, onChange }: InputsProps) {
  return (
    <>
      {list
        .filter((f) => f.type !== 'customer')
        .map((f) => (
          <OwnInput
            key={f.id}
            field={f}
            value={values[f.name]}
            error={errors[f.name]}
            onChange={(v) => onChange(f.name, v)}
          />
        ))}
    </>
  );
}

type InputProps = { field: OwnField; value: unknown; error?: string; onChange: (v: unknown) => void };

function OwnInput({ field: f, value, error, onChange }: InputProps) {
  const { t } = useTranslation();
  const text = typeof value === 'string' ? value : '';
  const offered = f.options.filter((o) => !o.archived).map((o) => ({ value: o.key ?? '', label: o.label }));
  if (f.type === 'many_of') return <Many field={f} value={value} error={error} onChange={onChange} />;
  if (f.type === 'person') return <Person field={f} value={text} error={error} onChange={onChange} />;
  if (f.type === 'one_of') return <Pick field={f} value={text} error={error} options={offered} onChange={onChange} />;
  if (f.type === 'yes_no') {
    const options = [
      { value: 'true', label: t('own.yes') },
      { value: 'false', label: t('own.no') },
    ];
    return <Pick field={f} value={text} error={error} options={options} onChange={onChange} />;
  }
  const decimal = f.type === 'number' || f.type === 'money';
  return (
    <Field
      label={f.type === 'money' ? `${f.label}（${t('own.yuan')}）` : f.label}
      value={text}
      onChange={onChange}
      type={f.type === 'date' ? 'date' : 'text'}
      inputMode={decimal ? 'decimal' : f.type === 'link' ? 'url' : undefined}
      autoComplete="off"
      required={f.required}
      hint={f.help || undefined}
      error={error}
    />
  );
}

type PickProps = InputProps & { options: { value: string; label: string }[] };

function Pick({ field: f, value, error, options, onChange }: PickProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{f.label}</label>
      <select
        id={id}
        value={String(value)}
        aria-invalid={error ? true : undefined}
        onChange={(e) => onChange(e.target.value)}
      >
        <option value="">{t('common.empty')}</option>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
      {(error || f.help) && (
        <p className={error ? 'f14 bad' : 'f13 k3'} role={error ? 'alert' : undefined}>
          {error ?? f.help}
        </p>
      )}
    </div>
  );
}

function Person(p: InputProps) {
  const query = { filter: ['state:eq:active'], limit: 200, sort: 'name' };
  const members = useQuery({ queryKey: ['members', 'active'], queryFn: () => team.members(query), staleTime: 60_000 });
  return <Pick {...p} options={(members.data?.items ?? []).map((m) => ({ value: m.id, label: m.name }))} />;
}

function Many({ field: f, value, error, onChange }: InputProps) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: the chips of the phone, as Chips has them
    <div role="group" aria-label={f.label} className="chipset">
      <div className="lab">
        <span>{f.label}</span>
        {f.help && <span className="f13 k3">{f.help}</span>}
      </div>
      <div className="chips c3">
        {f.options
          .filter((o) => !o.archived || chosen.includes(o.key ?? ''))
          .map((o) => ({ ...o, key: o.key ?? '' }))
          .map((o) => (
            <label key={o.key} className={`chip${chosen.includes(o.key) ? ' on' : ''}`}>
              <input
                type="checkbox"
                checked={chosen.includes(o.key)}
                onChange={(e) =>
                  onChange(e.target.checked ? [...chosen, o.key] : chosen.filter((key) => key !== o.key))
                }
              />
              <span>{o.label}</span>
            </label>
          ))}
      </div>
      {error && (
        <p className="f14 bad" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

export function OwnSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const acts = useActs();
  const list = useOwnFields().filter((f) => f.may_edit);
  const [typed, setTyped] = useState<OwnValues>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [rest, setRest] = useState('');
  const values = { ...startOwn(list, lead.own), ...typed };
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const own = changedOwn(list, values, lead.own);
    if (!own) return onClose();
    try {
      acts.settle(await leads.patch(lead.id, { own, version: lead.version }));
      toast(t('common.saved'), { tone: 'good' });
      onClose();
    } catch (problem) {
      const names = list.map((f) => f.name);
      const split = byField(problem, names);
      setErrors(Object.fromEntries(split.fields.map((h) => [h.name, h.errors[0]!])));
      const known = problem instanceof Problem && split.fields.length > 0;
      setRest(known ? split.rest : problemText(problem, t('common.offline')));
    }
  };
  return (
    <Sheet
      title={t('own.title')}
      sub={lead.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="own" className="btn p wide">
          {t('common.save')}
        </button>
      }
    >
      <form id="own" onSubmit={(e) => void save(e)} noValidate>
        <OwnInputs
          list={list}
          values={values}
          errors={errors}
          onChange={(name, value) => setTyped({ ...typed, [name]: value })}
        />
        {rest && (
          <p className="f14 bad" role="alert">
            {rest}
          </p>
        )}
      </form>
    </Sheet>
  );
}
