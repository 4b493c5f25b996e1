// Changing an own field of a customer in the list or on the board: seen at once, taken back by its toast. Where somebody else was
// first, theirs is shown and nothing is lost.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import type { Customer } from '../../api/types';
import { toast } from '../../kit/toast';
import { fromForm, ownWords } from '../../lib/own';
import { useOwnFields } from '../own/parts';
import { useFail } from '../use';

export function useOwnSave() {
  const { t } = useTranslation();
  const fail = useFail();
  const client = useQueryClient();
  const list = useOwnFields('customer');
  const refresh = (id: string) => {
    void client.invalidateQueries({ queryKey: ['customers'] });
    void client.invalidateQueries({ queryKey: ['customer', id] });
  };
  /** `typed` is the value as a form keeps it, '' for none. */
  return async (c: Customer, name: string, typed: string) => {
    const f = list.find((x) => x.name === name);
    if (!f) return;
    const before = c.own[f.key] ?? null;
    const write = async (value: unknown, version: number) => {
      const done = await customers.patch(c.id, { own: { [f.key]: value }, version });
      refresh(c.id);
      return done;
    };
    try {
      const done = await write(fromForm(f, typed), c.version);
      const to = ownWords(f, done.own[f.key], done.own_names, [t('own.yes'), t('own.no')]);
      toast(to ? t('own.changed', { label: f.label, to }) : t('own.cleared', { label: f.label }), {
        tone: 'good',
        undoLabel: t('common.undo'),
        undo: () => void write(before, done.version).catch(fail),
      });
    } catch (e) {
      refresh(c.id);
      fail(e);
    }
  };
}
