// The import at work, and what came of it. The counts are the server's, exact at the end.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imports } from '../../api/calls';
import type { ImportJob } from '../../api/types';
import { Ask, Bar } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { count } from '../../lib/money';
import { useFail } from '../use';
import { Counts } from './counts';
import { ProblemTable } from './preview';
import { ImportSteps } from './steps';

export function Running({ job }: { job: ImportJob }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => imports.cancel(job.id),
    onSuccess: (next) => {
      setAsking(false);
      client.setQueryData(['import', job.id], next);
    },
    onError: fail,
  });
  return (
    <>
      <ImportSteps at={4} />
      <div className="scroll">
        <div className="runp">
          <div className="hd">
            <h3>{t('door.running')}</h3>
            <span className="k2">{t('door.doneLine', { done: count(job.done), rows: count(job.rows) })}</span>
            <span className="sp" />
            <button type="button" className="lk" onClick={() => setAsking(true)}>
              {t('door.stop')}
            </button>
          </div>
          <Bar part={job.rows ? job.done / job.rows : 0} label={t('door.running')} />
          <Counts n={job} />
        </div>
      </div>
      {asking && (
        <Ask
          title={t('door.stop')}
          text={t('door.stopAsk')}
          ok={t('door.stop')}
          busy={stop.isPending}
          onOk={() => stop.mutate()}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}

export function Result({ job }: { job: ImportJob }) {
  const { t } = useTranslation();
  const title =
    job.state === 'done'
      ? t('door.doneTitle')
      : job.state === 'cancelled'
        ? t('door.cancelledTitle')
        : t('door.failedTitle');
  return (
    <>
      <ImportSteps at={job.state === 'done' ? 5 : 4} />
      <div className="scroll">
        <div className="runp wide">
          <div className="hd">
            <h3 className={job.state === 'done' ? 'good' : job.state === 'failed' ? 'bad' : ''}>{title}</h3>
            <span className="k2">{t('door.doneLine', { done: count(job.done), rows: count(job.rows) })}</span>
          </div>
          {job.failure && (
            <p className="formerr" role="alert">
              {job.failure}
            </p>
          )}
          <Counts n={job} />
          <div className="runa">
            <Link to="/leads" search={{ view: 'all', sort: '-id' }} className="btn p">
              {t('door.seeLeads')}
            </Link>
            <Link to="/leads/import" className="btn">
              {t('door.again')}
            </Link>
            {job.failed > 0 && (
              <a className="btn" href={imports.errorsUrl(job.id)} download>
                <Icon name="download" size={14} />
                {t('door.errorFile')}
              </a>
            )}
          </div>
        </div>
        {job.problems.length > 0 && (
          <div className="runt">
            <ProblemTable problems={job.problems} />
          </div>
        )}
      </div>
    </>
  );
}
