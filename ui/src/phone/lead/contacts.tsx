// Who to talk to: the lead's own contact first, then the customer's other people.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import type { Lead } from '../../api/types';
import { Icon } from '../../kit/icons';
import { Sheet } from '../../kit/phone/sheet';
import { useDial } from '../followup/use-dial';
import { Field } from '../parts';
import { useActs } from './acts';

type Person = { id?: string; name: string; title: string; masked: string; phone: boolean };

function usePeople(lead: Lead): Person[] {
  const { t } = useTranslation();
  const customer = useQuery({
    queryKey: ['customer', lead.customer_id],
    queryFn: () => customers.get(lead.customer_id!),
    enabled: Boolean(lead.customer_id),
    retry: false,
  });
  const own: Person[] =
    lead.contact_name || lead.has_phone
      ? [
          {
            name: lead.contact_name,
            title: lead.contact_title,
            masked: lead.phone_masked,
            phone: lead.has_phone,
          },
        ]
      : [];
  // The lead's contact is mostly among the customer's: shown once.
  const others = (customer.data?.contacts ?? [])
    .filter(
      (c) => c.name !== lead.contact_name || (c.has_phone && c.phone_masked !== lead.phone_masked && lead.has_phone),
    )
    .map((c) => ({
      id: c.id,
      name: c.name,
      title: [c.title, c.role].filter(Boolean).join(t('common.comma')),
      masked: c.phone_masked,
      phone: c.has_phone,
    }));
  return [...own, ...others];
}

/** 138****6621 as it is read out: 138 **** 6621. */
const spaced = (masked: string) => masked.replace(/\s*(\*+)\s*/, ' $1 ').trim();

export function Contacts({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const people = usePeople(lead);
  const { call, busy } = useDial();
  const [adding, setAdding] = useState(false);
  if (people.length === 0 && !lead.can.edit?.ok) return null;
  return (
    <section className="band" aria-labelledby="people-h">
      <div className="sec">
        <h2 id="people-h">{t('phone.contacts')}</h2>
      </div>
      <ul>
        {people.map((p) => (
          <li key={p.id ?? 'own'} className="ct">
            <div>
              <h3>
                {p.name || t('phone.nameless')} <span className="f13 k3">{p.title}</span>
              </h3>
              <p className={p.phone ? 'f13 k3' : 'f13 warn'}>{p.phone ? spaced(p.masked) : t('phone.noPhone')}</p>
            </div>
            {p.phone && lead.can.reveal?.ok && (
              <button
                type="button"
                className="ib acc"
                disabled={busy}
                aria-label={t('phone.callName', { name: p.name || lead.title })}
                onClick={() =>
                  void call(lead, p.id ? { id: p.id, name: p.name, customer: lead.customer_id! } : undefined)
                }
              >
                <Icon name="phone24" />
              </button>
            )}
            {!p.phone && !p.id && lead.can.edit?.ok && (
              <button type="button" className="btn q small" onClick={() => setAdding(true)}>
                {t('phone.addPhone')}
              </button>
            )}
          </li>
        ))}
        {people.length === 0 && (
          <li className="ct">
            <p className="f14 k2 sp">{t('phone.noContact')}</p>
            <button type="button" className="btn q small" onClick={() => setAdding(true)}>
              {t('phone.addPhone')}
            </button>
          </li>
        )}
      </ul>
      {adding && <PhoneSheet lead={lead} onClose={() => setAdding(false)} />}
    </section>
  );
}

function PhoneSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const acts = useActs();
  const [name, setName] = useState(lead.contact_name);
  const [phone, setPhone] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    if (!phone.trim()) return;
    setBusy(true);
    const ok = await acts.patch(lead, { phone: phone.trim(), contact_name: name.trim() || undefined });
    setBusy(false);
    if (ok) onClose();
  };
  return (
    <Sheet
      title={t('phone.addPhone')}
      sub={lead.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="phone" className="btn p wide" disabled={busy || !phone.trim()}>
          {t('common.save')}
        </button>
      }
    >
      <form id="phone" onSubmit={(e) => void save(e)} noValidate>
        <Field label={t('lead.contact')} value={name} onChange={setName} autoComplete="off" />
        <Field
          label={t('lead.phone')}
          value={phone}
          onChange={setPhone}
          inputMode="tel"
          type="tel"
          autoComplete="off"
        />
      </form>
    </Sheet>
  );
}
