// A lead: what it is, how it stands, what to do next, then people, facts and what has happened. Acts in the dock below.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem, problemText } from '../../api/problem';
import type { Lead } from '../../api/types';
import { Icon } from '../../kit/icons';
import { PostponeSheet } from '../followup/postpone';
import { TouchSheet } from '../followup/sheet';
import { useDial } from '../followup/use-dial';
import { BackHead, Failed, Waiting } from '../parts';
import { usePlace, useScrollBack } from '../route';
import { useTitle } from '../use';
import { useActs } from './acts';
import { Along, AlongSheet } from './along';
import { Contacts } from './contacts';
import { Facts } from './facts';
import { LoseSheet, WinSheet } from './finish';
import { Head } from './head';
import { KeySheet } from './key';
import { NextBlock } from './next';
import { OwnSheet } from './own';
import { StageSheet } from './stage';
import { Timeline } from './timeline';

export type Open = 'touch' | 'later' | 'stage' | 'win' | 'lose' | 'key' | 'own' | 'along';

export default function LeadPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { key } = usePlace();
  const lead = useQuery({ queryKey: ['lead', id], queryFn: () => leads.get(id) });
  useTitle(lead.data?.title ?? t('lead.title'));
  useScrollBack(key, Boolean(lead.data));
  // What one may no longer see goes from an open screen too, though it was read before.
  const gone = lead.error instanceof Problem && lead.error.status === 404;
  if (lead.data && !gone) return <Shown lead={lead.data} />;
  return (
    <>
      <BackHead back="/leads" />
      {lead.isPending ? (
        <Waiting />
      ) : (
        <Failed
          text={gone ? t('common.notFound') : problemText(lead.error, t('common.offline'))}
          onRetry={() => void lead.refetch()}
        />
      )}
    </>
  );
}

function Shown({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const acts = useActs();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <>
      <BackHead back="/leads">
        {lead.can.edit?.ok && (
          <button
            type="button"
            className="ib"
            aria-pressed={lead.key}
            aria-label={t('lead.key')}
            onClick={() => (lead.key ? void acts.markKey(lead, false, '') : setOpen('key'))}
          >
            <Icon name="star24" className={lead.key ? 'star' : ''} />
          </button>
        )}
      </BackHead>
      <Head lead={lead} />
      <NextBlock lead={lead} onOpen={setOpen} />
      <Contacts lead={lead} />
      <Along lead={lead} onAdd={() => setOpen('along')} />
      <Facts lead={lead} onOwn={() => setOpen('own')} />
      <Timeline lead={lead} />
      <Dock lead={lead} onOpen={setOpen} />
      {open === 'touch' && <TouchSheet lead={lead} kind="phone" onClose={close} />}
      {open === 'later' && <PostponeSheet lead={lead} onClose={close} />}
      {open === 'stage' && <StageSheet lead={lead} onClose={close} onWin={() => setOpen('win')} />}
      {open === 'win' && <WinSheet lead={lead} onClose={close} />}
      {open === 'lose' && <LoseSheet lead={lead} onClose={close} />}
      {open === 'along' && <AlongSheet lead={lead} onClose={close} />}
      {open === 'own' && <OwnSheet lead={lead} onClose={close} />}
      {open === 'key' && <KeySheet lead={lead} onClose={close} />}
    </>
  );
}

function Dock({ lead, onOpen }: { lead: Lead; onOpen: (o: Open) => void }) {
  const { t } = useTranslation();
  const { call, busy } = useDial();
  const can = (act: string) => Boolean(lead.can[act]?.ok);
  const shown = [can('touch'), can('reveal') && lead.has_phone, can('edit'), can('win'), can('lose')];
  if (lead.state !== 'open' || !shown.some(Boolean)) return null;
  return (
    <nav className="dock" aria-label={t('phone.acts')}>
      {shown[0] && (
        <button type="button" onClick={() => onOpen('touch')}>
          <Icon name="edit24" />
          {t('lead.log')}
        </button>
      )}
      {shown[1] && (
        <button type="button" disabled={busy} onClick={() => void call(lead)}>
          <Icon name="phone24" />
          {t('phone.call')}
        </button>
      )}
      {shown[2] && (
        <button type="button" onClick={() => onOpen('stage')}>
          <Icon name="list24" />
          {t('phone.stage')}
        </button>
      )}
      {shown[3] && (
        <button type="button" onClick={() => onOpen('win')}>
          <Icon name="check24" />
          {t('lead.win')}
        </button>
      )}
      {shown[4] && (
        <button type="button" onClick={() => onOpen('lose')}>
          <Icon name="close24" />
          {t('lead.lose')}
        </button>
      )}
    </nav>
  );
}
