// Form controls of our own that antd's Form drives by value and onChange.
import type { ReactNode, SelectHTMLAttributes } from 'react';
import { Icon } from '../icons';

export type Pill<V extends string> = { value: V; label: ReactNode };

/** One of few, as separate pills that may wrap. Clicking the chosen one again clears it when `clear` is set. */
export function Pills<V extends string>(p: {
  label: string;
  options: Pill<V>[];
  clear?: boolean;
  value?: V;
  onChange?: (v: V | undefined) => void;
}) {
  return (
    <div className="pills" role="radiogroup" aria-label={p.label}>
      {p.options.map((o) => (
        // biome-ignore lint/a11y/useSemanticElements: a row of pills with radio semantics
        <button
          key={o.value}
          type="button"
          role="radio"
          aria-checked={o.value === p.value}
          onClick={() => p.onChange?.(p.clear && o.value === p.value ? undefined : o.value)}
        >
          {o.label}
        </button>
      ))}
    </div>
  );
}

/** The browser's own select in our dress: light enough for a table with a hundred of them. */
export function PlainSelect({ className = '', ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className={`selw ${className}`}>
      <select className="in" {...rest} />
      <Icon name="chevron" size={14} />
    </span>
  );
}
