// Later: one tap on a day and it is moved; taken back for 8 s.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DayItem, Lead } from '../../api/types';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';
import { useShow } from '../use';
import { brief } from './brief';
import { DayCell } from './day-cell';
import { offeredDays } from './days';
import { write } from './outbox';
import { dayQuery } from './sheet';

export function PostponeSheet({ lead, item, onClose }: { lead: Lead; item?: DayItem; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const offer = offeredDays(show.today, useQuery(dayQuery).data?.suggest, item);
  const move = (next_due: string) => {
    const back = write({ what: 'postpone', lead: { id: lead.id, name: lead.title }, body: { next_due } });
    const undo = () => {
      if (!back()) toast(t('phone.tooLate'), { tone: 'bad' });
    };
    const day = `${show.near(next_due)} ${show.short(next_due)}`;
    toast(t('phone.moved', { name: brief(lead.title), day }), { undo, undoLabel: t('common.undo') });
    onClose();
  };
  return (
    <Sheet title={t('phone.laterTitle')} sub={lead.title} closeLabel={t('common.close')} onClose={onClose}>
      <Chips
        label={t('phone.laterTo')}
        hint={offer.why && t('phone.suggested', { day: show.near(offer.first), why: offer.why })}
        columns={4}
        value=""
        items={offer.days.map((d) => ({ value: d, label: show.near(d), hint: show.short(d) }))}
        onChange={move}
        extra={<DayCell value="" onPick={move} />}
      />
    </Sheet>
  );
}
