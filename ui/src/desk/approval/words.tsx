// How a request is told: its state, its day, who decides a step.
import { useTranslation } from 'react-i18next';
import type { Approval, ApprovalStep } from '../../api/told';

const tones = { pending: 'w', approved: 'g', refused: 'b', withdrawn: '', stale: '' } as const;

export function StateTag({ approval: a }: { approval: Approval }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={`tag ${tones[a.state]}`}>{t(`approval.states.${a.state}`)}</span>
      {a.overdue_days > 0 && <span className="bad fs12"> {t('approval.late', { n: a.overdue_days })}</span>}
    </>
  );
}

/** Who is asked at a step, before it is known who decides. */
export function useWho() {
  const { t } = useTranslation();
  return (s: ApprovalStep): string => {
    if (s.who === 'role') return t(`shell.role.${s.role as 'manager'}`, { defaultValue: s.role });
    return t(`approval.who.${s.who}`);
  };
}
