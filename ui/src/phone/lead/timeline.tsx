// What has happened, newest first; more on demand.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import type { Lead, TimelineItem } from '../../api/types';
import { useShow } from '../use';

export function Timeline({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery({
    queryKey: ['timeline', lead.id],
    queryFn: ({ pageParam }) => leads.timeline(lead.id, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });
  const items = pages.data?.pages.flatMap((p) => p.items) ?? [];
  if (!pages.data) return null;
  return (
    <section className="band" aria-labelledby="past-h">
      <div className="sec">
        <h2 id="past-h">{t('phone.past')}</h2>
      </div>
      {items.length === 0 && <p className="f14 k2 rest">{t('lead.noTimeline')}</p>}
      <ol className="tl">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <div className="more">
          <button
            type="button"
            className="btn q"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('phone.older')}
          </button>
        </div>
      )}
    </section>
  );
}

const known = [
  'created',
  'edited',
  'merged',
  'assigned',
  'claimed',
  'unassigned',
  'won',
  'lost',
  'reopened',
  'marked',
  'postponed',
  'revealed',
] as const;

function Item({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const show = useShow();
  const { touch } = item;
  const changes = (item.changes ?? []).filter((c) => c.before || c.after);
  const said = ({ kind }: TimelineItem) => {
    const what = known.find((k) => kind === `lead.${k}`);
    return what ? t(`phone.happened.${what}`) : t('phone.happened.edited');
  };
  return (
    <li>
      <time dateTime={item.at}>{show.instant(item.at)}</time>
      {touch ? (
        <p>
          <b>{t(`followup.${touch.kind}`)}</b>
          {touch.result && t('common.comma') + t(`followup.${touch.result}`)}
          {touch.content && t('common.comma') + touch.content}
        </p>
      ) : (
        <p>{said(item)}</p>
      )}
      {changes.map((c) => (
        <p key={c.field} className="f14 k2">
          {c.label} {c.before || t('lead.blank')} → <b className="ink">{c.after || t('lead.blank')}</b>
        </p>
      ))}
      {item.actor?.name && <p className="f13 k3">{item.actor.name}</p>}
    </li>
  );
}
