// Step two: which sheet, and in which row the titles stand.
import { useTranslation } from 'react-i18next';
import type { ImportJob, ImportPatch } from '../../api/types';
import { count } from '../../lib/money';

export function SheetStep({
  job,
  busy,
  onChange,
}: {
  job: ImportJob;
  busy: boolean;
  onChange: (b: ImportPatch) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="scroll">
      <div className="sheetp" aria-busy={busy}>
        <fieldset>
          <legend>{t('door.sheet')}</legend>
          {job.sheets.map((s) => (
            <label key={s.name} className={`sheet ${s.name === job.sheet ? 'on' : ''}`}>
              <input
                type="radio"
                name="sheet"
                checked={s.name === job.sheet}
                onChange={() => onChange({ sheet: s.name })}
              />
              <span>{s.name}</span>
              <span className="k2">{t('door.sheetRows', { n: count(s.rows) })}</span>
            </label>
          ))}
        </fieldset>
        <label className="hrow">
          <span>{t('door.headerRow')}</span>
          <input
            className="in"
            type="number"
            min={0}
            max={50}
            defaultValue={job.header_row}
            key={`${job.sheet}${job.header_row}`}
            onBlur={(e) => {
              const n = Number(e.target.value);
              if (n >= 0 && n !== job.header_row) onChange({ header_row: n });
            }}
          />
        </label>
        <table className="tbl" aria-label={t('door.columnsTitle')}>
          <thead>
            <tr>
              {job.columns.map((c) => (
                <th key={c.column} scope="col">
                  {c.column} {c.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[0, 1, 2].map((i) => (
              <tr key={i}>
                {job.columns.map((c) => (
                  <td key={c.column}>{c.samples[i] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
