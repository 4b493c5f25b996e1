// A lead as a card: what it is worth, who and where from, when next; one act: claim what nobody has, call what is one's own.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { Icon } from '../../kit/icons';
import { useDial } from '../followup/use-dial';
import { Link } from '../route';
import { may, useSession } from '../session/use';
import { useChance, useShow } from '../use';
import { useActs } from './acts';

export function LeadCard({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const show = useShow();
  const session = useSession();
  const mine = lead.owner?.id === session.member.id;
  return (
    <article className={lead.owner ? 'card' : 'card free'}>
      <Link to={`/leads/${lead.id}`} className="tx">
        <div className="h">
          <h2 className="el">
            {lead.key && <Icon name="star24" size={16} className="star" />}
            {lead.key && <span className="sr">{t('lead.key')} </span>}
            {lead.title}
          </h2>
          {Boolean(lead.expected_amount) && (
            <span className="val" title={show.exact(lead.expected_amount ?? 0)}>
              {show.wan(lead.expected_amount ?? 0)}
              <small>{t('common.wanShort')}</small>
            </span>
          )}
        </div>
        <Facts lead={lead} mine={mine} />
        <State lead={lead} />
      </Link>
      <CardAct lead={lead} mine={mine} />
    </article>
  );
}

function Facts({ lead, mine }: { lead: Lead; mine: boolean }) {
  const { t } = useTranslation();
  const chance = useChance();
  const facts = [
    lead.stage.name,
    lead.chance && `${t('phone.chanceShort')}${chance(lead.chance)}`,
    lead.contact_name !== lead.title && lead.contact_name,
    lead.source,
    !mine && lead.owner?.name,
  ].filter(Boolean);
  return (
    <p className="meta">
      {facts.map((f, i) => (
        <span key={i}>
          {i > 0 && <i className="sep" />}
          {f}
        </span>
      ))}
    </p>
  );
}

function State({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const show = useShow();
  if (lead.state === 'won') return <p className="f14 good">{t('lead.stateWon')}</p>;
  if (lead.state === 'lost')
    return (
      <p className="f14 k2">
        {t('lead.stateLost')}
        {lead.lost_reason && `${t('common.colon')}${lead.lost_reason}`}
      </p>
    );
  if (!lead.owner) return <p className="f14 k2">{t('phone.inPool', { day: show.day(lead.intake_day) })}</p>;
  const due = show.due(lead);
  return (
    <p className="f14 k2">
      <span className={due.tone}>{due.text}</span>
      {lead.next_note && (
        <>
          <i className="sep" />
          {lead.next_note}
        </>
      )}
      {!lead.next_note && lead.touch_count === 0 && (
        <>
          <i className="sep" />
          {t('lead.neverTouched')}
        </>
      )}
    </p>
  );
}

function CardAct({ lead, mine }: { lead: Lead; mine: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const acts = useActs();
  const { call, busy } = useDial();
  const [taking, setTaking] = useState(false);
  if (lead.state !== 'open') return null;
  if (!lead.owner && may(session, 'lead.claim'))
    return (
      <button
        type="button"
        className="btn o"
        disabled={taking}
        aria-label={t('phone.claimName', { name: lead.title })}
        onClick={() => {
          setTaking(true);
          void acts.claim(lead).finally(() => setTaking(false));
        }}
      >
        {t('lead.claim')}
      </button>
    );
  if (!mine || !lead.has_phone) return null;
  return (
    <button
      type="button"
      className="ib acc"
      disabled={busy}
      aria-label={t('phone.callName', { name: lead.contact_name || lead.title })}
      onClick={() => void call(lead)}
    >
      <Icon name="phone24" />
    </button>
  );
}
