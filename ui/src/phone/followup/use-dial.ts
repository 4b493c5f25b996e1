// Dialling from a button: busy while the number is fetched, one line when it cannot be had.
import { useState } from 'react';
import type { Lead } from '../../api/types';
import { useFail } from '../use';
import { dial } from './call';

export function useDial() {
  const fail = useFail();
  const [busy, setBusy] = useState(false);
  const call = async (lead: Lead, contact?: { id: string; name: string; customer: string }) => {
    setBusy(true);
    try {
      await dial(lead, contact);
    } catch (e) {
      fail(e);
    }
    setBusy(false);
  };
  return { call, busy };
}
