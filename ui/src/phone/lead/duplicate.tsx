// Somebody may have it already: who, which group, how long ago. Open it, or create all the same.
import { useTranslation } from 'react-i18next';
import { Link } from '../route';

export type Duplicate = { id?: string; owner_name?: string; group_name?: string; last_touch_days?: number | null };

export function DuplicateCard({ found, busy, onAnyway }: { found: Duplicate; busy: boolean; onAnyway: () => void }) {
  const { t } = useTranslation();
  const who = [found.owner_name, found.group_name].filter(Boolean).join(t('common.comma'));
  const days = found.last_touch_days;
  return (
    <section className="dup" role="alert" aria-labelledby="dup-h">
      <h2 id="dup-h">{t('lead.duplicateTitle')}</h2>
      <p className="f14">{found.owner_name ? t('phone.dupOwner', { who }) : t('lead.duplicateNobody')}</p>
      {found.owner_name && (
        <p className="f13">
          {typeof days === 'number' && days >= 0
            ? t(days === 0 ? 'phone.dupToday' : 'phone.dupTouch', { n: days })
            : t('lead.neverTouched')}
        </p>
      )}
      <div className="pair">
        <button type="button" className="btn" disabled={busy} onClick={onAnyway}>
          {t('lead.duplicateAnyway')}
        </button>
        {found.id && (
          <Link to={`/leads/${found.id}`} className="btn p">
            {t('lead.duplicateOpen')}
          </Link>
        )}
      </div>
    </section>
  );
}
