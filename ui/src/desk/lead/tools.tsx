// The tools of the lead list: as a list or a board and by what, its columns, row height and print.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../kit/desk/button';
import { ColumnButton } from '../../kit/desk/column-choice';
import { Segmented } from '../../kit/desk/parts';
import type { ColumnChoice } from '../../lib/conditions';
import { BoardChoice } from '../list/board';
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
      <BoardChoice
        by={p.board ? (p.by === 'stage_id' ? `stage_id:${p.mode}` : p.by) : undefined}
        options={[
          ...p.modes.map((m) => ({
            value: `stage_id:${m.id}`,
            label: p.modes.length > 1 ? `${t('lead.stage')} ${m.name}` : t('lead.stage'),
          })),
          { value: 'chance', label: t('lead.chance') },
          ...lanes.map((f) => ({ value: f.name, label: f.label })),
        ]}
        onBy={(value) => {
          const [by, mode] = value.split(':');
          p.onBoard(by!, mode);
        }}
        onBoard={(board) => p.onChange({ as: board ? 'board' : undefined, by: board ? p.by : undefined })}
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
