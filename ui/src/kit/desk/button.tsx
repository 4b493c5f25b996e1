// Buttons: one primary per view, the rest outlined or text. A button that may not act stays visible and says why.
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { Icon, type IconName } from '../icons';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  kind?: 'primary' | 'outline' | 'plain' | 'text' | 'danger';
  small?: boolean;
  icon?: IconName;
  /** Why it cannot be used now; empty or undefined when it can. */
  blocked?: string | false | null;
  busy?: boolean;
  children?: ReactNode;
};

const kinds = { primary: 'p', outline: 'o', plain: '', text: 't', danger: 'd' };

export function Button({
  kind = 'plain',
  small,
  icon,
  blocked,
  busy,
  children,
  onClick,
  className = '',
  ...rest
}: Props) {
  const off = Boolean(blocked) || busy;
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${kinds[kind]} ${small ? 'sm' : ''} ${className}`}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      title={blocked || rest.title}
      onClick={(e: MouseEvent<HTMLButtonElement>) => {
        if (off) e.preventDefault();
        else onClick?.(e);
      }}
    >
      {icon && <Icon name={icon} size={14} />}
      {children}
    </button>
  );
}

/** A square button that shows only an icon; the label is its accessible name. */
export function IconButton({
  icon,
  label,
  small,
  ...rest
}: { icon: IconName; label: string; small?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" className={`ib ${small ? 'sm' : ''}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
