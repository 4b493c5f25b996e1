// The forms of a lead, each in the drawer, in the place of the view.
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { LeadEditForm } from './edit';
import { AssignForm, KeyForm, LoseForm, PostponeForm, WinForm } from './forms';
import { TouchForm } from './touch';

export type Panel = 'log' | 'postpone' | 'win' | 'lose' | 'assign' | 'edit' | 'key';
export type PanelProps = { lead: Lead; onClose: () => void };

export default function LeadPanel({ panel, ...rest }: { panel: Panel } & PanelProps) {
  const { t } = useTranslation();
  const title: Record<Panel, string> = {
    log: t('followup.title'),
    postpone: t('lead.postpone'),
    win: t('lead.win'),
    lose: t('lead.lose'),
    assign: t('lead.assign'),
    edit: t('lead.edit'),
    key: t('lead.markKey'),
  };
  return (
    <>
      <h3 className="pt">{title[panel]}</h3>
      {panel === 'log' && <TouchForm {...rest} />}
      {panel === 'postpone' && <PostponeForm {...rest} />}
      {panel === 'win' && <WinForm {...rest} />}
      {panel === 'lose' && <LoseForm {...rest} />}
      {panel === 'assign' && <AssignForm {...rest} />}
      {panel === 'edit' && <LeadEditForm {...rest} />}
      {panel === 'key' && <KeyForm {...rest} />}
    </>
  );
}
