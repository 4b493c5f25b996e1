// What else an import needs to know: what the outcome column means, what to do with duplicates, whether to match afterwards.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportJob, ImportPatch } from '../../api/types';
import { Segmented } from '../../kit/desk/parts';
import { modesQuery } from '../lead/filters';
import { useLeadWords } from '../lead/words';

type Props = { job: ImportJob; onChange: (b: ImportPatch) => void };

export function Options({ job, onChange }: Props) {
  const { t } = useTranslation();
  const modes = useQuery(modesQuery).data?.items ?? [];
  const outcome = job.columns.find((c) => c.field === 'outcome');
  return (
    <div className="opt">
      {outcome && <OutcomeMap job={job} values={[...new Set(outcome.samples.filter(Boolean))]} onChange={onChange} />}
      {modes.length > 1 && (
        <p>
          <span className="k2">{t('door.mode')}</span>
          <Segmented
            label={t('door.mode')}
            value={job.mode_id}
            options={modes.map((m) => ({ value: m.id, label: m.name }))}
            onChange={(mode_id) => onChange({ mode_id })}
          />
        </p>
      )}
      <p>
        <span className="k2">{t('door.duplicates')}</span>
        <Segmented
          label={t('door.duplicates')}
          value={job.duplicates}
          options={[
            { value: 'merge', label: t('door.merge') },
            { value: 'skip', label: t('door.skip') },
            { value: 'create', label: t('door.createAnyway') },
          ]}
          onChange={(duplicates) => onChange({ duplicates })}
        />
      </p>
      <p className="k3 fs12 opth">{t('door.duplicatesHint')}</p>
      <p>
        <span className="k2">{t('door.matchAfter')}</span>
        <Segmented
          label={t('door.matchAfter')}
          value={job.match}
          options={[
            { value: 'after', label: t('door.matchYes') },
            { value: 'no', label: t('door.matchNo') },
          ]}
          onChange={(match) => onChange({ match })}
        />
      </p>
    </div>
  );
}

/** Each value of the outcome column stands for won, lost or open. */
function OutcomeMap({ job, values, onChange }: Props & { values: string[] }) {
  const { t } = useTranslation();
  const words = useLeadWords();
  const [map, setMap] = useState<Record<string, string>>(job.state_map ?? {});
  const set = (value: string, state: string) => {
    const next = { ...map, [value]: state };
    setMap(next);
    onChange({ state_map: next });
  };
  return (
    <fieldset className="outc">
      <legend>{t('door.outcome')}</legend>
      <p className="k3 fs12">{t('door.outcomeHint')}</p>
      {values.map((v) => (
        <p key={v}>
          <code>{v}</code>
          <Segmented
            label={`${t('door.outcome')} ${v}`}
            value={(map[v] ?? '') as 'won'}
            options={(['open', 'won', 'lost'] as const).map((s) => ({ value: s as 'won', label: words.state(s) }))}
            onChange={(s) => set(v, s)}
          />
        </p>
      ))}
    </fieldset>
  );
}
