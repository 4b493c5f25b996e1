// What has happened, newest first; more on demand.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { useTouchKinds } from '../../api/touch-kinds';
import type { Lead, TimelineItem } from '../../api/types';
import { isReason, told } from '../../desk/lead/told';
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

function Item({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const show = useShow();
  const { touch } = item;
  const kinds = useTouchKinds();
  const { title, owner, changes } = told(item);
  const value = (v: string) => (/^\d{4}-\d\d-\d\d$/.test(v) ? show.day(v) : v);
  return (
    <li>
      <time dateTime={item.at}>{show.instant(item.at)}</time>
      {touch ? (
        <p>
          <b>{kinds.word(touch.kind)}</b>
          {touch.result && t('common.comma') + t(`followup.${touch.result}`)}
          {touch.content && t('common.comma') + touch.content}
        </p>
      ) : (
        <p>{t(`lead.told.${title}`, { owner })}</p>
      )}
      {item.comment && <p className="f14">{item.comment}</p>}
      {changes.map((c) => (
        <p key={c.field} className="f14 k2">
          {isReason(c) ? (
            c.after && t('lead.because', { label: c.label, why: c.after })
          ) : (
            <>
              {c.label} {c.before && `${value(c.before)} → `}
              <b className="ink">{value(c.after) || t('lead.blank')}</b>
            </>
          )}
        </p>
      ))}
      <p className="f13 k3">{item.actor?.name ?? t('lead.system')}</p>
    </li>
  );
}
