// The query cache both entries use: nothing is asked twice within a moment, failures that a repeat cannot heal are not repeated.
import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (times, error) => times < 2 && (!(error instanceof Problem) || error.offline || error.status === 503),
      },
      mutations: { retry: false },
    },
  });
