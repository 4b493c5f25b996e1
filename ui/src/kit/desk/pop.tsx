// A small panel that opens below its button: filter choices, menus. Closes on Escape, on a click elsewhere and when focus
// leaves; gives focus back to the button. Arrow keys walk the choices. In a table, where it lies over the buttons of the rows
// below and would be cut off by the scroller, it is `over`: the browser's modal layer, the rest rests meanwhile.
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

type Props = {
  label: string;
  button: (open: boolean) => ReactNode;
  className?: string;
  align?: 'left' | 'right';
  up?: boolean;
  over?: boolean;
  children: (close: () => void) => ReactNode;
};

export function Pop({ label, button, className = '', align = 'left', up, over, children }: Props) {
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
      {open && over && (
        <Over label={label} under={trigger} onClose={close}>
          {children(close)}
        </Over>
      )}
      {open && !over && (
        <div className={`pop ${align === 'right' ? 'right' : ''} ${up ? 'upw' : ''}`} role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </span>
  );
}

/** The panel in the modal layer: below its button, or above where there is no room below. */
function Over(p: { label: string; under: RefObject<HTMLElement | null>; onClose: () => void; children: ReactNode }) {
  const box = useRef<HTMLDialogElement>(null);
  const { under } = p;
  useLayoutEffect(() => {
    const el = box.current;
    const at = under.current?.getBoundingClientRect();
    if (!el || !at) return;
    if (!el.open) el.showModal();
    const below = at.bottom + 4;
    const fits = below + el.offsetHeight <= window.innerHeight - 8;
    el.style.top = `${fits ? below : Math.max(8, at.top - 4 - el.offsetHeight)}px`;
    el.style.left = `${Math.min(at.left, window.innerWidth - el.offsetWidth - 8)}px`;
  }, [under]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={box}
      className="pop over"
      aria-label={p.label}
      onClose={p.onClose}
      onClick={(e) => {
        if (e.target === box.current) p.onClose();
      }}
    >
      {p.children}
    </dialog>
  );
}
