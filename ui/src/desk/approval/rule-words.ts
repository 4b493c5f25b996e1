// A rule in one sentence: when it holds, and who decides in what order.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { team } from '../../api/calls';
import type { ApprovalKind, ApprovalRule } from '../../api/told';
import { yuan } from '../../lib/money';
import { rolesQuery } from '../settings/use';

export const peopleQuery = {
  queryKey: ['members', 'deciders'],
  queryFn: () => team.members({ limit: 200, filter: ['state:eq:active'] }),
};

export function useRuleWords(kinds: ApprovalKind[]) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery).data?.items ?? [];
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const sentence = (r: ApprovalRule): string => {
    const kind = kinds.find((k) => k.kind === r.kind);
    const when = r.conditions.map((c) => {
      const look = kind?.looks.find((l) => l.field === c.field);
      const shown =
        look?.kind === 'money'
          ? `${yuan(Number(c.value))} ${t('approval.amountUnit')}`
          : c.value
              .split(',')
              .map((v) => look?.options.find((o) => o.value === v)?.label ?? v)
              .join(t('approval.between'));
      return `${look?.label ?? c.field} ${t(`approval.op.${c.op}`)} ${shown}`;
    });
    const who = r.steps.map((s) => {
      if (s.who === 'role') return roles.find((r) => r.key === s.role)?.name ?? t('approval.who.role');
      if (s.who === 'member') return people.find((m) => m.id === s.member_id)?.name ?? t('approval.who.member');
      return t(`approval.who.${s.who}`);
    });
    return `${kind?.label ?? r.kind}${t('common.colon')}${when.join(t('common.comma')) || t('approval.always')} → ${who.join(' → ')}`;
  };
  return { sentence };
}
