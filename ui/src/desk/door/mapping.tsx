// Columns to fields: what the file has, what it becomes, why it was guessed so.
import { useTranslation } from 'react-i18next';
import type { ImportColumn, ImportJob, ImportPatch } from '../../api/types';
import { PlainSelect } from '../../kit/desk/pills';
import { Icon } from '../../kit/icons';

export const isCustom = (c: ImportColumn) => Boolean(c.field?.startsWith('custom:'));

type Format = '' | 'mdy' | 'dmy' | 'wan';

export function MappingTable({
  job,
  busy,
  onChange,
}: {
  job: ImportJob;
  busy: boolean;
  onChange: (b: ImportPatch) => void;
}) {
  const { t } = useTranslation();
  const custom = job.columns.filter(isCustom).length;
  const ignored = job.columns.filter((c) => !c.field).length;
  const set = (column: string, field: string, format?: Format) =>
    onChange({
      mapping: job.columns.map((c) => {
        const here = c.column === column;
        return { column: c.column, field: here ? field : (c.field ?? ''), format: here ? format : c.format };
      }),
    });
  return (
    <>
      <div className="hd">
        <h3>{t('door.columnsTitle')}</h3>
        <span className="k2 fs12">
          {t('door.columnsLine', {
            all: job.columns.length,
            mapped: job.columns.length - custom - ignored,
            custom,
            ignored,
          })}
        </span>
      </div>
      <table className="tbl mpt" aria-label={t('door.columnsTitle')} aria-busy={busy}>
        <thead>
          <tr>
            <th scope="col" className="w168">
              {t('door.column')}
            </th>
            <td className="w24" />
            <th scope="col" className="w144">
              {t('door.field')}
            </th>
            <th scope="col">{t('door.why')}</th>
          </tr>
        </thead>
        <tbody>
          {job.columns.map((c) => (
            <ColumnRow key={c.column} column={c} fields={job.fields} onPick={(f, as) => set(c.column, f, as)} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ColumnRow({
  column: c,
  fields,
  onPick,
}: {
  column: ImportColumn;
  fields: ImportJob['fields'];
  onPick: (field: string, format?: Format) => void;
}) {
  const { t } = useTranslation();
  const own = `custom:${c.title || c.column}`;
  const mine = fields.filter((f) => f.field.startsWith('own.'));
  const kind = fields.find((f) => f.field === c.field)?.type;
  const formats: Format[] = kind === 'day' ? ['', 'mdy', 'dmy'] : kind === 'money' ? ['', 'wan'] : [];
  const samples = c.samples.filter(Boolean).slice(0, 3).join(t('common.list'));
  return (
    <tr>
      <td title={samples}>
        {c.column} {c.title}
        <span className="two">{samples}</span>
      </td>
      <td className="k3 arr" aria-hidden="true">
        <Icon name="right" size={14} />
      </td>
      <td>
        <PlainSelect
          aria-label={`${t('door.field')} ${c.title || c.column}`}
          value={isCustom(c) ? own : (c.field ?? '')}
          onChange={(e) => onPick(e.target.value)}
        >
          <Choices of={fields.filter((f) => !f.field.startsWith('own.'))} />
          {mine.length > 0 && (
            <optgroup label={t('door.ownFields')}>
              <Choices of={mine} />
            </optgroup>
          )}
          <option value={own}>{t('door.asCustom')}</option>
          <option value="">{t('door.ignore')}</option>
        </PlainSelect>
        {formats.length > 0 && (
          <PlainSelect
            aria-label={`${t('door.format')} ${c.title || c.column}`}
            value={c.format ?? ''}
            onChange={(e) => onPick(c.field ?? '', e.target.value as Format)}
          >
            {formats.map((f) => (
              <option key={f} value={f}>
                {t(`door.formats.${f || (kind === 'money' ? 'yuan' : 'ymd')}`)}
              </option>
            ))}
          </PlainSelect>
        )}
      </td>
      <td className="k2 fs12 whyc" title={c.why}>
        <span>{c.why}</span>
      </td>
    </tr>
  );
}

function Choices({ of }: { of: ImportJob['fields'] }) {
  return of.map((f) => (
    <option key={f.field} value={f.field}>
      {f.label}
    </option>
  ));
}
