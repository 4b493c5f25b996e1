// One place for everything: records one may see and things one may do. Ctrl or ⌘ with K goes there from anywhere; arrows and
// Enter choose. Before anything is typed it offers what was open lately.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { search } from '../../api/calls';
import type { SearchHit } from '../../api/types';
import { Icon, type IconName } from '../../kit/icons';
import { recent, remember } from '../../lib/recent';
import { useSession } from '../session/use';
import { type Command, useCommands } from './commands';

const icons: Record<string, IconName> = { lead: 'lead', customer: 'customer', member: 'person' };
const mac = navigator.platform.startsWith('Mac');
const PAUSE = 180;

type Entry = {
  id: string;
  group: 'recent' | 'actions' | 'records';
  icon: IconName;
  title: string;
  subtitle?: string;
  hint?: string;
  run: () => void;
};

/** What is typed, once the hand has rested. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

function useEntries(typed: string, open: boolean) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const commands = useCommands();
  const q = useRested(typed);
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: open && q.length > 0,
    placeholderData: (old) => old,
  });
  const kind = (k: string) =>
    k === 'lead' ? t('shell.kindLead') : k === 'customer' ? t('shell.kindCustomer') : t('shell.kindMember');
  const record = (
    h: Pick<SearchHit, 'kind' | 'id' | 'title' | 'subtitle'>,
    group: Entry['group'],
    hint = '',
  ): Entry => ({
    id: `${group}-${h.kind}-${h.id}`,
    group,
    icon: icons[h.kind] ?? 'note',
    title: h.title,
    subtitle: [kind(h.kind), h.subtitle].filter(Boolean).join(t('common.comma')),
    hint,
    run: () => {
      remember(session.member.id, { kind: h.kind, id: h.id, title: h.title, subtitle: h.subtitle });
      if (h.kind === 'lead') void navigate({ to: '/leads/$id', params: { id: h.id }, search: { view: 'all' } });
      else if (h.kind === 'customer') void navigate({ to: '/customers/$id', params: { id: h.id }, search: {} });
      else void navigate({ to: '/team', search: { member: h.id } });
    },
  });
  const action = (c: Command): Entry => ({
    id: `do-${c.id}`,
    group: 'actions',
    icon: c.icon,
    title: c.text,
    subtitle: c.note,
    run: c.run,
  });
  const word = typed.toLowerCase();
  const fits = (c: Command) =>
    c.text.toLowerCase().includes(word) || c.words.split(' ').some((w) => w.startsWith(word));
  const entries = typed
    ? [
        ...commands.filter(fits).map(action),
        ...(q ? (found.data?.items ?? []).map((h) => record(h, 'records', h.owner_name)) : []),
      ]
    : [...recent(session.member.id).map((r) => record(r, 'recent')), ...commands.map(action)];
  return { entries, busy: found.isFetching || q !== typed, more: Boolean(typed && found.data?.more) };
}

export function SearchBox() {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [waiting, setWaiting] = useState(false);
  const typed = text.trim();
  const { entries, busy, more } = useEntries(typed, open);
  const chosen = entries[Math.min(at, entries.length - 1)];

  useEffect(() => {
    const key = (e: globalThis.KeyboardEvent) => {
      const bare = e.key === '/' && !(e.target as HTMLElement).closest('input,textarea,select,dialog,.pop');
      if (((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') || (bare && !e.ctrlKey && !e.metaKey)) {
        e.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);
  useEffect(() => {
    if (chosen) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const pick = (e: Entry) => {
    setOpen(false);
    setText('');
    input.current?.blur();
    e.run();
  };
  // Enter pressed before the answer is there takes its first line when it comes.
  useEffect(() => {
    if (!waiting || busy) return;
    setWaiting(false);
    if (open && chosen) pick(chosen);
  });
  const keys = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      const now = Math.min(at, entries.length - 1);
      if (entries.length) setAt((now + (e.key === 'ArrowDown' ? 1 : -1) + entries.length) % entries.length);
    } else if (e.key === 'Enter') {
      if (chosen && !(busy && chosen.group === 'records')) pick(chosen);
      else setWaiting(busy);
    } else if (e.key === 'Escape') {
      e.preventDefault(); // the field would empty itself, which opens it again
      setText('');
      setOpen(false);
      input.current?.blur();
    }
  };
  const names = useMemo(
    () => ({
      recent: t('list.commandRecent'),
      records: t('list.commandRecords'),
      actions: t('list.commandActions'),
    }),
    [t],
  );
  return (
    <search className="srch">
      <div className="box">
        <Icon name="search" size={14} />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-expanded={open}
          aria-controls="search-hits"
          aria-activedescendant={open && chosen ? chosen.id : undefined}
          aria-label={t('shell.searchLabel')}
          placeholder={t('list.commandHint')}
          value={text}
          onChange={(e) => {
            setText(e.target.value);
            setAt(0);
            setWaiting(false);
            setOpen(true);
          }}
          onFocus={() => {
            setAt(0);
            setOpen(true);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={keys}
        />
        <kbd>{mac ? '⌘ K' : 'Ctrl K'}</kbd>
      </div>
      {open && (
        <div className="pop hits">
          <div ref={list} id="search-hits" role="listbox" aria-label={t('shell.searchLabel')}>
            {(typed ? (['actions', 'records'] as const) : (['recent', 'actions'] as const)).map((group) => {
              const mine = entries.filter((e) => e.group === group);
              if (mine.length === 0) return null;
              return (
                // biome-ignore lint/a11y/useSemanticElements: options are grouped inside a listbox
                <div key={group} role="group" aria-label={names[group]}>
                  <p className="mh" aria-hidden="true">
                    {names[group]}
                  </p>
                  {mine.map((e) => (
                    <div
                      key={e.id}
                      id={e.id}
                      role="option"
                      tabIndex={-1}
                      aria-selected={e === chosen}
                      className={`mi ${e === chosen ? 'hi' : ''}`}
                      onMouseDown={(m) => {
                        m.preventDefault();
                        pick(e);
                      }}
                    >
                      <Icon name={e.icon} className="k2" />
                      <span className="hit">
                        <span className="el">{e.title}</span>
                        {e.subtitle && <span className="el fs12 k2">{e.subtitle}</span>}
                      </span>
                      <span className="q">{e.hint}</span>
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
          {entries.length === 0 && (
            <p className="mh" role="status">
              {busy ? t('common.loading') : t('shell.searchNone', { q: typed })}
            </p>
          )}
          {more && <p className="mh">{t('shell.searchMore')}</p>}
        </div>
      )}
    </search>
  );
}
