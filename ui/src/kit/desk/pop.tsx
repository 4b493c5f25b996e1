// A small panel that opens below its button: filter choices, menus. Closes on Escape, on a click elsewhere and when focus
// leaves; gives focus back to the button. Arrow keys walk the choices.
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';

type Props = {
  label: string;
  button: (open: boolean) => ReactNode;
  className?: string;
  align?: 'left' | 'right';
  up?: boolean;
  children: (close: () => void) => ReactNode;
};

export function Pop({ label, button, className = '', align = 'left', up, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    trigger.current?.focus();
  }, []);

  useEffect(() => {
    if (!open) return;
    const first = box.current?.querySelector<HTMLElement>('.pop input:not(.cb), .pop .mi, .pop button, .pop select');
    first?.focus();
    const outside = (e: PointerEvent) => {
      if (!box.current?.contains(e.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const keys = (e: KeyboardEvent) => {
    if (e.key === 'Escape' && open) {
      e.stopPropagation();
      close();
    }
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    const items = [...(box.current?.querySelectorAll<HTMLElement>('.pop .mi') ?? [])];
    if (!items.length) return;
    e.preventDefault();
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + (e.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only listens for keys of the parts inside it
    <span className="popw" ref={box} onKeyDown={keys}>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {button(open)}
      </button>
      {open && (
        <div className={`pop ${align === 'right' ? 'right' : ''} ${up ? 'upw' : ''}`} role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </span>
  );
}
