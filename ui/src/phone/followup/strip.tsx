// One line on top while something is not at the server yet; tapped, it says what, and lets one try again or drop it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../../kit/phone/sheet';
import { useSession } from '../session/use';
import { discard, retry, useOutbox } from './outbox';
import { pendingOf } from './queue';

export function Strip() {
  const { t } = useTranslation();
  const session = useSession();
  const { all, offline } = useOutbox();
  const [open, setOpen] = useState(false);
  const pending = pendingOf(all, session.organisation.id, session.member.id);
  const refused = pending.filter((e) => e.problem);
  if (!offline && refused.length === 0) return null;
  const line = refused.length
    ? t('phone.refused', { n: refused.length })
    : pending.length
      ? t('phone.offlineN', { n: pending.length })
      : t('phone.offline');
  return (
    <div className="off" role="status">
      {pending.length ? (
        <button type="button" onClick={() => setOpen(true)}>
          {line}
        </button>
      ) : (
        <p>{line}</p>
      )}
      {open && pending.length > 0 && (
        <Sheet
          title={t('phone.outbox')}
          sub={t('phone.outboxSub')}
          closeLabel={t('common.close')}
          onClose={() => setOpen(false)}
        >
          <ul className="outbox">
            {pending.map((e) => (
              <li key={e.id}>
                <h3>{e.lead.name}</h3>
                <p className={e.problem ? 'f14 bad' : 'f14 k2'}>
                  {e.problem ?? t(e.what === 'touch' ? 'phone.waitTouch' : 'phone.waitMove')}
                </p>
                {e.problem && (
                  <div className="pair">
                    <button type="button" className="btn" onClick={() => discard(e.id)}>
                      {t('phone.drop')}
                    </button>
                    <button type="button" className="btn o" onClick={() => retry(e.id)}>
                      {t('common.retry')}
                    </button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </div>
  );
}
