// 通知: what happened that concerns me, newest first; a tap reads it and opens what it is about.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { addressOf, bellQuery, type Notice, notices, noticesQuery } from '../../api/told';
import { BackHead, Failed, Waiting } from '../parts';
import { go } from '../route';
import { useFail, useShow, useTitle } from '../use';
import { NoticeSettingsSheet } from './settings';

export default function NoticePage() {
  const { t } = useTranslation();
  const show = useShow();
  const client = useQueryClient();
  const fail = useFail();
  const query = useQuery(noticesQuery);
  const bell = useQuery(bellQuery).data;
  const [open, setOpen] = useState(false);
  useTitle(t('notice.title'));
  const read = useMutation({
    mutationFn: notices.read,
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
    onError: fail,
  });
  const follow = (n: Notice) => {
    if (!n.read) read.mutate({ ids: [n.id] });
    // What has no page on the phone is only read here.
    if (n.subject_kind !== 'import' && n.subject_kind !== 'customer') go(addressOf(n)); // these are the desk's
  };
  const list = query.data?.items;
  return (
    <>
      <BackHead title={t('notice.title')} back="/me">
        <button type="button" className="btn q" onClick={() => setOpen(true)}>
          {t('shell.settings')}
        </button>
      </BackHead>
      {bell?.quiet_until && (
        <p className="pad f14 k2">{t('notice.quietNow', { time: show.clock(bell.quiet_until) })}</p>
      )}
      {query.isPending && <Waiting />}
      {query.isError && (
        <Failed text={problemText(query.error, t('common.offline'))} onRetry={() => void query.refetch()} />
      )}
      {list?.length === 0 && (
        <div className="empty">
          <h2>{t('notice.none')}</h2>
          <p className="k2">{t('notice.noneText')}</p>
        </div>
      )}
      <ul className="band menu notices">
        {list?.map((n) => (
          <li key={n.id}>
            <button type="button" className={n.read ? 'k2' : ''} onClick={() => follow(n)}>
              <span>
                {n.read ? n.title : <b>{n.title}</b>}
                <small className="k3">
                  {!n.read && <span className="sr">{t('notice.unread')} </span>}
                  <time dateTime={n.at}>{show.instant(n.at)}</time>
                </small>
              </span>
              {!n.read && <i className="dot" aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      {list?.some((n) => !n.read) && (
        <div className="more">
          <button type="button" className="btn q" disabled={read.isPending} onClick={() => read.mutate({ all: true })}>
            {t('notice.readAll')}
          </button>
        </div>
      )}
      {open && <NoticeSettingsSheet onClose={() => setOpen(false)} />}
    </>
  );
}
