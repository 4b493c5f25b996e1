// What everybody has in hand now: open, what it is worth, how it has ended so far. Each figure opens those leads.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { insight } from '../../api/calls';
import type { Board } from '../../api/types';
import { count } from '../../lib/money';
import { Link, leadsWith } from '../route';
import { mayTeam, useSession } from '../session/use';
import { useShow } from '../use';

export function Hands() {
  const { t } = useTranslation();
  const session = useSession();
  const board = useQuery({
    queryKey: ['insight', 'board'],
    queryFn: insight.board,
    enabled: mayTeam(session, 'insight.read'),
  });
  const rows = [...(board.data?.rows ?? [])].sort((a, b) => b.open - a.open);
  if (rows.length === 0) return null;
  return (
    <section className="band" aria-labelledby="hands-h">
      <div className="sec">
        <h2 id="hands-h">{t('insight.board')}</h2>
        <span>{t('phone.byOpen')}</span>
      </div>
      <table className="pt">
        <thead>
          <tr>
            <th scope="col">{t('insight.colPerson')}</th>
            <th scope="col">{t('insight.open')}</th>
            <th scope="col">{t('phone.amountShort')}</th>
            <th scope="col">{t('insight.won')}</th>
            <th scope="col">{t('insight.lost')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <Row key={r.owner?.id ?? ''} row={r} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { row: Board['rows'][number] }) {
  const { t } = useTranslation();
  const show = useShow();
  const name = row.owner?.name ?? t('lead.nobody');
  const whose = row.owner ? `owner_id:eq:${row.owner.id}` : 'owner_id:empty:';
  const cell = (n: number, label: string, state: string) => (
    <td>
      <Link
        to={leadsWith([whose, `state:eq:${state}`], `${name} ${label}`)}
        className={n > 0 ? '' : 'k3'}
        aria-label={`${name}${t('common.comma')}${label} ${n}`}
      >
        {count(n)}
      </Link>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <span className="el">{name}</span>
      </th>
      {cell(row.open, t('insight.open'), 'open')}
      <td title={row.amount === undefined ? undefined : show.exact(row.amount)}>
        {row.amount === undefined ? '—' : show.wan(row.amount)}
      </td>
      {cell(row.won, t('insight.won'), 'won')}
      {cell(row.lost, t('insight.lost'), 'lost')}
    </tr>
  );
}
