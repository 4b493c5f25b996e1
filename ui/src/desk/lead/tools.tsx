// The tools of the lead list: as a list or a board and by what, its columns, row height and print.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../kit/desk/button';
import { ColumnButton } from '../../kit/desk/column-choice';
import { Segmented } from '../../kit/desk/parts';
import type { ColumnChoice } from '../../lib/conditions';
import { useOwnLanes } from '../own/columns';
import type { ListSearch } from '../router';
import { useLeadColumns } from './columns';

/** What stands at the right of the conditions: layout, columns, row height, and what becomes of the view. */
export function ListTools(p: {
  kind: 'lead';
  board: boolean;
  by: string;
  /** The sales mode whose stages the board shows. */
  mode: string;
  modes: { id: string; name: string }[];
  onBoard: (by: string, mode?: string) => void;
  columns: ColumnChoice[];
  dense: boolean;
  onDense: (dense: boolean) => void;
  onColumns: (next: ColumnChoice[] | undefined) => void;
  onChange: (next: ListSearch) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const all = useLeadColumns(false);
  const lanes = useOwnLanes('lead');
  return (
    <div className="flt-r">
      {p.children}
      {p.board && (
        <select
          className="in bby"
          aria-label={t('list.boardBy')}
          value={p.by === 'stage_id' ? `stage_id:${p.mode}` : p.by}
          onChange={(e) => {
            const [by, mode] = e.target.value.split(':');
            p.onBoard(by!, mode);
          }}
        >
          {p.modes.map((m) => (
            <option key={m.id} value={`stage_id:${m.id}`}>
              {p.modes.length > 1 ? `${t('lead.stage')} ${m.name}` : t('lead.stage')}
            </option>
          ))}
          <option value="chance">{t('lead.chance')}</option>
          {lanes.map((f) => (
            <option key={f.id} value={f.name}>
              {f.label}
            </option>
          ))}
        </select>
      )}
      <Segmented
        label={t('list.layout')}
        value={p.board ? 'board' : 'list'}
        options={[
          { value: 'list', label: t('list.asList') },
          { value: 'board', label: t('list.asBoard') },
        ]}
        onChange={(v) => p.onChange({ as: v === 'board' ? 'board' : undefined, by: v === 'board' ? p.by : undefined })}
      />
      {!p.board && (
        <>
          <ColumnButton
            possible={all.map((c) => ({ key: c.key, label: c.label }))}
            value={p.columns}
            onChange={p.onColumns}
          >
            <Segmented
              label={t('list.density')}
              value={p.dense ? 'dense' : 'normal'}
              options={[
                { value: 'normal', label: t('list.normal') },
                { value: 'dense', label: t('list.dense') },
              ]}
              onChange={(v) => p.onDense(v === 'dense')}
            />
          </ColumnButton>
          <IconButton icon="print" label={t('list.print')} onClick={() => window.print()} />
        </>
      )}
    </div>
  );
}
