// Everything that happened to a lead, newest first, from the journal.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { problemText } from '../../api/problem';
import { useTouchKinds } from '../../api/touch-kinds';
import type { TimelineItem } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Dot, Empty, type Event, Failed, Timeline, Waiting } from '../../kit/desk/parts';
import type { IconName } from '../../kit/icons';
import { useShow } from '../use';
import { isReason, told } from './told';

const touchIcons: Record<string, IconName> = {
  phone: 'phone',
  visit: 'visit',
  wechat: 'wechat',
  meeting: 'meeting',
  other: 'note',
};

function iconOf(item: TimelineItem): IconName {
  if (item.touch) return touchIcons[item.touch.kind] ?? 'note';
  if (/^approval/.test(item.kind)) return 'approval';
  if (/won/.test(item.kind)) return 'trophy';
  if (/lost|closed/.test(item.kind)) return 'close';
  if (/assign|claim|match|owner/.test(item.kind)) return 'person';
  if (/creat|import|intake/.test(item.kind)) return 'lead';
  if (/marked/.test(item.kind)) return 'flag';
  if (/reveal/.test(item.kind)) return 'lock';
  if (/postpone|due/.test(item.kind)) return 'calendar';
  return 'swap';
}

export function LeadTimeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const show = useShow();
  const pages = useInfiniteQuery({
    queryKey: ['timeline', id],
    queryFn: ({ pageParam }) => leads.timeline(id, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });
  const kinds = useTouchKinds();
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <Failed text={problemText(pages.error, t('common.offline'))} />;

  const words = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? show.day(value) : value || t('lead.blank'));
  const one = (item: TimelineItem): Event => {
    const { touch } = item;
    const { title, owner, changes } = told(item);
    const lines = changes.map((c) => {
      if (isReason(c)) return c.after && t('lead.because', { label: c.label, why: c.after });
      if (!c.before) return t('lead.setTo', { label: c.label, after: words(c.after) });
      return t('lead.changed', { label: c.label, before: words(c.before), after: words(c.after) });
    });
    const head = touch ? kinds.word(touch.kind) : t(`lead.told.${title}`, { owner });
    const result = touch?.result ? t(`followup.${touch.result}`) : '';
    const said = touch?.content || item.comment;
    const news = lines.filter(Boolean).join(t('common.comma'));
    return {
      id: item.id,
      icon: iconOf(item),
      dateTime: item.at,
      time: show.instant(item.at),
      title: (
        <>
          {item.actor?.name ?? t('lead.system')} {head}
          {result && (
            <>
              <Dot />
              {result}
            </>
          )}
        </>
      ),
      text: (said || news) && (
        <>
          {said}
          {news && <span className={said ? 'evn' : undefined}>{news}</span>}
        </>
      ),
    };
  };
  const events = pages.data.pages.flatMap((p) => p.items).map(one);
  if (events.length === 0) return <Empty title={t('lead.noTimeline')} />;
  return (
    <>
      <Timeline events={events} />
      {pages.hasNextPage && (
        <p className="moreline">
          <Button small busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </p>
      )}
    </>
  );
}
