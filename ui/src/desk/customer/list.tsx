// Whom we know: companies and persons, with the open record beside the list.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Customer } from '../../api/types';
import { Button, IconButton } from '../../kit/desk/button';
import { ColumnButton } from '../../kit/desk/column-choice';
import { ConditionBuilder, ConditionChips, type Field } from '../../kit/desk/conditions';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { type Column, DataTable } from '../../kit/desk/table';
import { Icon } from '../../kit/icons';
import { type ColumnChoice, writeColumns } from '../../lib/conditions';
import { DeleteButton } from '../bin/delete';
import { chosenColumns } from '../lead/columns';
import { groupsQuery, membersQuery, tagsQuery } from '../lead/filters';
import { TagMarks } from '../lead/tag-mark';
import { BoardChoice } from '../list/board';
import { useKept } from '../list/kept';
import { addressOf, sound, specOf, useStanding } from '../list/state';
import { BrokenNote, SavedTabs, ViewTools } from '../list/views';
import { useOwnColumns, useOwnConditions, useOwnLanes } from '../own/columns';
import { GroupCounts } from '../own/groups';
import type { ListSearch } from '../router';
import { may, useSession } from '../session/use';
import { useShow } from '../use';
import { CustomerBoard } from './board';
import { useOwnSave } from './inline';

const views = { all: [], company: ['kind:eq:company'], person: ['kind:eq:person'], mine: ['owner_id:eq:me'] } as const;
type View = keyof typeof views;

function useColumns(): (Column<Customer> & { label: string })[] {
  const { t } = useTranslation();
  const session = useSession();
  const own = useOwnColumns<Customer>('customer', () => may(session, 'customer.write'));
  const show = useShow();
  const all: (Column<Customer> & { title: string })[] = [
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
    {
      key: 'industry',
      title: t('customer.industry'),
      width: 128,
      sort: 'industry',
      hover: (c) => c.industry,
      cell: (c) => c.industry,
    },
    {
      key: 'region',
      title: t('customer.region'),
      width: 112,
      sort: 'region',
      hover: (c) => c.region,
      cell: (c) => c.region,
    },
    {
      key: 'owner',
      title: t('customer.owner'),
      width: 88,
      cell: (c) => c.owner?.name ?? <span className="k3">—</span>,
    },
    {
      key: 'leads',
      title: t('customer.leadCount'),
      width: 80,
      right: true,
      sort: 'lead_count',
      cell: (c) => c.lead_count,
    },
    {
      key: 'created',
      title: t('customer.createdAt'),
      width: 120,
      right: true,
      sort: 'created_at',
      cell: (c) => <span className="k2">{show.dayOf(c.created_at)}</span>,
    },
    {
      key: 'tags',
      title: t('lead.tags'),
      width: 128,
      hover: (c) => c.tags.join(t('common.list')),
      cell: (c) => <TagMarks tags={c.tags} />,
    },
    { key: 'group', title: t('lead.group'), width: 96, cell: (c) => c.group?.name ?? '' },
  ];
  return [...all.map((c) => ({ ...c, label: c.title })), ...own];
}

const usual = ['name', 'kind', 'industry', 'region', 'owner', 'leads', 'created'];

/** Every field a condition may name. */
function useConditionFields(): Field[] {
  const { t } = useTranslation();
  const session = useSession();
  const seesTeam = may(session, 'team.read');
  const members = useQuery({ ...membersQuery, enabled: seesTeam }).data?.items ?? [];
  const groups = useQuery({ ...groupsQuery, enabled: seesTeam }).data?.items ?? [];
  const tags = useQuery(tagsQuery).data?.items ?? [];
  return [
    { field: 'name', label: t('customer.name'), kind: 'text' },
    { field: 'q', label: t('common.search'), kind: 'search' },
    {
      field: 'kind',
      label: t('customer.kind'),
      kind: 'choice',
      choices: [
        { value: 'company', label: t('customer.company') },
        { value: 'person', label: t('customer.person') },
      ],
    },
    { field: 'industry', label: t('customer.industry'), kind: 'tree' },
    { field: 'region', label: t('customer.region'), kind: 'tree' },
    {
      field: 'owner_id',
      label: t('customer.owner'),
      kind: 'choice',
      choices: [
        { value: 'me', label: t('list.me') },
        ...members.map((m) => ({ value: m.id, label: m.name, hint: m.group_name })),
      ],
    },
    {
      field: 'group_id',
      label: t('lead.group'),
      kind: 'choice',
      choices: [
        { value: 'my_group', label: t('list.myGroup') },
        ...groups.map((g) => ({ value: g.id, label: g.name })),
      ],
    },
    { field: 'tag', label: t('lead.tags'), kind: 'tags', choices: tags.map((x) => ({ value: x.name, label: x.name })) },
    { field: 'lead_count', label: t('customer.leadCount'), kind: 'number' },
    { field: 'created_at', label: t('customer.createdAt'), kind: 'day' },
    ...useOwnConditions('customer'),
  ];
}

export function CustomerList() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/customers' });
  const matchRoute = useMatchRoute();
  const standing = useStanding('customer', search, Object.keys(views));
  const { saved } = standing;
  const view: View = search.view && search.view in views ? (search.view as View) : 'all';
  const fixed: string[] = saved ? [] : [...views[view]];
  const f = sound(standing.f, saved, 'filter');
  const or = sound(standing.o, saved, 'or');
  const filter = [...fixed, ...f];
  const sort = sound([standing.sort ?? '-created_at'], saved, 'sort')[0] ?? '-id';
  const lanes = useOwnLanes('customer');
  const by = standing.board ? lanes.find((f) => f.name === standing.by)?.name : undefined;
  const save = useOwnSave();
  const pages = useInfiniteQuery({
    queryKey: ['customers', 'list', filter, or, sort],
    queryFn: ({ pageParam, signal }) =>
      customers.list({ filter, or, sort, cursor: pageParam || undefined, limit: 50, count: pageParam === '' }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
    enabled: !standing.waiting && !by,
  });
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const selecting = may(session, 'customer.delete');
  const fields = useConditionFields();
  const [mine, setMine] = useKept<ColumnChoice[]>('columns.customer', []);
  const [dense] = useKept('dense', false);
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const count = pages.data?.pages[0]?.count;
  const all = useColumns();
  const choice = standing.columns.length
    ? standing.columns
    : mine.length && !saved
      ? mine
      : usual.map((key): ColumnChoice => ({ key }));
  const columns = chosenColumns(all, choice);
  const change = (next: ListSearch, replace = false) =>
    void navigate({ to: '.', search: { ...(saved ? { ...addressOf(saved), ...search } : search), ...next }, replace });
  const setColumns = (next: ColumnChoice[] | undefined, replace = false) => {
    if (!saved && !search.cols) setMine(next);
    else change({ cols: next && writeColumns(next) }, replace);
  };
  const conditions = { all: f, any: or };
  const setConditions = (c: typeof conditions) =>
    change({ f: c.all.length ? c.all : undefined, o: c.any.length ? c.any : undefined, ...(saved ? { sort } : {}) });
  const shown = count && (count.capped ? t('common.capped', { n: count.n }) : String(count.n));
  const open = matchRoute({ to: '/customers/$id' });
  const names: Record<View, string> = {
    all: t('customer.viewAll'),
    company: t('customer.viewCompany'),
    person: t('customer.viewPerson'),
    mine: t('customer.viewMine'),
  };
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
            className={!saved && v === view ? 'on' : ''}
            aria-current={!saved && v === view ? 'page' : undefined}
          >
            {names[v]}
            {!saved && v === view && shown && <span className="q">{shown}</span>}
          </Link>
        ))}
        <SavedTabs kind="customer" to="/customers" open={saved} count={shown} />
      </nav>
      <BrokenNote saved={saved} onDrop={() => change({ f, o: or, sort })} />
      <div className="flt">
        <div className="flt-l">
          <ConditionBuilder fields={fields} value={conditions} onChange={setConditions} />
          <ConditionChips fields={fields} value={conditions} onChange={setConditions} />
          {f.length + or.length > 0 && (
            <button type="button" className="lk" onClick={() => setConditions({ all: [], any: [] })}>
              {t('common.clearFilters')}
            </button>
          )}
          <GroupCounts
            kind="customer"
            filter={filter}
            or={or}
            fields={lanes}
            onPick={(one) => setConditions({ all: [...f, one], any: or })}
          />
        </div>
        <div className="flt-r">
          <ViewTools
            kind="customer"
            standing={standing}
            spec={specOf({ ...standing, board: Boolean(by), by, columns: choice }, fixed, sort)}
            changed={saved ? standing.dirty : f.length + or.length > 0 || Boolean(search.sort)}
            onOpen={(next) => void navigate({ to: '/customers', search: next })}
          />
          {lanes.length > 0 && (
            <BoardChoice
              by={by}
              options={lanes.map((f) => ({ value: f.name, label: f.label }))}
              onBy={(next) => change({ as: 'board', by: next })}
              onBoard={(board) => change({ as: board ? 'board' : undefined, by: board ? lanes[0]!.name : undefined })}
            />
          )}
          {!by && (
            <>
              <ColumnButton
                possible={all.map((c) => ({ key: c.key, label: c.label }))}
                value={choice}
                onChange={setColumns}
              />
              <IconButton icon="print" label={t('list.print')} onClick={() => window.print()} />
            </>
          )}
        </div>
      </div>
      <div className="lw">
        <div className="lp">
          {by ? (
            <CustomerBoard by={by} filter={filter} or={or} sort={sort} openId={open ? open.id : undefined} />
          ) : pages.isPending ? (
            <Waiting />
          ) : pages.isError ? (
            <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
          ) : rows.length === 0 ? (
            <Empty
              title={f.length || or.length || view !== 'all' ? t('common.noMatch') : t('customer.emptyTitle')}
              text={f.length || or.length || view !== 'all' ? undefined : t('customer.emptyText')}
            />
          ) : (
            <>
              <DataTable
                label={t('customer.title')}
                columns={columns}
                rows={rows}
                name={(c) => c.name}
                openId={open ? open.id : undefined}
                onOpen={(c) => void navigate({ to: '/customers/$id', params: { id: c.id }, search })}
                selected={selecting ? picked : undefined}
                onSelect={selecting ? setPicked : undefined}
                sort={sort}
                rowHeight={dense ? 30 : 36}
                keys={!open}
                onWidth={(key, width) =>
                  setColumns(
                    choice.map((c) => (c.key === key ? { key, width } : c)),
                    true,
                  )
                }
                onSort={(s) => change({ sort: s })}
                onEdit={(c, column, value) => save(c, column.key, value)}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
              />
              {picked.size > 0 && (
                <div className="bulk" role="toolbar" aria-label={t('common.selected', { n: picked.size })}>
                  <b>{t('common.selected', { n: picked.size })}</b>
                  <span className="v" />
                  <DeleteButton kind="customer" ids={[...picked]} onDone={() => setPicked(new Set())} />
                  <span className="sp" />
                  <Button kind="text" onClick={() => setPicked(new Set())}>
                    {t('common.cancel')}
                  </Button>
                </div>
              )}
            </>
          )}
        </div>
        <Outlet />
      </div>
    </div>
  );
}
