// Won or lost, each in one sheet; both can be taken back for 8 s and reopened later.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settings } from '../../api/calls';
import type { Lead } from '../../api/types';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { parseWan, wan } from '../../lib/money';
import { Field } from '../parts';
import { useShow } from '../use';
import { useActs } from './acts';

export function WinSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const acts = useActs();
  const [day, setDay] = useState(show.today);
  const [amount, setAmount] = useState(lead.expected_amount ? wan(lead.expected_amount, 2).replace(/\.?0+$/, '') : '');
  const [bad, setBad] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const fen = amount.trim() ? parseWan(amount) : undefined;
    setBad(fen === null);
    if (fen === null) return;
    setBusy(true);
    const ok = await acts.win(lead, { day, amount: fen });
    setBusy(false);
    if (ok) onClose();
  };
  return (
    <Sheet
      title={t('phone.winTitle')}
      sub={lead.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="win" className="btn p wide" disabled={busy}>
          {t('lead.win')}
        </button>
      }
    >
      <form id="win" onSubmit={(e) => void save(e)} noValidate>
        {lead.expected_amount !== undefined && (
          <Field
            label={t('lead.winAmount')}
            value={amount}
            onChange={setAmount}
            inputMode="decimal"
            autoComplete="off"
            error={bad ? t('lead.amountBad') : undefined}
          />
        )}
        <Field label={t('lead.winDay')} value={day} onChange={setDay} type="date" max={show.today} />
      </form>
    </Sheet>
  );
}

export function LoseSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const acts = useActs();
  const reasons = useQuery({
    queryKey: ['reasons', 'lost'],
    queryFn: () => settings.reasons('lost'),
    staleTime: 600_000,
  });
  const offered = reasons.data?.items.map((r) => r.text) ?? [];
  const [picked, setPicked] = useState('');
  const [lacks, setLacks] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setLacks(!picked);
    if (!picked) return;
    setBusy(true);
    const ok = await acts.lose(lead, picked);
    setBusy(false);
    if (ok) onClose();
  };
  return (
    <Sheet
      title={t('phone.loseTitle')}
      sub={lead.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="lose" className="btn p wide" disabled={busy}>
          {t('phone.loseSave')}
        </button>
      }
    >
      <form id="lose" onSubmit={(e) => void save(e)} noValidate>
        {offered.length > 0 && (
          <Chips
            label={t('lead.loseWhy')}
            mark={<span className="bad"> {t('phone.mustPick')}</span>}
            hint={t('phone.loseHint')}
            value={picked}
            items={offered.map((r) => ({ value: r, label: r }))}
            onChange={setPicked}
            error={lacks && !picked ? t('lead.loseWhyNeed') : undefined}
          />
        )}
      </form>
    </Sheet>
  );
}
