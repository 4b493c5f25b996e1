// How the first rows will come in, and what is wrong with which cell.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportJob } from '../../api/types';
import { Tabs } from '../../kit/desk/parts';
import { count } from '../../lib/money';
import { Counts } from './counts';

export function Preview({ job, busy }: { job: ImportJob; busy: boolean }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<'preview' | 'problems'>('preview');
  return (
    <div className="pvw" aria-busy={busy}>
      {job.sample && (
        <div className="pvc">
          <div className="hd">
            <h3>{t('door.preview')}</h3>
            <span className="k2 fs12">{t('door.sampleLine', { n: count(job.sample.rows) })}</span>
          </div>
          <Counts n={job.sample} />
        </div>
      )}
      <Tabs
        label={t('door.preview')}
        value={tab}
        tabs={[
          { value: 'preview', label: t('door.preview'), count: job.preview.length },
          { value: 'problems', label: t('door.problemsTab'), count: job.problems.length },
        ]}
        onChange={setTab}
      />
      <div className="scroll">
        {tab === 'preview' ? <PreviewTable job={job} /> : <ProblemTable problems={job.problems} />}
      </div>
    </div>
  );
}

function PreviewTable({ job }: { job: ImportJob }) {
  const { t } = useTranslation();
  const fields = job.fields.filter((f) => job.columns.some((c) => c.field === f.field));
  return (
    <>
      <p className="pvl k2">{t('door.previewLine', { n: job.preview.length })}</p>
      <div className="pvs">
        <table className="tbl auto" aria-label={t('door.preview')}>
          <thead>
            <tr>
              <th scope="col">{t('door.rowNo')}</th>
              <th scope="col">{t('door.verdict')}</th>
              {fields.map((f) => (
                <th key={f.field} scope="col">
                  {f.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {job.preview.map((r) => (
              <tr key={r.row}>
                <td className="k3">{r.row}</td>
                <td className={r.outcome === 'failed' ? 'bad' : r.outcome === 'created' ? '' : 'k2'}>{r.verdict}</td>
                {fields.map((f) => (
                  <td key={f.field} title={r.values[f.field]}>
                    {r.values[f.field] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function ProblemTable({ problems }: { problems: ImportJob['problems'] }) {
  const { t } = useTranslation();
  if (problems.length === 0) return <p className="pvl k2">{t('door.problemsNone')}</p>;
  return (
    <table className="tbl" aria-label={t('door.problemsTab')}>
      <thead>
        <tr>
          <th scope="col" className="w96">
            {t('door.sheetCol')}
          </th>
          <th scope="col" className="r w56">
            {t('door.rowNo')}
          </th>
          <th scope="col" className="w144">
            {t('door.column')}
          </th>
          <th scope="col" className="w144">
            {t('door.value')}
          </th>
          <th scope="col">{t('door.wrong')}</th>
          <th scope="col">{t('door.want')}</th>
        </tr>
      </thead>
      <tbody>
        {problems.slice(0, 200).map((p, i) => (
          <tr key={`${p.row}${p.column}${i}`}>
            <td className="k2">{p.sheet}</td>
            <td className="r">{p.row}</td>
            <td>{p.column}</td>
            <td className="bad" title={p.value}>
              {p.value}
            </td>
            <td title={p.message}>{p.message}</td>
            <td className="k2" title={p.want}>
              {p.want}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
