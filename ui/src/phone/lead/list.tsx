// 线索: search, chips, cards. A lead without an owner is claimed in one tap. A figure on the board opens here with its conditions.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { problemText } from '../../api/problem';
import { Icon } from '../../kit/icons';
import { Failed, Waiting } from '../parts';
import { go, Link, usePlace, useScrollBack } from '../route';
import { may, useSession } from '../session/use';
import { useTitle } from '../use';
import { LeadCard } from './card';
import { firstView, shownViews, type View, viewFilters, viewSort } from './views';

const PAGE = 30;

type Shown = { view: View | undefined; filter: string[]; sort: string; q: string; f: string[]; name: string };

/** What the address asks for: conditions from a link stand in place of a view. */
function useShown(): Shown {
  const session = useSession();
  const { search } = usePlace();
  const f = search.getAll('f');
  const q = search.get('q') ?? '';
  const wanted = search.get('v') as View | null;
  const view = f.length ? undefined : wanted && shownViews(session).includes(wanted) ? wanted : firstView(session);
  const filter = [...f, ...(view ? viewFilters(view, session.today) : []), ...(q ? [`q:q:${q}`] : [])];
  return { view, filter, sort: view ? viewSort(view) : '-id', q, f, name: search.get('name') ?? '' };
}

function address(s: Pick<Shown, 'view' | 'f' | 'name' | 'q'>): string {
  const out = new URLSearchParams();
  if (s.view) out.set('v', s.view);
  for (const one of s.f) out.append('f', one);
  if (s.f.length && s.name) out.set('name', s.name);
  if (s.q) out.set('q', s.q);
  return `/leads${out.size ? `?${out}` : ''}`;
}

export default function LeadList() {
  const { t } = useTranslation();
  const { key } = usePlace();
  const shown = useShown();
  useTitle(t('lead.title'));
  const pages = useInfiniteQuery({
    queryKey: ['leads', 'cards', shown.filter, shown.sort],
    queryFn: ({ pageParam, signal }) =>
      leads.list(
        {
          filter: shown.filter,
          sort: shown.sort,
          cursor: pageParam || undefined,
          limit: PAGE,
          count: pageParam === '',
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
  });
  useScrollBack(key, Boolean(pages.data));
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const count = pages.data?.pages[0]?.count;
  return (
    <>
      <header className="top">
        <h1>{t('lead.title')}</h1>
        {count && (
          <p className="sub">
            {t('common.records', { n: count.capped ? t('common.capped', { n: count.n }) : count.n })}
          </p>
        )}
      </header>
      <SearchField shown={shown} />
      <Views shown={shown} />
      {pages.isPending && <Waiting />}
      {pages.isError && !pages.data && (
        <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
      )}
      {pages.data && rows.length === 0 && <NoLeads shown={shown} />}
      {rows.length > 0 && (
        <ul className="cards">
          {rows.map((lead) => (
            <li key={lead.id}>
              <LeadCard lead={lead} />
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <More has={pages.hasNextPage} busy={pages.isFetchingNextPage} load={() => void pages.fetchNextPage()} />
      )}
    </>
  );
}

function SearchField({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  const [text, setText] = useState(shown.q);
  const now = useRef(shown);
  now.current = shown;
  useEffect(() => setText(shown.q), [shown.q]);
  useEffect(() => {
    const q = text.trim();
    if (q === now.current.q) return;
    // A single letter finds everything and nothing; one Chinese character is asked for once the typing rests.
    const timer = setTimeout(() => go(address({ ...now.current, q }), { replace: true }), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="find">
      <Icon name="search24" size={20} />
      <input
        type="search"
        aria-label={t('phone.findLead')}
        placeholder={t('phone.findLead')}
        value={text}
        enterKeyHint="search"
        onChange={(e) => setText(e.target.value)}
      />
      {text && (
        <button type="button" className="ib" aria-label={t('common.clear')} onClick={() => setText('')}>
          <Icon name="close24" size={20} />
        </button>
      )}
    </search>
  );
}

function Views({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  const session = useSession();
  const name: Record<View, string> = {
    mine: t('lead.viewMine'),
    along: t('along.view'),
    open: t('lead.viewOpen'),
    overdue: t('lead.viewOverdue'),
    pool: t('lead.viewUnassigned'),
    all: t('lead.viewAll'),
  };
  return (
    <nav className="pills" aria-label={t('phone.views')}>
      {shown.f.length > 0 && (
        <Link to="/leads" replace className="pill" aria-current="true">
          {shown.name || t('phone.fromBoard')}
          <Icon name="close" size={16} />
          <span className="sr">{t('common.clearFilters')}</span>
        </Link>
      )}
      {shownViews(session).map((v) => (
        <Link
          key={v}
          replace
          to={address({ view: v, f: [], name: '', q: shown.q })}
          className="pill"
          aria-current={v === shown.view ? 'true' : undefined}
        >
          {name[v]}
        </Link>
      ))}
    </nav>
  );
}

function More({ has, busy, load }: { has: boolean; busy: boolean; load: () => void }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const next = useRef(load);
  next.current = load;
  useEffect(() => {
    if (!has || busy || !end.current) return;
    const eye = new IntersectionObserver((seen) => seen[0]?.isIntersecting && next.current(), { rootMargin: '600px' });
    eye.observe(end.current);
    return () => eye.disconnect();
  }, [has, busy]);
  return (
    <div ref={end} className="more">
      {has ? (
        <button type="button" className="btn q" disabled={busy} onClick={load}>
          {t(busy ? 'common.loading' : 'common.loadMore')}
        </button>
      ) : (
        <p className="f13 k3">{t('common.end')}</p>
      )}
    </div>
  );
}

function NoLeads({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  const session = useSession();
  if (shown.q || shown.f.length)
    return (
      <div className="empty">
        <h2>{t('common.noMatch')}</h2>
        {shown.q && shown.view !== 'all' && shownViews(session).includes('all') && (
          <Link to={address({ view: 'all', f: [], name: '', q: shown.q })} replace className="btn p">
            {t('phone.findInAll')}
          </Link>
        )}
        <Link to="/leads" replace className="btn">
          {t('common.clearFilters')}
        </Link>
      </div>
    );
  return (
    <div className="empty">
      <h2>{t(shown.view === 'all' ? 'lead.emptyTitle' : 'lead.emptyView')}</h2>
      <p className="f14 k2">
        {t(
          shown.view === 'pool'
            ? 'phone.emptyPool'
            : shown.view === 'overdue'
              ? 'phone.emptyOverdue'
              : 'phone.emptyLeads',
        )}
      </p>
      {may(session, 'lead.create') && shown.view !== 'overdue' && (
        <Link to="/new" className="btn p">
          {t('lead.new')}
        </Link>
      )}
    </div>
  );
}
