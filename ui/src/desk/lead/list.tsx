// The lead list: how it stands in one sentence, views as tabs, conditions as chips, rows, and the open lead beside them.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Lead, LeadSummary } from '../../api/types';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { DataTable } from '../../kit/desk/table';
import { Icon } from '../../kit/icons';
import { count } from '../../lib/money';
import { may, mayTeam, useSession } from '../session/use';
import { useShow } from '../use';
import { BulkBar } from './bulk';
import { useLeadColumns } from './columns';
import { LeadFilters } from './filters';
import { MatchButton } from './match-button';
import { LeadRows } from './rows';
import { firstView, type View, viewFilters, viewSort, views } from './views';

const PAGE = 50;

export function useLeadPages(filter: string[], sort: string) {
  return useInfiniteQuery({
    queryKey: ['leads', 'list', filter, sort],
    queryFn: ({ pageParam, signal }) =>
      leads.list({ filter, sort, cursor: pageParam || undefined, limit: PAGE, count: pageParam === '' }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
  });
}

function Sentence({ s, view }: { s: LeadSummary; view: View }) {
  const { t } = useTranslation();
  const show = useShow();
  const parts: ReactNode[] = [<span key="n">{t('lead.standOpen', { n: count(s.open) })}</span>];
  if (s.expected_amount) {
    parts.push(
      <span key="a" title={show.exact(s.expected_amount)}>
        {t('lead.standAmount', { amount: show.wan(s.expected_amount) })}
      </span>,
    );
  }
  const link = (key: View, n: number, text: string, tone: string, f?: string[]) =>
    n > 0 && (key !== view || f) ? (
      <Link key={key + text} to="/leads" search={{ view: key, f }} className={`n ${tone}`}>
        {text}
      </Link>
    ) : null;
  const links = [
    link('overdue', s.overdue, t('lead.standOverdue', { n: count(s.overdue) }), 'bad'),
    link(view, s.untouched, t('lead.standUntouched', { n: count(s.untouched) }), 'warn', ['touch_count:eq:0']),
  ].filter(Boolean);
  if (s.idle7 > 0) links.push(<span key="idle">{t('lead.standIdle', { n: count(s.idle7) })}</span>);
  return (
    <>
      {parts.map((p, i) => (i ? [<span key={`c${i}`}>{t('common.comma')}</span>, p] : p))}
      {links.map((l, i) => [<span key={`s${i}`}>{i ? t('common.comma') : t('common.semicolon')}</span>, l])}
    </>
  );
}

function ViewTabs({ view, count }: { view: View; count?: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const shown = views.filter((v) => v !== 'open' || mayTeam(session, 'lead.read'));
  const name: Record<View, string> = {
    mine: t('lead.viewMine'),
    open: t('lead.viewOpen'),
    unassigned: t('lead.viewUnassigned'),
    overdue: t('lead.viewOverdue'),
    won: t('lead.viewWon'),
    lost: t('lead.viewLost'),
    all: t('lead.viewAll'),
  };
  return (
    <nav className="tabs" aria-label={t('lead.title')}>
      {shown.map((v) => (
        <Link
          key={v}
          to="/leads"
          search={{ view: v }}
          className={v === view ? 'on' : ''}
          aria-current={v === view ? 'page' : undefined}
        >
          {name[v]}
          {v === view && count !== undefined && <span className="q">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export function LeadList() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate({ from: '/leads' });
  const search = useSearch({ from: '/shell/leads' });
  const matchRoute = useMatchRoute();
  const view: View = views.includes(search.view as View) ? (search.view as View) : firstView(session);
  const fixed = useMemo(() => viewFilters(view, session.today), [view, session.today]);
  const extra = search.f ?? [];
  const filter = [...fixed, ...extra];
  const sort = search.sort ?? viewSort(view);
  const pages = useLeadPages(filter, sort);
  const summary = useQuery({
    queryKey: ['leads', 'summary', filter],
    queryFn: () => leads.summary(filter),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((p) => p.items) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.count;
  const open = matchRoute({ to: '/leads/$id' });
  const beside = Boolean(open || matchRoute({ to: '/leads/new' }));
  const openId = open ? open.id : undefined;
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const columns = useLeadColumns(view, beside);
  const go = useCallback(
    (l: Lead) => void navigate({ to: '/leads/$id', params: { id: l.id }, search: (s) => s }),
    [navigate],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view means another selection
  useEffect(() => setPicked(new Set()), [view, search.f]);

  const canPick = may(session, 'lead.assign');
  return (
    <div className="page">
      <PageHead
        title={t('lead.title')}
        state={summary.data && view !== 'won' && view !== 'lost' && <Sentence s={summary.data} view={view} />}
      >
        {may(session, 'lead.assign') && view === 'unassigned' && rows.length > 0 && <MatchButton filter={filter} />}
        {may(session, 'lead.import') && (
          <Link to="/leads/import" className="btn">
            <Icon name="up" size={14} />
            {t('lead.import')}
          </Link>
        )}
        {may(session, 'lead.create') && (
          <Link to="/leads/new" search={(s) => s} className="btn p">
            <Icon name="plus" size={14} />
            {t('lead.new')}
          </Link>
        )}
      </PageHead>
      <ViewTabs
        view={view}
        count={total ? (total.capped ? t('common.capped', { n: count(total.n) }) : count(total.n)) : undefined}
      />
      <div className="flt">
        <LeadFilters
          all={extra}
          fixed={fixed}
          onChange={(f) => void navigate({ to: '/leads', search: { ...search, f: f.length ? f : undefined } })}
        />
      </div>
      <LeadRows value={rows}>
        <div className="lw">
          <div className="lp">
            {pages.isPending ? (
              <Waiting />
            ) : pages.isError ? (
              <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
            ) : rows.length === 0 ? (
              <NoLeads filtered={extra.length > 0} all={view === 'all' || view === 'open'} />
            ) : (
              <DataTable
                label={t('lead.title')}
                columns={columns}
                rows={rows}
                name={(l) => l.title}
                openId={openId}
                onOpen={go}
                selected={canPick ? picked : undefined}
                onSelect={canPick ? setPicked : undefined}
                sort={sort}
                onSort={(s) => void navigate({ to: '.', search: { ...search, sort: s } })}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
              />
            )}
            {picked.size > 0 && (
              <BulkBar rows={rows.filter((l) => picked.has(l.id))} onClear={() => setPicked(new Set())} />
            )}
          </div>
          <Outlet />
        </div>
      </LeadRows>
    </div>
  );
}

function NoLeads({ filtered, all }: { filtered: boolean; all: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  if (filtered || !all) return <Empty title={filtered ? t('common.noMatch') : t('lead.emptyView')} />;
  return (
    <Empty title={t('lead.emptyTitle')} text={t('lead.emptyText')}>
      {may(session, 'lead.import') && (
        <Link to="/leads/import" className="btn p">
          {t('lead.import')}
        </Link>
      )}
      {may(session, 'lead.create') && (
        <Link to="/leads/new" className="btn">
          {t('lead.new')}
        </Link>
      )}
    </Empty>
  );
}
