import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { insight } from '../../api/calls';
import { useShow } from '../use';
import { type Basis, type Span, spanDays } from './span';

export type By = 'source' | 'person' | 'group' | 'month' | 'mode';

/** Conversion of a span by one dimension; asked again whenever the live stream says that a lead has changed. */
export function useConversion(by: By, span: Span, basis: Basis) {
  const { today } = useShow();
  const q = { ...spanDays(span, today), by, basis };
  return useQuery({
    queryKey: ['insight', 'conversion', q],
    queryFn: () => insight.conversion(q),
    placeholderData: keepPreviousData,
  });
}
