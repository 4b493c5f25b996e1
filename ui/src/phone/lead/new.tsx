// A new lead in twenty seconds: company or person, phone, where from. What is typed stays until it is saved.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads, settings } from '../../api/calls';
import { byField, Problem, problemText } from '../../api/problem';
import { Chips } from '../../kit/phone/chips';
import { toast } from '../../kit/toast';
import { newId } from '../../lib/id';
import { keep, kept } from '../../lib/keep';
import { changedOwn, type OwnField, type OwnValues } from '../../lib/own';
import { BackHead, Field } from '../parts';
import { go } from '../route';
import { useTitle } from '../use';
import { useActs } from './acts';
import { blank, type Draft, enough, isBlank, toLead } from './draft';
import { type Duplicate, DuplicateCard } from './duplicate';
import { OwnInputs, useOwnFields } from './own';
import { modesQuery } from './stage';

const KEY = 'xg.draft.lead';
const fields = ['name', 'contact_name', 'phone', 'source', 'note'];

function useDraft() {
  const [draft, setDraft] = useState(() => kept<Draft>(KEY, blank(newId())));
  const set = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keep(KEY, isBlank(next) ? undefined : next);
  };
  return { draft, set };
}

type Trouble = { need?: boolean; errors: Record<string, string>; rest: string; duplicate?: Duplicate };
const fine: Trouble = { errors: {}, rest: '' };

function useSave(draft: Draft, mode: string, own: OwnField[], typed: OwnValues) {
  const { t } = useTranslation();
  const acts = useActs();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>(fine);
  const save = async (anyway: boolean) => {
    if (!enough(draft)) return setTrouble({ ...fine, need: true });
    setBusy(true);
    setTrouble(fine);
    try {
      const lead = await leads.add({ ...toLead(draft, mode, anyway), own: changedOwn(own, typed) });
      keep(KEY, undefined);
      acts.settle(lead);
      toast(t('lead.created'), { tone: 'good' });
      go(`/leads/${lead.id}`, { replace: true });
    } catch (e) {
      if (e instanceof Problem && e.code === 'lead.duplicate')
        setTrouble({ ...fine, duplicate: e.about<Duplicate>('duplicate') ?? {} });
      else if (e instanceof Problem && !e.offline) {
        const { fields: hit, rest } = byField(e, [...fields, ...own.map((f) => f.name)]);
        setTrouble({ errors: Object.fromEntries(hit.map((h) => [h.name, h.errors[0]!])), rest });
      } else setTrouble({ ...fine, rest: problemText(e, t('common.offline')) });
    }
    setBusy(false);
  };
  return { save, busy, trouble };
}

export default function NewLead() {
  const { t } = useTranslation();
  useTitle(t('lead.newTitle'));
  const { draft, set } = useDraft();
  const modes = useQuery(modesQuery).data?.items ?? [];
  const mode = modes.some((m) => m.id === draft.mode) ? draft.mode : (modes[0]?.id ?? '');
  const own = useOwnFields().filter((f) => f.may_edit && f.required);
  const [typed, setTyped] = useState<OwnValues>({});
  const { save, busy, trouble } = useSave(draft, mode, own, typed);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    void save(false);
  };
  return (
    <>
      <BackHead title={t('lead.newTitle')} back="/leads" />
      <form className="form" onSubmit={submit} noValidate>
        <Field
          label={t('lead.company')}
          value={draft.company}
          onChange={(company) => set({ company })}
          autoComplete="off"
          error={trouble.errors.name ?? (trouble.need ? t('lead.newNeed') : undefined)}
          placeholder={t('phone.companyHint')}
        />
        <Field
          label={t('lead.contact')}
          value={draft.contact}
          onChange={(contact) => set({ contact })}
          autoComplete="off"
          error={trouble.errors.contact_name}
        />
        <Field
          label={t('lead.phone')}
          value={draft.phone}
          onChange={(phone) => set({ phone })}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          error={trouble.errors.phone}
        />
        <Source value={draft.source} onChange={(source) => set({ source })} error={trouble.errors.source} />
        {modes.length > 1 && (
          <Chips
            label={t('lead.mode')}
            columns={2}
            value={mode}
            items={modes.map((m) => ({ value: m.id, label: m.name }))}
            onChange={(v) => set({ mode: v })}
          />
        )}
        <OwnInputs
          list={own}
          values={typed}
          errors={trouble.errors}
          onChange={(name, value) => setTyped({ ...typed, [name]: value })}
        />
        <Field
          label={t('lead.note')}
          value={draft.note}
          onChange={(note) => set({ note })}
          placeholder={t('phone.noteHint')}
          autoComplete="off"
          error={trouble.errors.note}
        />
        {trouble.rest && (
          <p className="f14 bad" role="alert">
            {trouble.rest}
          </p>
        )}
        {trouble.duplicate && <DuplicateCard found={trouble.duplicate} busy={busy} onAnyway={() => void save(true)} />}
        <div className="save">
          <button type="submit" className={trouble.duplicate ? 'btn wide' : 'btn p wide'} disabled={busy}>
            {t('phone.saveLead')}
          </button>
        </div>
      </form>
    </>
  );
}

/** The sources used most as chips, any other typed. */
function Source({ value, onChange, error }: { value: string; onChange: (v: string) => void; error?: string }) {
  const { t } = useTranslation();
  const sources = useQuery({ queryKey: ['sources'], queryFn: settings.sources, staleTime: 60_000 }).data?.items ?? [];
  const usual = [...sources]
    .filter((s) => s.source)
    .sort((a, b) => b.count - a.count)
    .slice(0, 5)
    .map((s) => s.source);
  const [own, setOwn] = useState(false);
  const other = own || (value !== '' && !usual.includes(value));
  return (
    <>
      {usual.length > 0 && (
        <Chips
          label={t('lead.source')}
          value={other ? 'own' : value ? `s:${value}` : ''}
          items={[
            ...usual.map((s) => ({ value: `s:${s}`, label: <span className="el">{s}</span> })),
            { value: 'own', label: t('phone.otherSource') },
          ]}
          onChange={(v) => {
            setOwn(v === 'own');
            onChange(v === 'own' ? '' : v.slice(2));
          }}
        />
      )}
      {(other || usual.length === 0) && (
        <Field
          label={usual.length ? t('phone.sourceName') : t('lead.source')}
          value={value}
          onChange={onChange}
          placeholder={t('phone.sourceHint')}
          autoComplete="off"
          error={error}
        />
      )}
    </>
  );
}
