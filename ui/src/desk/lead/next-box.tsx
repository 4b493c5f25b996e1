// The next step, always on top, with its why; one key logs it. What may not be done now stays visible and says why.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import type { Lead } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Pop } from '../../kit/desk/pop';
import { Icon, type IconName } from '../../kit/icons';
import { WhoSees } from '../settings/who-sees';
import { useFail, useShow } from '../use';
import { useLeadActs } from './acts';
import { nextStep } from './next';
import type { Panel } from './panels';
import { useLeadWords } from './words';

function useNextWords(lead: Lead) {
  const { t } = useTranslation();
  const show = useShow();
  const words = useLeadWords();
  const step = nextStep(lead, show.today);
  const time = step.time ? ` ${step.time} ` : '';
  const day = lead.won_day ? show.day(lead.won_day) : step.day ? show.day(step.day) : '';
  const title = t(`lead.nextStep.${step.key}`, { n: step.n, time, day, why: lead.lost_reason });
  const why =
    step.why &&
    t(`lead.nextWhy.${step.why.key}`, {
      note: step.why.note,
      n: step.why.n,
      chance: words.chance(lead.chance),
      why: step.why.note,
    });
  return { title, why, step };
}

export function NextBox({ lead, onPanel }: { lead: Lead; onPanel: (p: Panel) => void }) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  const { title, why } = useNextWords(lead);
  const can = lead.can ?? {};
  const free = lead.state === 'open' && !lead.owner;
  return (
    <section className="nx" aria-label={title}>
      <h3>{title}</h3>
      {why && <p>{why}</p>}
      <div className="row">
        {free && can.claim && (
          <Button
            kind="primary"
            small
            blocked={!can.claim.ok && can.claim.why}
            busy={acts.claim.isPending}
            onClick={() => acts.claim.mutate(lead)}
          >
            {t('lead.claim')}
          </Button>
        )}
        {lead.state === 'open' && (!free || !can.claim?.ok) && (
          <Button
            kind="primary"
            small
            blocked={can.touch?.ok === false && can.touch.why}
            onClick={() => onPanel('log')}
          >
            {t('lead.log')} L
          </Button>
        )}
        {free && can.assign?.ok && (
          <Button small onClick={() => onPanel('assign')}>
            {t('lead.assign')}
          </Button>
        )}
        {lead.state !== 'open' && can.reopen && (
          <Button
            small
            blocked={!can.reopen.ok && can.reopen.why}
            busy={acts.reopen.isPending}
            onClick={() => acts.reopen.mutate(lead)}
          >
            {t('lead.reopen')}
          </Button>
        )}
        <CallButton lead={lead} />
        {lead.state === 'open' && !free && (
          <Button small blocked={can.touch?.ok === false && can.touch.why} onClick={() => onPanel('postpone')}>
            {t('lead.postpone')}
          </Button>
        )}
        <span className="sp" />
        <MoreMenu lead={lead} onPanel={onPanel} />
      </div>
    </section>
  );
}

/** Fetches the number when it is wanted; the journal records the reveal. */
function CallButton({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const fail = useFail();
  const [phone, setPhone] = useState<{ id: string; phone: string } | null>(null);
  const reveal = useMutation({
    mutationFn: () => leads.revealPhone(lead.id),
    onSuccess: (r) => setPhone({ id: lead.id, phone: r.phone }),
    onError: fail,
  });
  if (!lead.has_phone) return null;
  if (phone?.id === lead.id) {
    return (
      <a className="btn sm" href={`tel:${phone.phone}`}>
        <Icon name="phone" size={14} />
        {phone.phone}
      </a>
    );
  }
  return (
    <Button
      small
      icon="phone"
      blocked={lead.can?.reveal?.ok === false && lead.can.reveal.why}
      busy={reveal.isPending}
      title={lead.phone_masked}
      onClick={() => reveal.mutate()}
    >
      {t('lead.call')}
    </Button>
  );
}

function MoreMenu({ lead, onPanel }: { lead: Lead; onPanel: (p: Panel) => void }) {
  const { t } = useTranslation();
  const acts = useLeadActs();
  const can = lead.can ?? {};
  const items: {
    key: Panel | 'unkey';
    icon: IconName;
    label: string;
    ok?: { ok: boolean; why?: string };
    show: boolean;
  }[] = [
    { key: 'win', icon: 'trophy', label: t('lead.win'), ok: can.win, show: lead.state === 'open' },
    { key: 'lose', icon: 'close', label: t('lead.lose'), ok: can.lose, show: lead.state === 'open' },
    {
      key: 'assign',
      icon: 'swap',
      label: t('lead.assign'),
      ok: can.assign,
      show: lead.state === 'open' && Boolean(can.assign),
    },
    { key: 'key', icon: 'flag', label: t('lead.markKey'), ok: can.edit, show: !lead.key && lead.state === 'open' },
    { key: 'unkey', icon: 'flag', label: t('lead.unmarkKey'), ok: can.edit, show: lead.key },
    { key: 'edit', icon: 'note', label: t('lead.edit'), ok: can.edit, show: true },
  ];
  return (
    <Pop label={t('common.more')} className="ib sm" align="right" button={() => <MoreIcon label={t('common.more')} />}>
      {(close) =>
        items
          .filter((i) => i.show)
          .map((i) => (
            <button
              key={i.key}
              type="button"
              className="mi"
              aria-disabled={i.ok?.ok === false}
              title={i.ok?.ok === false ? i.ok.why : undefined}
              onClick={() => {
                if (i.ok?.ok === false) return;
                close();
                if (i.key === 'unkey') acts.markKey.mutate({ lead, key: false, reason: '' });
                else onPanel(i.key);
              }}
            >
              <Icon name={i.icon} />
              {i.label}
            </button>
          ))
          .concat(<WhoSees key="who" kind="lead" id={lead.id} />)
      }
    </Pop>
  );
}

const MoreIcon = ({ label }: { label: string }) => (
  <>
    <Icon name="more" />
    <span className="sr">{label}</span>
  </>
);
