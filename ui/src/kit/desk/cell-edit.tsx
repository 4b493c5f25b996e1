// One cell being changed: Enter saves, Escape leaves it, Tab saves and goes on to the next one.
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Choice } from './chips';

export type Editing = { kind: 'text' | 'number' | 'amount' | 'day' | 'choice'; value: string; choices?: Choice[] };
const FEN_PER_WAN = 1_000_000;

const shown = (e: Editing) =>
  e.kind === 'amount' ? (e.value === '0' ? '' : String(Number(e.value) / FEN_PER_WAN)) : e.value;
const kept = (e: Editing, typed: string) =>
  e.kind === 'amount' ? String(Math.round(Number(typed || 0) * FEN_PER_WAN)) : typed.trim();

export function CellEditor(p: {
  label: string;
  editing: Editing;
  onSave: (value: string) => void;
  onLeave: () => void;
  onNext?: (back: boolean) => void;
}) {
  const [typed, setTyped] = useState(() => shown(p.editing));
  const done = useRef(false);
  const end = (save: boolean, value = typed) => {
    if (done.current) return;
    done.current = true;
    const next = kept(p.editing, value);
    if (save && next !== p.editing.value) p.onSave(next);
    else p.onLeave();
  };
  const keys = (e: KeyboardEvent) => {
    e.stopPropagation();
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'Enter') {
      e.preventDefault();
      end(true);
    } else if (e.key === 'Escape') {
      e.preventDefault();
      end(false);
    } else if (e.key === 'Tab' && p.onNext) {
      e.preventDefault();
      end(true);
      p.onNext(e.shiftKey);
    }
  };
  const same = {
    className: 'in cell',
    'aria-label': p.label,
    autoFocus: true,
    onKeyDown: keys,
    onBlur: () => end(true),
  };
  if (p.editing.kind === 'choice') {
    return (
      <select
        {...same}
        value={typed}
        onChange={(e) => {
          setTyped(e.target.value);
        }}
      >
        {(p.editing.choices ?? []).map((c) => (
          <option key={c.value} value={c.value}>
            {c.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...same}
      type={p.editing.kind === 'day' ? 'date' : ['amount', 'number'].includes(p.editing.kind) ? 'number' : 'text'}
      step="any"
      min={p.editing.kind === 'amount' ? 0 : undefined}
      value={typed}
      onChange={(e) => setTyped(e.target.value)}
      onFocus={(e) => p.editing.kind === 'text' && e.target.select()}
    />
  );
}
