// What can be done with the selected rows, docked below the list, never over it.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Choices } from '../../kit/desk/chips';
import { Pop } from '../../kit/desk/pop';
import { DeleteButton } from '../bin/delete';
import { may, useSession } from '../session/use';
import { useShow } from '../use';
import { useLeadActs } from './acts';
import { carries, membersQuery } from './filters';
import { MatchButton } from './match-button';

const BulkEditDialog = lazy(() => import('./bulk-edit').then((m) => ({ default: m.BulkEditDialog })));

export function BulkBar({ rows, onClear }: { rows: Lead[]; onClear: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const acts = useLeadActs();
  const members = useQuery(membersQuery).data?.items ?? [];
  const sum = rows.reduce((n, l) => n + (l.expected_amount ?? 0), 0);
  const ids = rows.map((l) => l.id);
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (e.key === 'Escape' && document.activeElement === document.body) onClear();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [onClear]);
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const open = rows.filter((l) => l.state === 'open');
  return (
    <div className="bulk" role="toolbar" aria-label={t('common.selected', { n: rows.length })}>
      <b>{t('common.selected', { n: rows.length })}</b>
      {sum > 0 && (
        <span className="k2" title={show.exact(sum)}>
          {t('day.sum', { amount: show.wan(sum) })}
        </span>
      )}
      <span className="v" />
      {may(session, 'lead.write') && (
        <Button small onClick={() => setEditing(true)}>
          {t('list.bulkEdit')}
        </Button>
      )}
      {editing && (
        <Suspense fallback={null}>
          <BulkEditDialog ids={ids} onDone={onClear} onCancel={() => setEditing(false)} />
        </Suspense>
      )}
      {may(session, 'lead.assign') && (
        <Pop label={t('lead.assignTo')} className="btn sm" up button={() => t('lead.assign')}>
          {(close) => (
            <Choices
              items={members
                .filter(carries)
                .map((m) => ({ value: m.id, label: m.name, hint: `${m.group_name} ${m.open_leads}/${m.capacity}` }))}
              onPick={(id) => {
                const owner = members.find((m) => m.id === id);
                if (owner) acts.assignMany.mutate({ ids, owner }, { onSuccess: onClear });
                close();
              }}
            />
          )}
        </Pop>
      )}
      {may(session, 'match.run') && open.length > 0 && <MatchButton ids={open.map((l) => l.id)} small />}
      <DeleteButton kind="lead" ids={ids} onDone={onClear} />
      <span className="sp" />
      <Button kind="text" onClick={onClear}>
        {t('common.cancel')} <kbd>Esc</kbd>
      </Button>
    </div>
  );
}
