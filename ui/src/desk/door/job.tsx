// One import at its own address: sheet, mapping and preview, then progress and result. Every change is sent at once and
// comes back with a new preview; nothing is written before Start.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imports } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { ImportJob, ImportPatch } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { count } from '../../lib/money';
import { useFail } from '../use';
import { MappingTable } from './mapping';
import { Options } from './options';
import { Preview } from './preview';
import { Result, Running } from './run';
import { SheetStep } from './sheet';
import { ImportSteps } from './steps';
import { OtherFile } from './upload';

export function ImportPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/leads/import/$id' });
  const query = useQuery({
    queryKey: ['import', id],
    queryFn: () => imports.get(id),
    // The live stream tells of changes; while it runs we also look, so that the bar moves even without a stream.
    refetchInterval: (q) => (q.state.data?.state === 'running' ? 1000 : false),
  });
  const job = query.data;
  const rows = job?.rows ?? 0;
  return (
    <div className="page">
      <PageHead
        title={t('door.title')}
        state={job && t('door.fileLine', { name: job.file_name, sheets: job.sheets.length, rows: count(rows) })}
      >
        {job && job.state !== 'running' && <OtherFile />}
      </PageHead>
      {query.isError ? (
        <Failed text={problemText(query.error, t('common.offline'))} onRetry={() => void query.refetch()} />
      ) : !job ? (
        <Waiting />
      ) : job.state === 'running' ? (
        <Running job={job} />
      ) : job.state === 'uploaded' || job.state === 'ready' ? (
        <Prepare job={job} />
      ) : (
        <Result job={job} />
      )}
    </div>
  );
}

function Prepare({ job }: { job: ImportJob }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const several = job.sheets.length > 1;
  const [step, setStep] = useState<2 | 3>(several ? 2 : 3);
  const put = (next: ImportJob) => client.setQueryData(['import', job.id], next);
  const change = useMutation({
    mutationFn: (b: ImportPatch) => imports.patch(job.id, b),
    onSuccess: put,
    onError: fail,
  });
  const start = useMutation({ mutationFn: () => imports.start(job.id), onSuccess: put, onError: fail });
  // Below a long table the choices would not be seen.
  const long = job.columns.length > 10;
  const mapped = job.columns.some((c) => c.field && !c.field.startsWith('custom:'));
  return (
    <>
      <ImportSteps at={step} note={t('door.dry')} />
      {step === 2 ? (
        <SheetStep job={job} busy={change.isPending} onChange={change.mutate} />
      ) : (
        <div className="impw">
          <div className="mp">
            {long && <Options job={job} onChange={change.mutate} />}
            <MappingTable job={job} busy={change.isPending} onChange={change.mutate} />
            {!long && <Options job={job} onChange={change.mutate} />}
          </div>
          <Preview job={job} busy={change.isPending} />
        </div>
      )}
      <div className="dock">
        {step === 3 && <Button onClick={() => setStep(2)}>{t('common.back')}</Button>}
        <span className="sp" />
        {step === 3 && job.problems.length > 0 && (
          <span className="k2">{t('door.problems', { n: job.problems.length })}</span>
        )}
        {step === 2 ? (
          <Button kind="primary" busy={change.isPending} onClick={() => setStep(3)}>
            {t('common.next')}
          </Button>
        ) : (
          <Button
            kind="primary"
            busy={start.isPending || change.isPending}
            blocked={!mapped && t('door.mapFirst')}
            onClick={() => start.mutate()}
          >
            {t('door.start', { n: count(job.rows) })}
          </Button>
        )}
      </div>
    </>
  );
}
