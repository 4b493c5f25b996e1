// The lead list: how it stands in one sentence, views as tabs, conditions as chips, rows, and the open lead beside them.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Lead, LeadSummary } from '../../api/types';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { DataTable } from '../../kit/desk/table';
import { Icon } from '../../kit/icons';
import { type ColumnChoice, writeColumns } from '../../lib/conditions';
import { findFilter, withFilter } from '../../lib/filter';
import { count } from '../../lib/money';
import { useKept } from '../list/kept';
import { addressOf, sound, specOf, useStanding } from '../list/state';
import { BrokenNote, SavedTabs, ViewTools } from '../list/views';
import { useOwnLanes } from '../own/columns';
import { GroupCounts } from '../own/groups';
import { useOwnFields } from '../own/parts';
import type { ListSearch } from '../router';
import { may, mayTeam, useSession } from '../session/use';
import { useShow } from '../use';
import { BulkBar } from './bulk';
import { chosenColumns, useLeadColumns, usualColumns } from './columns';
import { LeadFilters, modesQuery } from './filters';
import { changeOf, saidOf, useLeadSave } from './inline';
import { MatchButton } from './match-button';
import { LeadRows } from './rows';
import { ListTools } from './tools';
import { firstView, type View, viewFilters, viewSort, views } from './views';

const LeadBoard = lazy(() => import('./board').then((m) => ({ default: m.LeadBoard })));
const PAGE = 50;

function useLeadPages(filter: string[], or: string[], sort: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['leads', 'list', filter, or, sort],
    queryFn: ({ pageParam, signal }) =>
      leads.list({ filter, or, sort, cursor: pageParam || undefined, limit: PAGE, count: pageParam === '' }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
}

function Sentence({ s, view }: { s: LeadSummary; view: View | 'saved' }) {
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
    view !== 'saved' &&
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

function ViewTabs({ view, count, children }: { view: View | 'saved'; count?: string; children?: ReactNode }) {
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
      {children}
    </nav>
  );
}

/** Everything that follows from the address: conditions, order, columns. */
function useLeadStanding() {
  const session = useSession();
  const search = useSearch({ from: '/shell/leads' });
  const standing = useStanding('lead', search, views);
  const view: View | 'saved' = standing.saved
    ? 'saved'
    : views.includes(search.view as View)
      ? (search.view as View)
      : firstView(session);
  const fixed = useMemo(() => (view === 'saved' ? [] : viewFilters(view, session.today)), [view, session.today]);
  const filter = [...fixed, ...sound(standing.f, standing.saved, 'filter')];
  const or = sound(standing.o, standing.saved, 'or');
  const wanted = standing.sort ?? viewSort(view === 'saved' ? 'all' : view);
  const sort = sound([wanted], standing.saved, 'sort')[0] ?? '-id';
  return { search, standing, view, fixed, filter, or, sort };
}

export function LeadList() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate({ from: '/leads' });
  const matchRoute = useMatchRoute();
  const { search, standing, view, fixed, filter, or, sort } = useLeadStanding();
  const board = standing.board;
  const by = standing.by ?? 'stage_id';
  const modes = useQuery(modesQuery).data?.items ?? [];
  const asked = findFilter(filter, 'mode_id');
  const mode = asked?.op === 'eq' ? asked.value : (modes[0]?.id ?? '');
  // Stages belong to a mode: a board by stage shows one mode, the first where none is asked for.
  const laid = by === 'stage_id' && modes.length > 1 && !asked ? [...filter, `mode_id:eq:${mode}`] : filter;
  const pages = useLeadPages(filter, or, sort, !standing.waiting && !board);
  const summary = useQuery({
    queryKey: ['leads', 'summary', filter, or],
    queryFn: () => leads.summary(filter, or),
    placeholderData: keepPreviousData,
    enabled: !standing.waiting,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((p) => p.items) ?? [], [pages.data]);
  const total = board ? undefined : pages.data?.pages[0]?.count;
  const open = matchRoute({ to: '/leads/$id' });
  const beside = Boolean(open || matchRoute({ to: '/leads/new' }));
  const openId = open ? open.id : undefined;
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const [dense, setDense] = useKept('dense', false);
  const [mine, setMine] = useKept<ColumnChoice[]>('columns.lead', []);
  const own = useOwnFields('lead');
  const lanes = useOwnLanes('lead');
  const all = useLeadColumns(beside);
  const usual = usualColumns(view, beside).map((key): ColumnChoice => ({ key }));
  const choice = standing.columns.length ? standing.columns : mine.length && view !== 'saved' ? mine : usual;
  const columns = chosenColumns(all, choice);
  const { save, dialog } = useLeadSave();
  const go = useCallback(
    (l: Lead) => void navigate({ to: '/leads/$id', params: { id: l.id }, search: (s) => s }),
    [navigate],
  );
  /** The address as it stands, with this changed: a saved view is spelt out as soon as it is. */
  const change = (next: ListSearch, replace = false) => {
    const base = standing.saved ? { ...addressOf(standing.saved), ...search } : search;
    void navigate({ to: '.', search: { ...base, ...next }, replace });
  };
  const setColumns = (next: ColumnChoice[] | undefined, replace = false) => {
    if (view !== 'saved' && !search.cols) setMine(next);
    else change({ cols: next && writeColumns(next) }, replace);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view means another selection
  useEffect(() => setPicked(new Set()), [view, search.f, search.o, search.view]);

  const canPick = may(session, 'lead.assign') || may(session, 'lead.write');
  const shown = total ? (total.capped ? t('common.capped', { n: count(total.n) }) : count(total.n)) : undefined;
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
      <ViewTabs view={view} count={shown}>
        <SavedTabs kind="lead" to="/leads" open={standing.saved} count={shown} />
      </ViewTabs>
      <BrokenNote
        saved={standing.saved}
        onDrop={() => change({ f: sound(standing.f, standing.saved, 'filter'), o: or, sort })}
      />
      <div className="flt">
        <div className="flt-l">
          <LeadFilters
            value={{ all: sound(standing.f, standing.saved, 'filter'), any: or }}
            fixed={fixed}
            onChange={(c) =>
              change({
                f: c.all.length ? c.all : undefined,
                o: c.any.length ? c.any : undefined,
                ...(standing.saved ? { sort } : {}),
              })
            }
          />
          <GroupCounts
            kind="lead"
            filter={filter}
            or={or}
            fields={lanes}
            onPick={(f) => change({ f: [...sound(standing.f, standing.saved, 'filter'), f] })}
          />
        </div>
        <ListTools
          kind="lead"
          board={board}
          by={by}
          mode={mode}
          modes={modes}
          onBoard={(next, of) =>
            change({
              by: next,
              f:
                of && modes.length > 1
                  ? withFilter(standing.f, 'mode_id', { field: 'mode_id', op: 'eq', value: of })
                  : search.f,
            })
          }
          columns={choice}
          dense={dense}
          onDense={setDense}
          onColumns={setColumns}
          onChange={(next) => change(next)}
        >
          <ViewTools
            kind="lead"
            standing={standing}
            spec={specOf({ ...standing, columns: choice === usual ? [] : choice }, fixed, sort)}
            changed={
              standing.saved
                ? standing.dirty
                : standing.f.length + standing.o.length > 0 || board || Boolean(search.sort)
            }
            onOpen={(next) => void navigate({ to: '/leads', search: next })}
          />
        </ListTools>
      </div>
      <LeadRows value={rows}>
        <div className="lw">
          <div className="lp">
            {board ? (
              <Suspense fallback={<Waiting />}>
                <LeadBoard by={by} filter={laid} or={or} sort={sort} openId={openId} />
              </Suspense>
            ) : pages.isPending ? (
              <Waiting />
            ) : pages.isError ? (
              <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
            ) : rows.length === 0 ? (
              <NoLeads filtered={standing.f.length + standing.o.length > 0} all={view === 'all' || view === 'open'} />
            ) : (
              <DataTable
                label={t('lead.title')}
                columns={columns}
                rows={rows}
                rowHeight={dense ? 30 : 36}
                name={(l) => l.title}
                openId={openId}
                onOpen={go}
                keys={!beside}
                selected={canPick ? picked : undefined}
                onSelect={canPick ? setPicked : undefined}
                sort={sort}
                onSort={(s) => change({ sort: s })}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
                onWidth={(key, width) =>
                  setColumns(
                    choice.map((c) => (c.key === key ? { key, width } : c)),
                    true,
                  )
                }
                onEdit={
                  may(session, 'lead.write')
                    ? (l, column, value) =>
                        void save(l, changeOf(column.key, value, own), saidOf(all, l, column.key, value))
                    : undefined
                }
              />
            )}
            {picked.size > 0 && !board && (
              <BulkBar rows={rows.filter((l) => picked.has(l.id))} onClear={() => setPicked(new Set())} />
            )}
          </div>
          <Outlet />
        </div>
      </LeadRows>
      {dialog}
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
