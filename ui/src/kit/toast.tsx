// Toasts: what just happened in one sentence; a reversible act can be undone for 8 s while the ring runs down.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Icon } from './icons';

export type Toast = {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'bad';
  seconds: number;
  undo?: () => void;
  undoLabel?: string;
};

let list: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function publish(next: Toast[]) {
  list = next;
  for (const fn of listeners) fn();
}

export function toast(
  text: string,
  opts: { tone?: Toast['tone']; undo?: () => void; undoLabel?: string } = {},
): number {
  last += 1;
  const seconds = opts.undo ? 8 : opts.tone === 'bad' ? 6 : 3;
  publish([...list.slice(-2), { id: last, text, tone: opts.tone ?? 'plain', seconds, ...opts }]);
  return last;
}

export const closeToast = (id: number) => publish(list.filter((t) => t.id !== id));

function One({ item }: { item: Toast }) {
  const [left, setLeft] = useState(item.seconds);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setInterval(() => setLeft((n) => n - 1), 1000);
    return () => clearInterval(timer);
  }, [held]);
  useEffect(() => {
    if (left <= 0) closeToast(item.id);
  }, [left, item.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting the pointer on a toast only keeps it open
    <div className={`toast ${item.tone}`} onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)}>
      {item.tone === 'good' && <Icon name="check" />}
      <span>{item.text}</span>
      {item.undo && (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            item.undo?.();
            closeToast(item.id);
          }}
        >
          {item.undoLabel} <span className="toast-left">{left}</span>
        </button>
      )}
    </div>
  );
}

export function ToastHost() {
  const items = useSyncExternalStore(
    (fn) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    () => list,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {items.map((t) => (
        <One key={t.id} item={t} />
      ))}
    </div>
  );
}
