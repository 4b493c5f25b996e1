// The rows as they stand in the list, for whoever is opened beside it: previous and next follow the list's order.
import { createContext, type ReactNode, useContext } from 'react';
import type { Lead } from '../../api/types';

const Rows = createContext<Lead[]>([]);

export const LeadRows = ({ value, children }: { value: Lead[]; children: ReactNode }) => (
  <Rows.Provider value={value}>{children}</Rows.Provider>
);

export function useNeighbours(id: string): { prev?: string; next?: string } {
  const rows = useContext(Rows);
  const at = rows.findIndex((l) => l.id === id);
  if (at < 0) return { next: rows[0]?.id };
  return { prev: rows[at - 1]?.id, next: rows[at + 1]?.id };
}

export const useRow = (id: string): Lead | undefined => useContext(Rows).find((l) => l.id === id);
