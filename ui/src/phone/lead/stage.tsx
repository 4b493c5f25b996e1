// Where it has got to: one tap moves it, and it can be taken back.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { settings } from '../../api/calls';
import type { Lead } from '../../api/types';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { Waiting } from '../parts';
import { useActs } from './acts';

export const modesQuery = { queryKey: ['modes'], queryFn: settings.modes, staleTime: 600_000 };

export function StageSheet({ lead, onClose, onWin }: { lead: Lead; onClose: () => void; onWin: () => void }) {
  const { t } = useTranslation();
  const acts = useActs();
  const modes = useQuery(modesQuery);
  const stages = modes.data?.items.find((m) => m.id === lead.mode.id)?.stages ?? [];
  return (
    <Sheet title={t('phone.stageTitle')} sub={lead.title} closeLabel={t('common.close')} onClose={onClose}>
      {modes.isPending && <Waiting />}
      {stages.length > 0 && (
        <Chips
          label={lead.mode.name}
          hint={t('phone.stageHint')}
          columns={2}
          value={lead.stage.id}
          items={stages.map((s) => ({ value: s.id, label: s.name, hint: t('phone.stepN', { n: s.position }) }))}
          onChange={(id) => {
            const to = stages.find((s) => s.id === id)!;
            void acts.stage(lead, to);
            onClose();
          }}
        />
      )}
      {lead.can.win?.ok && (
        <button type="button" className="btn o wide top16" onClick={onWin}>
          {t('phone.wonInstead')}
        </button>
      )}
    </Sheet>
  );
}
