// Search over everything one may see. Ctrl or ⌘ with K goes there from anywhere; arrows and Enter choose.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { search } from '../../api/calls';
import type { SearchHit } from '../../api/types';
import { Icon, type IconName } from '../../kit/icons';

const icons: Record<string, IconName> = { lead: 'lead', customer: 'customer', member: 'person' };
const mac = navigator.platform.startsWith('Mac');

function Hits({
  q,
  hits,
  more,
  at,
  busy,
  onPick,
}: {
  q: string;
  hits: SearchHit[];
  more: boolean;
  at: number;
  busy: boolean;
  onPick: (h: SearchHit) => void;
}) {
  const { t } = useTranslation();
  const kind = (k: string) =>
    k === 'lead' ? t('shell.kindLead') : k === 'customer' ? t('shell.kindCustomer') : t('shell.kindMember');
  return (
    <div className="pop hits" id="search-hits" role="listbox" aria-label={t('shell.searchLabel')}>
      {hits.map((h, i) => (
        <div
          key={`${h.kind}${h.id}`}
          id={`hit-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className={`mi ${i === at ? 'hi' : ''}`}
          onMouseDown={(e) => {
            e.preventDefault();
            onPick(h);
          }}
        >
          <Icon name={icons[h.kind] ?? 'note'} className="k2" />
          <span className="hit">
            <span className="el">{h.title}</span>
            <span className="el fs12 k2">{[kind(h.kind), h.subtitle].filter(Boolean).join(t('common.comma'))}</span>
          </span>
          <span className="q">{h.owner_name}</span>
        </div>
      ))}
      {hits.length === 0 && (
        <p className="mh">
          {q.length < 2 ? t('shell.searchShort') : busy ? t('common.loading') : t('shell.searchNone', { q })}
        </p>
      )}
      {more && <p className="mh">{t('shell.searchMore')}</p>}
    </div>
  );
}

export function SearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: q.length >= 2,
    placeholderData: (old) => old,
  });
  const hits = q.length >= 2 ? (found.data?.items ?? []) : [];

  useEffect(() => {
    const key = (e: globalThis.KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
        e.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);

  useEffect(() => document.getElementById(`hit-${at}`)?.scrollIntoView({ block: 'nearest' }), [at]);

  const pick = (h: SearchHit) => {
    setOpen(false);
    setTyped('');
    input.current?.blur();
    if (h.kind === 'lead') void navigate({ to: '/leads/$id', params: { id: h.id }, search: { view: 'all' } });
    else if (h.kind === 'customer') void navigate({ to: '/customers/$id', params: { id: h.id }, search: {} });
    else void navigate({ to: '/team', search: { member: h.id } });
  };

  const keys = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (hits.length) setAt((at + (e.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length);
    } else if (e.key === 'Enter' && hits[at]) pick(hits[at]);
    else if (e.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
    }
  };

  const shown = open && typed.trim().length > 0;
  return (
    <search className="srch">
      <div className="box">
        <Icon name="search" size={14} />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-expanded={shown}
          aria-controls="search-hits"
          aria-activedescendant={shown && hits[at] ? `hit-${at}` : undefined}
          aria-label={t('shell.searchLabel')}
          placeholder={t('shell.searchHint')}
          value={typed}
          onChange={(e) => {
            setTyped(e.target.value);
            setAt(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={keys}
        />
        <kbd>{mac ? '⌘ K' : 'Ctrl K'}</kbd>
      </div>
      {shown && (
        <Hits q={q} hits={hits} more={found.data?.more ?? false} at={at} busy={found.isFetching} onPick={pick} />
      )}
    </search>
  );
}
