// A sheet from below: the browser's own modal dialog, so focus stays inside, Esc and the back gesture close it, and what
// lies behind is inert. The keyboard lifts it.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from '../icons';
import { ToastHost } from '../toast';

type Props = {
  title: string;
  sub?: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
};

function useModal(onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const el = dialog.current!;
    const before = document.activeElement as HTMLElement | null;
    if (!el.open) el.showModal();
    head.current?.focus();
    document.documentElement.classList.add('held');
    const view = window.visualViewport;
    const lift = () => {
      const hidden = view ? Math.max(0, window.innerHeight - view.height - view.offsetTop) : 0;
      el.style.setProperty('--keyboard', `${hidden}px`);
    };
    view?.addEventListener('resize', lift);
    view?.addEventListener('scroll', lift);
    return () => {
      view?.removeEventListener('resize', lift);
      view?.removeEventListener('scroll', lift);
      document.documentElement.classList.remove('held');
      before?.focus({ preventScroll: true });
    };
  }, []);
  return { dialog, head, shut: () => close.current() };
}

export function Sheet({ title, sub, closeLabel, onClose, children, foot }: Props) {
  const id = useId();
  const { dialog, head, shut } = useModal(onClose);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a modal dialog by itself
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onClose={shut}
      onClick={(e) => {
        if (e.target === dialog.current) shut();
      }}
    >
      <div className="sheet-in">
        <div className="grab" aria-hidden="true" />
        <div className="sheet-head">
          <div>
            <h2 id={id} ref={head} tabIndex={-1}>
              {title}
            </h2>
            {sub && <p className="f14 k2">{sub}</p>}
          </div>
          <button type="button" className="ib" aria-label={closeLabel} onClick={shut}>
            <Icon name="close24" />
          </button>
        </div>
        <div className="sheet-body">{children}</div>
        {foot && <div className="sheet-foot">{foot}</div>}
      </div>
      {/* What lies behind a modal dialog cannot be seen: a refusal is said here as well. */}
      <ToastHost />
    </dialog>
  );
}
