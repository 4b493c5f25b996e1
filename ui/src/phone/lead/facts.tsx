// What is known about it. What is not known is not shown.
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { ownWords } from '../../lib/own';
import { useShow } from '../use';
import { useOwnFields } from './own';

export function Facts({ lead, onOwn }: { lead: Lead; onOwn: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const own = useOwnFields();
  const yes: [string, string] = [t('own.yes'), t('own.no')];
  const facts: [string, string][] = [
    [t('lead.no'), lead.no],
    [t('lead.source'), lead.source],
    [t('lead.intakeDay'), show.day(lead.intake_day)],
    [t('lead.industry'), lead.industry],
    [t('lead.region'), lead.region],
    [t('lead.tags'), (lead.tags ?? []).join('、')],
    [t('lead.group'), lead.group?.name ?? ''],
    [t('lead.email'), lead.email_masked],
    ...own.map((f): [string, string] => [f.label, ownWords(f, lead.own[f.key], lead.own_names, yes)]),
    ...Object.entries(lead.custom ?? {}).map(([k, v]): [string, string] => [k, String(v ?? '')]),
  ];
  return (
    <section className="band" aria-labelledby="facts-h">
      <div className="sec">
        <h2 id="facts-h">{t('lead.facts')}</h2>
        {lead.can.edit?.ok && own.some((f) => f.may_edit) && (
          <button type="button" className="switch" onClick={onOwn}>
            {t('common.edit')}
          </button>
        )}
      </div>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
