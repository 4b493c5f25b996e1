// «打得怎么样？»: result, chance, next contact, one line. Two taps when nothing changed: the result and 记下. A draft per
// lead survives a closed tab; what is written goes through the outbox, with or without a line.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day as dayCalls, settings } from '../../api/calls';
import { useTouchKinds } from '../../api/touch-kinds';
import type { Chance, DayItem, Lead, TouchKind, TouchResult } from '../../api/types';
import { Icon } from '../../kit/icons';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';
import { keep, kept } from '../../lib/keep';
import { chances, useChance, useShow } from '../use';
import { brief } from './brief';
import type { Call } from './call';
import { DayCell } from './day-cell';
import { dayAfter, offeredDays } from './days';
import { type Form, type Missing, missing, needsReason, resultsFor, startForm, toTouch } from './form';
import { write } from './outbox';

const draftKey = (id: string) => `xg.draft.touch.${id}`;
export const dayQuery = { queryKey: ['day', 'me'], queryFn: () => dayCalls.get(), staleTime: 15_000 };
const reasonsQuery = { queryKey: ['reasons', 'chance'], queryFn: () => settings.reasons('chance'), staleTime: 600_000 };

type Props = { lead: Lead; kind: TouchKind; call?: Call; item?: DayItem; onClose: () => void; onSaved?: () => void };

function useForm({ lead, kind, item }: Props) {
  const show = useShow();
  const day = useQuery(dayQuery).data;
  const own = item ?? day?.sections.flatMap((s) => s.items).find((i) => i.lead.id === lead.id);
  const offer = offeredDays(show.today, day?.suggest, own);
  const [touched, setTouched] = useState<Partial<Form>>(() => {
    const old = kept<Partial<Form>>(draftKey(lead.id), {});
    return old.next && old.next < show.today ? { ...old, next: undefined } : old;
  });
  // The day follows the result until a day is picked by hand.
  const begin = dayAfter(touched.result ?? '', offer);
  const form: Form = { ...startForm(lead, kind, begin.day), ...touched, next: touched.next ?? begin.day };
  const set = (part: Partial<Form>) => {
    const next = { ...touched, ...part };
    setTouched(next);
    keep(draftKey(lead.id), next);
  };
  return { form, set, offer, begin };
}

export function TouchSheet(props: Props) {
  const { lead, call, onClose, onSaved } = props;
  const { t } = useTranslation();
  const show = useShow();
  const { form, set, offer, begin } = useForm(props);
  const { offered } = useTouchKinds();
  const dayWhy = begin.soon ? t(`phone.soon.${begin.soon}`) : offer.why;
  const [lacks, setLacks] = useState<Missing>();
  const body = useRef<HTMLFormElement>(null);

  const save = (e: FormEvent) => {
    e.preventDefault();
    const lack = missing(form, lead);
    setLacks(lack);
    if (lack) {
      body.current?.querySelector<HTMLElement>(`[data-part=${lack}] input`)?.focus();
      return;
    }
    const back = write({
      what: 'touch',
      lead: { id: lead.id, name: lead.title },
      body: toTouch(form, lead, call?.at ?? new Date().toISOString()),
    });
    keep(draftKey(lead.id), undefined);
    const undo = () => {
      if (back()) keep(draftKey(lead.id), form);
      else toast(t('phone.tooLate'), { tone: 'bad' });
    };
    const when = `${show.near(form.next)} ${show.short(form.next)}`;
    toast(t('phone.logged', { name: brief(lead.title), day: when }), { undo, undoLabel: t('common.undo') });
    onSaved?.();
    onClose();
  };

  return (
    <Sheet
      title={call ? t('phone.howCall') : t('phone.howTouch')}
      sub={<Sub {...props} />}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="touch" className="btn p wide">
          {t('followup.save')}
        </button>
      }
    >
      <form id="touch" ref={body} onSubmit={save} noValidate>
        {!call && (
          <Chips
            label={t('followup.kind')}
            columns={5}
            value={form.kind}
            items={offered}
            onChange={(v) => set({ kind: v as TouchKind })}
          />
        )}
        <div data-part="result">
          <Chips
            label={t('followup.result')}
            hint={call ? t('phone.twoTaps') : undefined}
            value={form.result}
            items={resultsFor(form.kind).map((r) => ({ value: r, label: t(`followup.${r}`) }))}
            onChange={(v) => {
              set({ result: v as TouchResult });
              if (lacks === 'result') setLacks(undefined);
            }}
            error={lacks === 'result' ? t('phone.resultNeed') : undefined}
          />
        </div>
        <ChancePart lead={lead} form={form} set={set} lacks={lacks === 'reason'} />
        <Chips
          label={t('phone.nextContact')}
          hint={dayWhy && t('phone.suggested', { day: show.near(begin.day), why: dayWhy })}
          columns={4}
          value={form.next}
          items={offer.days.map((d) => ({ value: d, label: show.near(d), hint: show.short(d) }))}
          onChange={(v) => set({ next: v })}
          extra={<DayCell value={offer.days.includes(form.next) ? '' : form.next} onPick={(next) => set({ next })} />}
        />
        <Note value={form.note} onChange={(note) => set({ note })} />
      </form>
    </Sheet>
  );
}

function Sub({ lead, call }: Props) {
  const { t } = useTranslation();
  const show = useShow();
  const person = call?.person || lead.contact_name;
  const minutes = call?.back ? Math.round((Date.parse(call.back) - Date.parse(call.at)) / 60_000) : 0;
  return (
    <>
      {brief(lead.title)}
      {person && person !== lead.title && (
        <>
          <i className="sep" />
          {person}
        </>
      )}
      {call && (
        <>
          <i className="sep" />
          {t(minutes > 0 ? 'phone.calledBack' : 'phone.calledAt', { time: show.clock(call.at), n: minutes })}
        </>
      )}
    </>
  );
}

function ChancePart({
  lead,
  form,
  set,
  lacks,
}: {
  lead: Lead;
  form: Form;
  set: (p: Partial<Form>) => void;
  lacks: boolean;
}) {
  const { t } = useTranslation();
  const name = useChance();
  const need = needsReason(form, lead);
  const offered = useQuery({ ...reasonsQuery, enabled: need }).data?.items.map((r) => r.text) ?? [];
  const changed = form.chance !== lead.chance && lead.chance;
  return (
    <>
      <Chips
        label={t('followup.chance')}
        hint={changed ? t('phone.chanceWas', { chance: name(lead.chance) }) : t('phone.chanceKeep')}
        columns={4}
        value={form.chance}
        items={chances.map((c) => ({ value: c, label: name(c) }))}
        onChange={(v) => set({ chance: v as Chance, reason: '' })}
      />
      {need && (
        <div data-part="reason">
          <Chips
            label={
              changed
                ? t(form.chance === 'none' ? 'phone.whyNone' : 'phone.whySmall')
                : t('lead.chanceWhy', { chance: name(form.chance) })
            }
            mark={<span className="bad"> {t('phone.mustPick')}</span>}
            hint={t('phone.whyHint')}
            value={form.reason}
            items={offered.map((r) => ({ value: r, label: r }))}
            onChange={(reason) => set({ reason })}
            error={lacks && !form.reason ? t('lead.chanceWhyNeed') : undefined}
          />
        </div>
      )}
    </>
  );
}

function Note({ value, onChange }: { value: string; onChange: (v: string) => void }) {
  const { t } = useTranslation();
  const text = t('phone.note');
  return (
    <div className="note">
      <Icon name="edit24" size={20} />
      <input
        aria-label={text}
        placeholder={text}
        value={value}
        maxLength={500}
        enterKeyHint="done"
        onChange={(e) => onChange(e.target.value)}
      />
    </div>
  );
}
