// The bell: how many notices are not read yet, the newest of them, and the way to what they are about.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf, bellQuery, type Notice, notices, noticesQuery } from '../../api/told';
import { Button } from '../../kit/desk/button';
import { Empty, Waiting } from '../../kit/desk/parts';
import { Pop } from '../../kit/desk/pop';
import { Icon } from '../../kit/icons';
import { useFail, useShow } from '../use';

export function Bell() {
  const { t } = useTranslation();
  const n = useQuery(bellQuery).data?.n ?? 0;
  return (
    <Pop
      label={t('notice.title')}
      className="ib bell"
      align="right"
      button={() => (
        <>
          <Icon name="bell" />
          <span className="sr">{n > 0 ? t('notice.bellN', { n }) : t('notice.bell')}</span>
          {n > 0 && (
            <i className="badge" aria-hidden="true">
              {n > 99 ? '99+' : n}
            </i>
          )}
        </>
      )}
    >
      {(close) => <Panel close={close} />}
    </Pop>
  );
}

function Panel({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const client = useQueryClient();
  const router = useRouter();
  const fail = useFail();
  const list = useQuery(noticesQuery).data?.items;
  const bell = useQuery(bellQuery).data;
  const read = useMutation({
    mutationFn: notices.read,
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
    onError: fail,
  });
  const open = (n: Notice) => {
    if (!n.read) read.mutate({ ids: [n.id] });
    close();
    router.history.push(addressOf(n));
  };
  return (
    <div className="ntc">
      <div className="ntch">
        <h2>{t('notice.title')}</h2>
        <span className="sp" />
        {list?.some((n) => !n.read) && (
          <Button small kind="text" busy={read.isPending} onClick={() => read.mutate({ all: true })}>
            {t('notice.readAll')}
          </Button>
        )}
        <Button
          small
          kind="text"
          onClick={() => {
            close();
            router.history.push('/settings?part=notices');
          }}
        >
          {t('shell.settings')}
        </Button>
      </div>
      {bell?.quiet_until && <p className="mh">{t('notice.quietNow', { time: show.clock(bell.quiet_until) })}</p>}
      {!list && <Waiting />}
      {list?.length === 0 && <Empty title={t('notice.none')} text={t('notice.noneText')} />}
      <div className="opts">
        {list?.map((n) => (
          <button key={n.id} type="button" className={`mi ${n.read ? '' : 'new'}`} onClick={() => open(n)}>
            <span className="nt">
              {!n.read && <span className="sr">{t('notice.unread')} </span>}
              {n.title}
            </span>
            <time dateTime={n.at}>{show.instant(n.at)}</time>
          </button>
        ))}
      </div>
    </div>
  );
}
