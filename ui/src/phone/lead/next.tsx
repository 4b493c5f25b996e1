// The next step, said first, with its reason and the buttons that do it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { nextStep } from '../../desk/lead/next';
import { Icon } from '../../kit/icons';
import { local } from '../../lib/day';
import { useDial } from '../followup/use-dial';
import { useSession } from '../session/use';
import { useChance, useShow } from '../use';
import { useActs } from './acts';
import type { Open } from './page';

/** The next step in words: what to do, what makes it pressing, and why. */
function useWords(lead: Lead) {
  const { t } = useTranslation();
  const show = useShow();
  const chance = useChance();
  const { organisation } = useSession();
  const step = nextStep(lead, show.today);
  const wonDay = lead.won_at ? show.day(local(lead.won_at, organisation.zone).day) : '';
  const day = step.key === 'won' ? wonDay : step.day ? show.day(step.day) : '';
  const why = step.why?.key;
  const because =
    why && why !== 'note'
      ? t(`lead.nextWhy.${why}`, {
          note: step.why!.note,
          n: step.why!.n,
          why: step.why!.note,
          chance: chance(lead.chance),
        })
      : '';
  if (['overdue', 'today', 'tomorrow', 'day'].includes(step.key)) {
    const verb = t(`phone.todo.${lead.next_kind || 'phone'}`, { name: lead.contact_name || t('phone.them') });
    const title = lead.next_note ? verb + t('common.comma') + lead.next_note : verb;
    const due = show.due(lead);
    return { title, due: due.text, late: step.key === 'overdue', why: because };
  }
  const title = t(`lead.nextStep.${step.key}`, { n: step.n, day, time: step.time, why: lead.lost_reason }).trim();
  const note = step.why?.note;
  return { title, due: '', late: false, why: why === 'note' && note ? t('lead.nextWhy.note', { note }) : because };
}

export function NextBlock({ lead, onOpen }: { lead: Lead; onOpen: (o: Open) => void }) {
  const { t } = useTranslation();
  const { title, due, late, why } = useWords(lead);
  return (
    <section className={`next ${lead.state}`} aria-labelledby="next-h">
      <h2 id="next-h">{t(lead.state === 'open' ? 'phone.nextStep' : 'phone.ended')}</h2>
      <p className="say">{title}</p>
      {(due || why) && (
        <p className="f14 k2">
          {due && <span className={late ? 'bad w6' : 'ink w6'}>{due}</span>}
          {due && why && t('common.comma')}
          {why}
        </p>
      )}
      <Buttons lead={lead} onOpen={onOpen} />
    </section>
  );
}

function Buttons({ lead, onOpen }: { lead: Lead; onOpen: (o: Open) => void }) {
  const { t } = useTranslation();
  const { call, busy } = useDial();
  const acts = useActs();
  const [working, setWorking] = useState(false);
  const run = (act: Promise<boolean>) => {
    setWorking(true);
    void act.finally(() => setWorking(false));
  };
  if (lead.state !== 'open') {
    if (!lead.can.reopen?.ok) return null;
    return (
      <button type="button" className="btn" disabled={working} onClick={() => run(acts.reopen(lead))}>
        {t('lead.reopen')}
      </button>
    );
  }
  if (!lead.owner && lead.can.claim?.ok)
    return (
      <button type="button" className="btn p" disabled={working} onClick={() => run(acts.claim(lead))}>
        {t('lead.claim')}
      </button>
    );
  const touch = lead.can.touch;
  if (!touch?.ok) return touch?.why ? <p className="f14 k2">{touch.why}</p> : null;
  const phone = lead.has_phone && lead.can.reveal?.ok;
  return (
    <div className="btns">
      {phone && (
        <button type="button" className="btn p" disabled={busy} onClick={() => void call(lead)}>
          <Icon name="phone24" size={20} />
          {t('phone.call')}
        </button>
      )}
      <button type="button" className={phone ? 'btn' : 'btn p'} onClick={() => onOpen('touch')}>
        {t('phone.done')}
      </button>
      <button type="button" className="btn" onClick={() => onOpen('later')}>
        {t('phone.later')}
      </button>
    </div>
  );
}
