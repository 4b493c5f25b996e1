// The audit: who changed, opened, exported or imported what, straight from the journal. Narrowed by person, act, kind of
// record, record, days and request; all of it stands in the address.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AuditQuery, oversight } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { AuditClass, Audited } from '../../api/types';
import { Chip, Choices, DaysPick, TextPick } from '../../kit/desk/chips';
import { Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { type Column, DataTable } from '../../kit/desk/table';
import { membersQuery } from '../lead/filters';
import type { AuditSearch } from '../router';
import { may, useSession } from '../session/use';
import { useShow } from '../use';
import { useAuditWords } from './words';

const classes: AuditClass[] = ['changed', 'revealed', 'probed', 'exported', 'imported', 'people', 'roles', 'settings'];
const kinds = ['lead', 'customer', 'contact', 'member', 'group', 'role', 'import', 'organisation'] as const;

export function useAuditColumns(): Column<Audited>[] {
  const { t } = useTranslation();
  const show = useShow();
  const words = useAuditWords();
  const title = (e: Audited) => e.title || t('audit.gone');
  return [
    { key: 'at', title: t('audit.at'), width: 132, cell: (e) => <time dateTime={e.at}>{show.instant(e.at)}</time> },
    {
      key: 'who',
      title: t('audit.who'),
      width: 96,
      cell: (e) => e.actor?.name ?? <span className="k2">{t('audit.system')}</span>,
    },
    {
      key: 'what',
      title: t('audit.what'),
      width: 152,
      hover: (e) => words.kind(e.kind),
      cell: (e) => words.kind(e.kind),
    },
    {
      key: 'which',
      title: t('audit.which'),
      width: 260,
      hover: title,
      cell: (e) => (
        <>
          <span className="k2">{words.subject(e.subject_kind)} </span>
          {e.title && e.subject_kind === 'lead' ? (
            <Link to="/leads/$id" params={{ id: e.subject_id }}>
              {e.title}
            </Link>
          ) : e.title && e.subject_kind === 'customer' ? (
            <Link to="/customers/$id" params={{ id: e.subject_id }}>
              {e.title}
            </Link>
          ) : (
            title(e)
          )}
        </>
      ),
    },
    {
      key: 'changes',
      title: t('audit.changes'),
      hover: (e) => words.changes(e).join('\n') || undefined,
      cell: (e) => words.changes(e).join('；') || <span className="k3">—</span>,
    },
  ];
}

export function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const search = useSearch({ from: '/shell/audit' });
  const words = useAuditWords();
  const show = useShow();
  const columns = useAuditColumns();
  const members = useQuery({ ...membersQuery, enabled: may(session, 'team.read') }).data?.items ?? [];
  const what = classes.includes(search.what as AuditClass) ? (search.what as AuditClass) : undefined;
  const query: AuditQuery = {
    actor: search.who,
    class: what,
    subject_kind: search.kind,
    subject_id: search.id,
    from: search.from,
    to: search.to,
    request_id: search.req,
  };
  const pages = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam }) => oversight.audit({ ...query, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const go = (next: Partial<AuditSearch>) => void navigate({ to: '/audit', search: { ...search, ...next } });
  const days =
    search.from || search.to
      ? `${search.from ? show.day(search.from) : '…'} – ${search.to ? show.day(search.to) : '…'}`
      : undefined;
  return (
    <div className="page">
      <PageHead title={t('audit.title')} state={t('audit.stand')} />
      <div className="flt">
        <Chip
          label={t('audit.who')}
          shown={search.who && (members.find((m) => m.id === search.who)?.name ?? '…')}
          onClear={() => go({ who: undefined })}
        >
          {(close) => (
            <Choices
              items={members.map((m) => ({ value: m.id, label: m.name, hint: m.group_name }))}
              value={search.who}
              onPick={(who) => {
                go({ who });
                close();
              }}
            />
          )}
        </Chip>
        <Chip
          label={t('audit.what')}
          shown={what && t(`audit.classes.${what}`)}
          onClear={() => go({ what: undefined })}
        >
          {(close) => (
            <Choices
              items={classes.map((c) => ({ value: c, label: t(`audit.classes.${c}`) }))}
              value={what}
              onPick={(next) => {
                go({ what: next });
                close();
              }}
            />
          )}
        </Chip>
        <Chip
          label={t('audit.kind')}
          shown={
            search.kind &&
            (search.id ? t('audit.oneOf', { kind: words.subject(search.kind) }) : words.subject(search.kind))
          }
          onClear={() => go({ kind: undefined, id: undefined })}
        >
          {(close) => (
            <Choices
              items={kinds.map((k) => ({ value: k, label: words.subject(k) }))}
              value={search.kind}
              onPick={(kind) => {
                go({ kind, id: undefined });
                close();
              }}
            />
          )}
        </Chip>
        <Chip label={t('audit.days')} shown={days} onClear={() => go({ from: undefined, to: undefined })}>
          {(close) => (
            <DaysPick
              from={search.from}
              to={search.to}
              onPick={(from, to) => {
                go({ from: from || undefined, to: to || undefined });
                close();
              }}
            />
          )}
        </Chip>
        <Chip label={t('audit.request')} shown={search.req} onClear={() => go({ req: undefined })}>
          {(close) => (
            <TextPick
              label={t('audit.request')}
              value={search.req}
              onPick={(req) => {
                go({ req: req || undefined });
                close();
              }}
            />
          )}
        </Chip>
      </div>
      {pages.isError ? (
        <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <Empty title={t('audit.none')} text={t('audit.noneText')} />
      ) : (
        <DataTable
          label={t('audit.title')}
          columns={columns}
          rows={rows}
          name={(e) => `${words.kind(e.kind)} ${e.title}`}
          onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
        />
      )}
    </div>
  );
}
