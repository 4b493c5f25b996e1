// What it is and how it stands: name, three facts, the way it has come.
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { Link } from '../route';
import { useChance, useShow } from '../use';

export function Head({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const show = useShow();
  const origin = [
    lead.mode.name,
    lead.source && t('lead.origin', { source: lead.source }),
    lead.owner ? t('lead.follows', { name: lead.owner.name }) : t('lead.nobody'),
  ].filter(Boolean);
  return (
    <header className="lead-head">
      <h1>{lead.title}</h1>
      <p className="f14 k2">
        {origin.map((o, i) => (
          <span key={o as string}>
            {i > 0 && <i className="sep" />}
            {o}
          </span>
        ))}
        {lead.approval && (
          <Link to={`/approvals/${lead.approval.id}`} className="warn">
            <i className="sep k3" />
            {t('approval.inProgress')}
          </Link>
        )}
        {lead.key && (
          <span className="warn">
            <i className="sep k3" />
            {t('lead.key')}
            {lead.key_reason && t('common.colon') + lead.key_reason}
          </span>
        )}
      </p>
      <dl className="three">
        <div>
          <dt>{t('lead.amount')}</dt>
          <dd title={lead.expected_amount ? show.exact(lead.expected_amount ?? 0) : undefined}>
            {lead.expected_amount ? (
              <>
                {show.wan(lead.expected_amount ?? 0)}
                <small>{t('common.wan')}</small>
              </>
            ) : (
              <small className="lone">{t('common.empty')}</small>
            )}
          </dd>
        </div>
        <ChanceFact lead={lead} />
        <div>
          <dt>{t('phone.touches')}</dt>
          <dd>
            {lead.touch_count}
            <small>
              {lead.touch_count > 0
                ? t(lead.idle_days > 0 ? 'phone.timesAgo' : 'phone.timesToday', { n: lead.idle_days })
                : t('phone.times')}
            </small>
          </dd>
        </div>
      </dl>
      <StageBar lead={lead} />
    </header>
  );
}

function ChanceFact({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const chance = useChance();
  return (
    <div>
      <dt>{t('lead.chance')}</dt>
      <dd className={`chance ${lead.chance || 'unset'}`}>
        {lead.chance ? chance(lead.chance) : <small className="lone">{chance('')}</small>}
      </dd>
    </div>
  );
}

function StageBar({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const { position, of, name } = lead.stage;
  const ended = lead.state === 'won' ? t('lead.stateWon') : lead.state === 'lost' ? t('lead.stateLost') : '';
  return (
    <>
      <div className={`steps ${lead.state}`} aria-hidden="true">
        {Array.from({ length: of }, (_, i) => (
          <i key={i} className={i < position || lead.state === 'won' ? 'on' : ''} />
        ))}
      </div>
      <p className="f14 k3 stand">
        <b className="ink">{ended || name}</b>{' '}
        {ended ? t('phone.endedAt', { stage: name }) : t('phone.stepOf', { n: position, of })}
        {lead.state === 'open' && lead.touch_count > 0 && lead.idle_days > 0 && (
          <>
            <i className="sep" />
            {t('phone.idle', { n: lead.idle_days })}
          </>
        )}
      </p>
    </>
  );
}
