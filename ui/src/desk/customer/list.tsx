// Whom we know: companies and persons, with the open record beside the list.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Customer } from '../../api/types';
import { Chip, TextPick } from '../../kit/desk/chips';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { type Column, DataTable } from '../../kit/desk/table';
import { Icon } from '../../kit/icons';
import { findFilter, withFilter } from '../../lib/filter';
import { may, useSession } from '../session/use';
import { useShow } from '../use';

const views = { all: [], company: ['kind:eq:company'], person: ['kind:eq:person'], mine: ['owner_id:eq:me'] } as const;
type View = keyof typeof views;

function useColumns(): Column<Customer>[] {
  const { t } = useTranslation();
  const show = useShow();
  return [
    {
      key: 'name',
      title: t('customer.name'),
      sort: 'name',
      hover: (c) => c.name,
      cell: (c) => (
        <Link to="/customers/$id" params={{ id: c.id }} search={(s) => s}>
          {c.name}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: t('customer.kind'),
      width: 88,
      cell: (c) => <span className="k2">{c.kind === 'company' ? t('customer.company') : t('customer.person')}</span>,
    },
    { key: 'industry', title: t('customer.industry'), width: 128, hover: (c) => c.industry, cell: (c) => c.industry },
    { key: 'region', title: t('customer.region'), width: 112, hover: (c) => c.region, cell: (c) => c.region },
    {
      key: 'owner',
      title: t('customer.owner'),
      width: 88,
      cell: (c) => c.owner?.name ?? <span className="k3">—</span>,
    },
    { key: 'leads', title: t('customer.leadCount'), width: 80, right: true, cell: (c) => c.lead_count },
    {
      key: 'created',
      title: t('customer.createdAt'),
      width: 120,
      right: true,
      sort: 'created_at',
      cell: (c) => <span className="k2">{show.dayOf(c.created_at)}</span>,
    },
  ];
}

const filterFields = ['q', 'industry', 'region'] as const;

export function CustomerList() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/customers' });
  const matchRoute = useMatchRoute();
  const view: View = search.view && search.view in views ? (search.view as View) : 'all';
  const extra = search.f ?? [];
  const filter = [...views[view], ...extra];
  const sort = search.sort ?? '-created_at';
  const pages = useInfiniteQuery({
    queryKey: ['customers', 'list', filter, sort],
    queryFn: ({ pageParam, signal }) =>
      customers.list({ filter, sort, cursor: pageParam || undefined, limit: 50, count: pageParam === '' }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const count = pages.data?.pages[0]?.count;
  const columns = useColumns();
  const open = matchRoute({ to: '/customers/$id' });
  const names: Record<View, string> = {
    all: t('customer.viewAll'),
    company: t('customer.viewCompany'),
    person: t('customer.viewPerson'),
    mine: t('customer.viewMine'),
  };
  const labels = { q: t('customer.name'), industry: t('customer.industry'), region: t('customer.region') };
  const setFilters = (f: string[]) =>
    void navigate({ to: '/customers', search: { ...search, f: f.length ? f : undefined } });
  return (
    <div className="page">
      <PageHead title={t('customer.title')} state={t('customer.stand')}>
        {may(session, 'customer.write') && (
          <Link to="/customers/new" search={(s) => s} className="btn p">
            <Icon name="plus" size={14} />
            {t('customer.new')}
          </Link>
        )}
      </PageHead>
      <nav className="tabs" aria-label={t('customer.title')}>
        {(Object.keys(views) as View[]).map((v) => (
          <Link
            key={v}
            to="/customers"
            search={{ view: v }}
            className={v === view ? 'on' : ''}
            aria-current={v === view ? 'page' : undefined}
          >
            {names[v]}
            {v === view && count && (
              <span className="q">{count.capped ? t('common.capped', { n: count.n }) : count.n}</span>
            )}
          </Link>
        ))}
      </nav>
      <div className="flt">
        {filterFields.map((field) => {
          const now = findFilter(extra, field);
          return (
            <Chip
              key={field}
              label={labels[field]}
              shown={now?.value}
              onClear={() => setFilters(withFilter(extra, field, null))}
            >
              {(close) => (
                <TextPick
                  label={labels[field]}
                  value={now?.value}
                  onPick={(value) => {
                    setFilters(
                      withFilter(extra, field, value ? { field, op: field === 'q' ? 'q' : 'eq', value } : null),
                    );
                    close();
                  }}
                />
              )}
            </Chip>
          );
        })}
      </div>
      <div className="lw">
        <div className="lp">
          {pages.isPending ? (
            <Waiting />
          ) : pages.isError ? (
            <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
          ) : rows.length === 0 ? (
            <Empty
              title={extra.length || view !== 'all' ? t('common.noMatch') : t('customer.emptyTitle')}
              text={extra.length || view !== 'all' ? undefined : t('customer.emptyText')}
            />
          ) : (
            <DataTable
              label={t('customer.title')}
              columns={columns}
              rows={rows}
              name={(c) => c.name}
              openId={open ? open.id : undefined}
              onOpen={(c) => void navigate({ to: '/customers/$id', params: { id: c.id }, search })}
              sort={sort}
              onSort={(s) => void navigate({ to: '.', search: { ...search, sort: s } })}
              onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
            />
          )}
        </div>
        <Outlet />
      </div>
    </div>
  );
}
