// How a lead's values look on the desk.
import { useTranslation } from 'react-i18next';
import type { Chance, LeadState } from '../../api/types';

export function useLeadWords() {
  const { t } = useTranslation();
  const chance = (c: Chance): string =>
    c === 'large'
      ? t('lead.chanceLarge')
      : c === 'medium'
        ? t('lead.chanceMedium')
        : c === 'small'
          ? t('lead.chanceSmall')
          : c === 'none'
            ? t('lead.chanceNone')
            : t('lead.chanceUnset');
  const state = (s: LeadState): string =>
    s === 'open' ? t('lead.stateOpen') : s === 'won' ? t('lead.stateWon') : t('lead.stateLost');
  return { chance, state };
}

export function ChanceMark({ chance }: { chance: Chance }) {
  const words = useLeadWords();
  if (!chance) return <span className="k3">{words.chance('')}</span>;
  return (
    <span className={`ch ${chance}`}>
      <i>{words.chance(chance)}</i>
    </span>
  );
}

export const chances: Chance[] = ['large', 'medium', 'small', 'none'];
