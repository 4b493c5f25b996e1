// Filter chips: one chip per condition; a set one is tinted and can be cleared at its cross. What can be chosen is a list
// (searchable when long), a free text, or a span of days.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons';
import { Button } from './button';
import { Pop } from './pop';

export type Choice = { value: string; label: string; hint?: string };

type ChipProps = { label: string; shown?: string; onClear?: () => void; children: (close: () => void) => ReactNode };

export function Chip({ label, shown, onClear, children }: ChipProps) {
  const { t } = useTranslation();
  if (shown === undefined) {
    return (
      <Pop
        label={label}
        className="chip"
        button={() => (
          <>
            {label}
            <Icon name="chevron" size={14} />
          </>
        )}
      >
        {children}
      </Pop>
    );
  }
  return (
    <span className="chip on">
      <Pop
        label={label}
        button={() => (
          <span className="chip-in">
            {label} <b>{shown}</b>
          </span>
        )}
      >
        {children}
      </Pop>
      <button type="button" className="x" aria-label={`${t('common.clear')} ${label}`} onClick={onClear}>
        <Icon name="close" size={14} />
      </button>
    </span>
  );
}

export function Choices({
  items,
  value,
  onPick,
}: {
  items: Choice[];
  value?: string;
  onPick: (value: string) => void;
}) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const long = items.length > 9;
  const shown = q ? items.filter((i) => i.label.toLowerCase().includes(q.toLowerCase())) : items;
  return (
    <>
      {long && (
        <div className="pf">
          <input
            className="in"
            aria-label={t('common.search')}
            placeholder={t('common.search')}
            value={q}
            onChange={(e) => setQ(e.target.value)}
          />
        </div>
      )}
      <div className="opts">
        {shown.map((item) => (
          <button
            key={item.value}
            type="button"
            className={`mi ${item.value === value ? 'on' : ''}`}
            aria-pressed={item.value === value}
            onClick={() => onPick(item.value)}
          >
            <span className="el">{item.label}</span>
            {item.hint && <span className="q">{item.hint}</span>}
          </button>
        ))}
        {shown.length === 0 && <p className="mh">{t('common.noMatch')}</p>}
      </div>
    </>
  );
}

export function TextPick({
  label,
  value = '',
  onPick,
}: {
  label: string;
  value?: string;
  onPick: (value: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  return (
    <form
      className="pickf"
      onSubmit={(e) => {
        e.preventDefault();
        onPick(typed.trim());
      }}
    >
      <input className="in" aria-label={label} value={typed} onChange={(e) => setTyped(e.target.value)} />
      <Button small kind="primary" type="submit">
        {t('common.confirm')}
      </Button>
    </form>
  );
}

export function DaysPick({
  from = '',
  to = '',
  onPick,
}: {
  from?: string;
  to?: string;
  onPick: (from: string, to: string) => void;
}) {
  const { t } = useTranslation();
  const [a, setA] = useState(from);
  const [b, setB] = useState(to);
  return (
    <form
      className="pickf"
      onSubmit={(e) => {
        e.preventDefault();
        onPick(a, b);
      }}
    >
      <input
        className="in"
        type="date"
        aria-label={t('lead.filterFrom')}
        value={a}
        onChange={(e) => setA(e.target.value)}
      />
      <input
        className="in"
        type="date"
        aria-label={t('lead.filterTo')}
        value={b}
        onChange={(e) => setB(e.target.value)}
      />
      <Button small kind="primary" type="submit">
        {t('common.confirm')}
      </Button>
    </form>
  );
}
