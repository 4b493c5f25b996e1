// A region or an industry: suggestions of the dictionary as one types, what is not in it stays as it was written.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import { words } from '../../api/calls';

type Props = { id?: string; book: 'region' | 'industry'; value?: string; onChange?: (v: string) => void };

export function WordInput({ id, book, value, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const found = useQuery({
    queryKey: ['dictionary', book, typed],
    queryFn: () => words.dictionary(book, typed),
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
  const options = (found.data?.items ?? []).map((e) => ({
    value: e.text,
    label: e.path ? (
      <>
        {e.text} <span className="k2 fs12">{e.path}</span>
      </>
    ) : (
      e.text
    ),
  }));
  return (
    <AutoComplete
      id={id}
      value={value}
      onChange={(v: string) => onChange?.(v)}
      showSearch={{ onSearch: setTyped, filterOption: false }}
      options={options}
    >
      <Input />
    </AutoComplete>
  );
}
