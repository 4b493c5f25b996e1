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

/** What the system keeps for itself: counters, clocks, the order of things. People read the rest. */
const inner = /^(touch_count|stage_top|version|kind|mode_id|next_kind|custom|is_key|key)$|_at$|_since$|_norm$/;
/** On a new lead only this is news; the rest stands above as facts. */
const fresh = /^(source|owner_id)$/;

function Item({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const show = useShow();
  const { touch } = item;
  const changes = (item.changes ?? []).filter(
    (c) =>
      (c.after || (c.before && !/^next_/.test(c.field))) &&
      (item.kind === 'lead.created' ? fresh.test(c.field) : !inner.test(c.field)),
  );
  const staged = item.kind === 'lead.edited' && changes.length === 1 && changes[0]!.field === 'stage_id';
  const said = ({ kind }: TimelineItem) => {
    if (staged) return t('phone.happened.staged');
    const what = known.find((k) => kind === `lead.${k}`);
    return t(`phone.happened.${what ?? 'edited'}`);
  };
  const value = (v: string) => (/^\d{4}-\d\d-\d\d$/.test(v) ? show.day(v) : v);
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
          {c.label} {c.before && `${value(c.before)} → `}
          <b className="ink">{value(c.after) || t('lead.blank')}</b>
        </p>
      ))}
      {item.actor?.name && <p className="f13 k3">{item.actor.name}</p>}
    </li>
  );
}
