// One choice of a few, as chips of 44 px: real radio buttons under the look, so arrows, names and forms work.
import { type ReactNode, useId } from 'react';

export type ChipItem = { value: string; label: ReactNode; hint?: ReactNode };

type Props = {
  label: string;
  /** Text that follows the label, such as a mark that a choice is needed. */
  mark?: ReactNode;
  hint?: ReactNode;
  items: ChipItem[];
  value: string;
  onChange: (value: string) => void;
  columns?: number;
  error?: string;
  /** A last cell that is no radio: a date field, for one. */
  extra?: ReactNode;
};

export function Chips({ label, mark, hint, items, value, onChange, columns = 3, error, extra }: Props) {
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}l`}
      aria-describedby={error ? `${id}e` : undefined}
      className="chipset"
    >
      <div className="lab">
        <span id={`${id}l`}>
          {label}
          {mark}
        </span>
        {hint && <span className="f13 k3">{hint}</span>}
      </div>
      <div className={`chips c${columns}`}>
        {items.map((item) => (
          <label key={item.value} className={`chip${item.value === value ? ' on' : ''}`}>
            <input
              type="radio"
              name={id}
              value={item.value}
              checked={item.value === value}
              onChange={() => onChange(item.value)}
            />
            <span>{item.label}</span>
            {item.hint && <small>{item.hint}</small>}
          </label>
        ))}
        {extra}
      </div>
      {error && (
        <p className="f14 bad err" id={`${id}e`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
