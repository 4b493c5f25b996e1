// Step one: a file dropped or chosen. The recent imports stand below.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imports } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Mode } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { PageHead, Segmented } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { count } from '../../lib/money';
import { modesQuery } from '../lead/filters';
import { useShow } from '../use';
import { ImportSteps } from './steps';

export function ImportUpload() {
  const { t } = useTranslation();
  const modes = useQuery(modesQuery).data?.items ?? [];
  const [mode, setMode] = useState('');
  const chosen = mode || modes[0]?.id || '';
  return (
    <div className="page">
      <PageHead title={t('door.title')} />
      <ImportSteps at={1} note={t('door.dry')} />
      <div className="scroll">
        <div className="upl">
          {modes.length > 1 && <ModeChoice modes={modes} value={chosen} onChange={setMode} />}
          {chosen && <Drop modeId={chosen} />}
          <Recent />
        </div>
      </div>
    </div>
  );
}

function ModeChoice({ modes, value, onChange }: { modes: Mode[]; value: string; onChange: (v: string) => void }) {
  const { t } = useTranslation();
  const stages = modes.find((m) => m.id === value)?.stages.map((s) => s.name) ?? [];
  return (
    <div className="modec">
      <span className="k2">{t('door.mode')}</span>
      <Segmented
        label={t('door.mode')}
        value={value}
        options={modes.map((m) => ({ value: m.id, label: m.name }))}
        onChange={onChange}
      />
      <span className="k3 fs12">{stages.join(t('common.list'))}</span>
    </div>
  );
}

function Drop({ modeId }: { modeId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => imports.upload(file, modeId),
    onSuccess: (job) => navigate({ to: '/leads/import/$id', params: { id: job.id } }),
  });
  const take = (file?: File | null) => {
    if (file && !send.isPending) send.mutate(file);
  };
  return (
    <>
      <button
        type="button"
        className={`drop ${over ? 'over' : ''}`}
        aria-busy={send.isPending}
        onClick={() => input.current?.click()}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault();
          setOver(false);
          take(e.dataTransfer.files[0]);
        }}
      >
        <Icon name="file" size={24} />
        <b>{send.isPending ? t('door.uploading') : t('door.drop')}</b>
        <span className="k2">{send.isPending ? send.variables?.name : t('door.dropHint')}</span>
      </button>
      <input
        ref={input}
        type="file"
        className="sr"
        tabIndex={-1}
        aria-label={t('door.drop')}
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(e) => {
          take(e.target.files?.[0]);
          e.target.value = '';
        }}
      />
      {send.isError && (
        <p className="formerr" role="alert">
          {problemText(send.error, t('common.offline'))}
        </p>
      )}
    </>
  );
}

function Recent() {
  const { t } = useTranslation();
  const show = useShow();
  const items = useQuery({ queryKey: ['imports'], queryFn: imports.list }).data?.items;
  if (!items) return null;
  if (items.length === 0) return null;
  return (
    <section className="recent">
      <h3>{t('door.recent')}</h3>
      <table className="tbl" aria-label={t('door.recent')}>
        <tbody>
          {items.slice(0, 10).map((job) => (
            <tr key={job.id}>
              <td>
                <Link to="/leads/import/$id" params={{ id: job.id }} className="lk">
                  {job.file_name}
                </Link>
              </td>
              <td className="w96 k2">{t(`door.state.${job.state}`)}</td>
              <td className="r w160 k2">{t('door.doneLine', { done: count(job.done), rows: count(job.rows) })}</td>
              <td className="r w160 k2">{job.started_at ? show.instant(job.started_at) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export const OtherFile = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Button kind="text" onClick={() => void navigate({ to: '/leads/import' })}>
      {t('door.otherFile')}
    </Button>
  );
};
