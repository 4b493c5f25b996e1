// 审批: what waits for me, what I asked for, what I decided; one request opens beside the list.
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { type Approval, type Box, boxes, boxQuery } from '../../api/told';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { useShow } from '../use';
import { StateTag } from './words';

export function ApprovalPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/approvals' });
  const box: Box = boxes.includes(search.box as Box) ? (search.box as Box) : 'todo';
  const todo = useQuery(boxQuery('todo')).data?.items.length;
  const list = useQuery(boxQuery(box));
  return (
    <div className="page">
      <PageHead title={t('approval.title')} />
      <nav className="tabs" aria-label={t('approval.title')}>
        {boxes.map((b) => (
          <Link
            key={b}
            to="/approvals"
            search={{ box: b }}
            className={b === box ? 'on' : ''}
            aria-current={b === box ? 'page' : undefined}
          >
            {t(`approval.box.${b}`)}
            {b === 'todo' && todo !== undefined && <span className="q">{todo}</span>}
          </Link>
        ))}
      </nav>
      <div className="lw">
        <div className="lp">
          {list.isPending && <Waiting />}
          {list.isError && (
            <Failed text={problemText(list.error, t('common.offline'))} onRetry={() => void list.refetch()} />
          )}
          {list.data?.items.length === 0 && (
            <Empty
              title={t(`approval.empty${box === 'todo' ? 'Todo' : box === 'mine' ? 'Mine' : 'Done'}`)}
              text={t('approval.emptyText')}
            />
          )}
          {list.data && list.data.items.length > 0 && <Rows rows={list.data.items} />}
        </div>
        <Outlet />
      </div>
    </div>
  );
}

function Rows({ rows }: { rows: Approval[] }) {
  const { t } = useTranslation();
  const show = useShow();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  return (
    <div className="scroll">
      <table className="tbl sticky">
        <thead>
          <tr>
            <th>{t('approval.what')}</th>
            <th className="w120">{t('approval.applicant')}</th>
            <th className="w144">{t('approval.asked')}</th>
            <th className="w240">{t('approval.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => {
            const now = r.steps.find((s) => s.state === 'now');
            return (
              <tr
                key={r.id}
                className={`pick ${r.id === id ? 'open' : ''}`}
                onClick={() => void navigate({ to: '/approvals/$id', params: { id: r.id }, search: (s) => s })}
              >
                <td>
                  <Link
                    to="/approvals/$id"
                    params={{ id: r.id }}
                    search={(s) => s}
                    onClick={(e) => e.stopPropagation()}
                  >
                    {r.title}
                  </Link>
                </td>
                <td>{r.applicant.name}</td>
                <td className="k2">{show.instant(r.created_at)}</td>
                <td>
                  <StateTag approval={r} />
                  {now && (
                    <span className="k2 fs12">
                      {' '}
                      {t('approval.waitingFor', { names: now.people.map((p) => p.name).join(t('approval.between')) })}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
