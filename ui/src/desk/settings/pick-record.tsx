// Finds one lead or customer by a fragment of its name.
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { search } from '../../api/calls';
import type { SearchHit } from '../../api/types';

type Props = { label: string; shown?: string; onPick: (hit: SearchHit | null) => void };

export function PickRecord({ label, shown, onPick }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: q.length >= 2,
    placeholderData: (old) => old,
  });
  const hits = q.length >= 2 ? (found.data?.items ?? []) : [];
  return (
    <Select<string>
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      aria-label={label}
      placeholder={t('access.recordHint')}
      value={shown || undefined}
      allowClear
      onClear={() => onPick(null)}
      style={{ width: 280 }}
      notFoundContent={q.length < 2 ? t('access.recordShort') : t('shell.searchNone', { q })}
      options={hits.map((h) => ({
        value: h.id,
        label: `${h.title}${t('common.comma')}${h.kind === 'customer' ? t('shell.kindCustomer') : t('shell.kindLead')} ${h.kind === 'lead' ? h.subtitle : ''}`,
      }))}
      onChange={(id) => {
        const hit = hits.find((h) => h.id === id);
        if (hit) onPick(hit);
        setTyped('');
      }}
    />
  );
}
