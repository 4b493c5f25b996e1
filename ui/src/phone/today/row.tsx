// One thing to do: check │ what, when, who, why │ value and one act. Push right = done, left = later; both also by tap.
import { useTranslation } from 'react-i18next';
import type { DayItem, DaySection } from '../../api/types';
import { Icon, type IconName } from '../../kit/icons';
import { Swipe } from '../../kit/phone/swipe';
import { useDial } from '../followup/use-dial';
import { Link } from '../route';
import { useShow } from '../use';
import type { Act } from './page';

const kindIcon: Record<string, IconName> = {
  phone: 'phone24',
  visit: 'visit24',
  wechat: 'wechat24',
  meeting: 'calendar24',
  other: 'clock24',
};

type Props = { item: DayItem; part: DaySection['key']; open: boolean; onAct: (act: Act) => void };

export function TaskRow({ item, part, open, onAct }: Props) {
  const { t } = useTranslation();
  const show = useShow();
  const { lead } = item;
  return (
    <li>
      <Swipe
        right={{ label: t('phone.done'), icon: 'check24', run: () => onAct('done') }}
        left={{ label: t('phone.later'), icon: 'clock24', run: () => onAct('later') }}
      >
        <article className="row">
          <button
            type="button"
            className="ck"
            aria-label={t('phone.doneName', { name: lead.title })}
            onClick={() => onAct('done')}
          >
            {part === 'new' ? <Icon name="exit24" /> : <span className="ring" />}
          </button>
          <Link to={`/leads/${lead.id}`} className="tx">
            <h3 className="el">{lead.title}</h3>
            <Meta item={item} part={part} />
            <p className="why">{item.why}</p>
          </Link>
          {Boolean(lead.expected_amount) && (
            <div className="val" title={show.exact(lead.expected_amount ?? 0)}>
              {show.wan(lead.expected_amount ?? 0)}
              <small>{t('common.wanShort')}</small>
            </div>
          )}
          {open ? <Buttons item={item} onAct={onAct} /> : <OneAct item={item} onAct={onAct} />}
        </article>
      </Swipe>
    </li>
  );
}

function Meta({ item, part }: { item: DayItem; part: DaySection['key'] }) {
  const { t } = useTranslation();
  const { lead } = item;
  const who = [lead.contact_name !== lead.title && lead.contact_name, lead.contact_title].filter(Boolean).join(' ');
  const facts = [
    part === 'new' && (lead.source || t('phone.noSource')),
    part === 'due' && lead.next_time,
    who,
    part === 'new' && lead.mode.name,
  ].filter(Boolean);
  return (
    <p className="meta">
      {part !== 'new' && <Icon name={kindIcon[item.kind] ?? 'phone24'} size={16} />}
      {facts.map((f, i) => (
        <span key={i}>
          {i > 0 && <i className="sep" />}
          {f}
        </span>
      ))}
      {part === 'overdue' && (
        <span className="bad">
          {facts.length > 0 && <i className="sep k3" />}
          {t('common.overdue', { n: item.overdue_days })}
        </span>
      )}
    </p>
  );
}

function Buttons({ item, onAct }: { item: DayItem; onAct: (act: Act) => void }) {
  const { t } = useTranslation();
  const { call, busy } = useDial();
  const phone = item.lead.has_phone;
  return (
    <div className="btns">
      {phone && (
        <button type="button" className="btn p" disabled={busy} onClick={() => void call(item.lead)}>
          <Icon name="phone24" size={20} />
          {t('phone.call')}
        </button>
      )}
      <button type="button" className={phone ? 'btn' : 'btn p'} onClick={() => onAct('done')}>
        {t('phone.done')}
      </button>
      <button type="button" className="btn" onClick={() => onAct('later')}>
        {t('phone.later')}
      </button>
    </div>
  );
}

function OneAct({ item, onAct }: { item: DayItem; onAct: (act: Act) => void }) {
  const { t } = useTranslation();
  const { call, busy } = useDial();
  const { lead } = item;
  if (!lead.has_phone)
    return (
      <button
        type="button"
        className="act"
        aria-label={t('phone.logName', { name: lead.title })}
        onClick={() => onAct('done')}
      >
        <Icon name="edit24" />
      </button>
    );
  return (
    <button
      type="button"
      className="act"
      disabled={busy}
      aria-label={t('phone.callName', { name: lead.contact_name || lead.title })}
      onClick={() => void call(lead)}
    >
      <Icon name="phone24" />
    </button>
  );
}
