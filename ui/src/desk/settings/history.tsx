// What happened to the settings: who changed which, from what to what, straight from the journal.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oversight } from '../../api/calls';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/desk/button';
import { Empty, Failed, Tabs, Waiting } from '../../kit/desk/parts';
import { DataTable } from '../../kit/desk/table';
import { useAuditColumns } from '../audit/page';

const books = ['settings', 'roles'] as const;

export default function HistoryPart() {
  const { t } = useTranslation();
  const [book, setBook] = useState<(typeof books)[number]>('settings');
  const columns = useAuditColumns();
  const pages = useInfiniteQuery({
    queryKey: ['audit', { class: book }],
    queryFn: ({ pageParam }) => oversight.audit({ class: book, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });
  const rows = pages.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <>
      <p className="k2 fs12">{t('settings.historyHint')}</p>
      <Tabs
        label={t('settings.history')}
        value={book}
        tabs={books.map((b) => ({ value: b, label: t(`audit.classes.${b}`) }))}
        onChange={setBook}
      />
      {pages.isPending ? (
        <Waiting />
      ) : pages.isError ? (
        <Failed text={problemText(pages.error, t('common.offline'))} onRetry={() => void pages.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={t('settings.historyNone')} />
      ) : (
        <DataTable label={t('settings.history')} columns={columns} rows={rows} name={(e) => e.kind} />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} busy={pages.isFetchingNextPage}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
