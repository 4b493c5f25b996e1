// The bin: what has been deleted, by whom and until when it can come back.
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bin } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { BinItem, BinKind } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Ask, Empty, Failed, PageHead, Tabs, Waiting } from '../../kit/desk/parts';
import { type Column, DataTable } from '../../kit/desk/table';
import { toast } from '../../kit/toast';
import { may, useSession } from '../session/use';
import { useFail, useShow } from '../use';
import { deletes, useBinRefresh, useBinWords } from './delete';

type Tab = 'all' | BinKind;

export function BinPage() {
  const { t } = useTranslation();
  const session = useSession();
  const show = useShow();
  const fail = useFail();
  const refresh = useBinRefresh();
  const told = useBinWords();
  const [tab, setTab] = useState<Tab>('all');
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const [ending, setEnding] = useState<BinItem>();
  const pages = useInfiniteQuery({
    queryKey: ['bin', tab],
    queryFn: ({ pageParam }) => bin.list({ kind: tab === 'all' ? undefined : tab, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  const restore = useMutation({
    mutationFn: (ids: string[]) => bin.restore({ ids }),
    onSuccess: (r) => {
      refresh();
      setPicked(new Set());
      toast(told('bin.restored', r), { tone: r.changed ? 'good' : 'bad' });
    },
    onError: fail,
  });
  const erase = useMutation({
    mutationFn: (item: BinItem) => bin.erase(item.id),
    onSuccess: () => {
      setEnding(undefined);
      refresh();
      toast(t('bin.erased'), { tone: 'good' });
    },
    onError: (e) => {
      setEnding(undefined);
      fail(e);
    },
  });
  const columns: Column<BinItem>[] = [
    { key: 'title', title: t('bin.record'), hover: (i) => i.title, cell: (i) => <b>{i.title}</b> },
    {
      key: 'kind',
      title: t('bin.kind'),
      width: 72,
      cell: (i) => <span className="k2">{t(i.kind === 'lead' ? 'shell.lead' : 'shell.customer')}</span>,
    },
    { key: 'owner', title: t('bin.owner'), width: 96, cell: (i) => i.owner?.name ?? <span className="k3">—</span> },
    { key: 'by', title: t('bin.by'), width: 96, cell: (i) => i.deleted_by?.name ?? t('audit.system') },
    { key: 'at', title: t('bin.at'), width: 136, cell: (i) => show.instant(i.deleted_at) },
    {
      key: 'until',
      title: t('bin.until'),
      width: 128,
      cell: (i) => <span className="k2">{show.dayOf(i.until)}</span>,
    },
    {
      key: 'acts',
      title: '',
      width: may(session, 'bin.empty') ? 188 : 96,
      right: true,
      cell: (i) => (
        <span className="binacts">
          <Button small onClick={() => restore.mutate([i.id])}>
            {t('bin.restore')}
          </Button>
          {may(session, 'bin.empty') && (
            <Button small kind="text" onClick={() => setEnding(i)}>
              {t('bin.erase')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  const tabs = (['lead', 'customer'] as const).filter((k) => may(session, deletes[k]));
  return (
    <div className="page">
      <PageHead title={t('bin.title')} state={t('bin.stand')} />
      <Tabs
        label={t('bin.title')}
        value={tab}
        tabs={[
          { value: 'all', label: t('bin.all') },
          ...tabs.map((k) => ({ value: k, label: t(k === 'lead' ? 'shell.lead' : 'shell.customer') })),
        ]}
        onChange={(next) => {
          setTab(next);
          setPicked(new Set());
        }}
      />
      <div className="lw">
        <div className="lp">
          {pages.isPending ? (
            <Waiting />
          ) : pages.isError ? (
            <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
          ) : rows.length === 0 ? (
            <Empty title={t('bin.empty')} text={t('bin.emptyText')} />
          ) : (
            <>
              <DataTable
                label={t('bin.title')}
                columns={columns}
                rows={rows}
                name={(i) => i.title}
                selected={picked}
                onSelect={setPicked}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
              />
              {picked.size > 0 && (
                <div className="bulk" role="toolbar" aria-label={t('common.selected', { n: picked.size })}>
                  <b>{t('common.selected', { n: picked.size })}</b>
                  <span className="v" />
                  <Button small busy={restore.isPending} onClick={() => restore.mutate([...picked])}>
                    {t('bin.restore')}
                  </Button>
                  <span className="sp" />
                  <Button kind="text" onClick={() => setPicked(new Set())}>
                    {t('common.cancel')}
                  </Button>
                </div>
              )}
            </>
          )}
        </div>
      </div>
      {ending && (
        <Ask
          title={t('bin.eraseTitle', { name: ending.title })}
          text={t('bin.eraseText')}
          ok={t('bin.erase')}
          danger
          busy={erase.isPending}
          onOk={() => erase.mutate(ending)}
          onCancel={() => setEnding(undefined)}
        />
      )}
    </div>
  );
}
