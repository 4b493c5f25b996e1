// Kinds of touch as the company calls, orders and offers them; until they are known (or without a network) as they come.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { words } from './calls';
import type { TouchKind } from './types';

const builtIn: TouchKind[] = ['phone', 'visit', 'wechat', 'meeting', 'other'];

export function useTouchKinds() {
  const { t } = useTranslation();
  const kept = useQuery({ queryKey: ['words', 'touch-kinds'], queryFn: words.touchKinds, staleTime: 60_000 }).data
    ?.items;
  const word = (kind: TouchKind) => kept?.find((w) => w.key === kind)?.name ?? t(`followup.${kind}`);
  const offered = kept ? kept.filter((w) => !w.archived).map((w) => w.key as TouchKind) : builtIn;
  return { word, offered: offered.map((kind) => ({ value: kind, label: word(kind) })) };
}
