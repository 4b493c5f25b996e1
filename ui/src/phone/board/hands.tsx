// What everybody has in hand now: open, due today, late. Each figure opens those leads.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { insight } from '../../api/calls';
import type { Board } from '../../api/types';
import { count } from '../../lib/money';
import { Link, leadsWith } from '../route';
import { mayTeam, useSession } from '../session/use';

export function Hands() {
  const { t } = useTranslation();
  const session = useSession();
  const board = useQuery({
    queryKey: ['insight', 'board'],
    queryFn: insight.board,
    enabled: mayTeam(session, 'insight.read'),
  });
  const rows = [...(board.data?.rows ?? [])].sort((a, b) => b.overdue - a.overdue || b.open - a.open);
  if (rows.length === 0) return null;
  return (
    <section className="band" aria-labelledby="hands-h">
      <div className="sec">
        <h2 id="hands-h">{t('insight.board')}</h2>
        <span>{t('phone.byOverdue')}</span>
      </div>
      <table className="pt">
        <thead>
          <tr>
            <th scope="col">{t('insight.colPerson')}</th>
            <th scope="col">{t('insight.open')}</th>
            <th scope="col">{t('phone.dueShort')}</th>
            <th scope="col">{t('insight.overdue')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <Row key={r.owner.id} row={r} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { row: Board['rows'][number] }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const base = [`owner_id:eq:${row.owner.id}`, 'state:eq:open'];
  const cell = (n: number, label: string, filter: string[], tone = '') => (
    <td>
      <Link
        to={leadsWith(filter, `${row.owner.name} ${label}`)}
        className={n > 0 ? tone : 'k3'}
        aria-label={`${row.owner.name}${t('common.comma')}${label} ${n}`}
      >
        {count(n)}
      </Link>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <span className="el">{row.owner.name}</span>
      </th>
      {cell(row.open, t('insight.open'), base)}
      {cell(row.due, t('insight.due'), [...base, `next_due:eq:${today}`])}
      {cell(row.overdue, t('insight.overdue'), [...base, `next_due:before:${today}`], 'bad w6')}
    </tr>
  );
}
