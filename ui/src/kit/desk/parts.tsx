// The small parts every page is made of.
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { badge } from '../../lib/text';
import { Icon, type IconName } from '../icons';
import { Button, IconButton } from './button';

export function PageHead({ title, state, children }: { title: string; state?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation();
  const product = t('common.product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className="ph">
      <h1>{title}</h1>
      <span className="st">{state}</span>
      <span className="sp" />
      {children}
    </div>
  );
}

/** The dot between two facts. */
export const Dot = () => <span className="dt" aria-hidden="true" />;

export const Avatar = ({ name, plain }: { name: string; plain?: boolean }) => (
  <span className={`av ${plain ? 'g' : ''}`} aria-hidden="true">
    {badge(name)}
  </span>
);

export type Option<V extends string> = { value: V; label: ReactNode };

/** One choice of few. */
export function Segmented<V extends string>(p: {
  label: string;
  value: V;
  options: Option<V>[];
  onChange: (v: V) => void;
}) {
  return (
    <div className="seg" role="radiogroup" aria-label={p.label}>
      {p.options.map((o) => (
        // biome-ignore lint/a11y/useSemanticElements: the outlined control of the mock is a row of buttons with radio semantics
        <button
          key={o.value}
          type="button"
          role="radio"
          aria-checked={o.value === p.value}
          onClick={() => p.onChange(o.value)}
        >
          {o.label}
        </button>
      ))}
    </div>
  );
}

/** Tabs inside a page that are not links. */
export function Tabs<V extends string>(p: {
  label: string;
  value: V;
  tabs: { value: V; label: string; count?: ReactNode }[];
  onChange: (v: V) => void;
}) {
  return (
    <div className="tabs" role="tablist" aria-label={p.label}>
      {p.tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          aria-selected={tab.value === p.value}
          className={tab.value === p.value ? 'on' : ''}
          onClick={() => p.onChange(tab.value)}
        >
          {tab.label}
          {tab.count !== undefined && <span className="q">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}

/** Where a record stands among its stages; each is a button when it may be moved. */
export function StageBar(p: {
  label: string;
  stages: { id: string; name: string }[];
  at: number;
  blocked?: string;
  onPick?: (id: string) => void;
}) {
  return (
    <ol className="stg" aria-label={p.label}>
      {p.stages.map((s, i) => (
        <li
          key={s.id}
          className={i === p.at ? 'o' : i < p.at ? 'd' : ''}
          aria-current={i === p.at ? 'step' : undefined}
        >
          <button
            type="button"
            aria-disabled={Boolean(p.blocked) || i === p.at}
            title={p.blocked ?? s.name}
            onClick={() => !p.blocked && i !== p.at && p.onPick?.(s.id)}
          >
            {s.name}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Three facts side by side. */
export function Facts({
  items,
}: {
  items: { label: string; value: ReactNode; unit?: ReactNode; tone?: string; title?: string }[];
}) {
  return (
    <div className="kv">
      {items.map((f) => (
        <div key={f.label}>
          <span>{f.label}</span>
          <b className={f.tone} title={f.title}>
            {f.value}
          </b>
          {f.unit && <span className="u kvu">{f.unit}</span>}
        </div>
      ))}
    </div>
  );
}

export type Event = { id: string; icon: IconName; title: ReactNode; time: string; dateTime: string; text?: ReactNode };

export function Timeline({ events }: { events: Event[] }) {
  return (
    <ol className="tl">
      {events.map((e) => (
        <li key={e.id} className="ev">
          <Icon name={e.icon} />
          <span>{e.title}</span>
          <time dateTime={e.dateTime}>{e.time}</time>
          {e.text && <p>{e.text}</p>}
        </li>
      ))}
    </ol>
  );
}

/** What belongs here and the one next step. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="blank">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className="row">{children}</div>}
    </div>
  );
}

export function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="wait" role="status">
      {t('common.loading')}
    </div>
  );
}

export function Failed({ text, onRetry }: { text: string; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="blank" role="alert">
      <p>{text}</p>
      {onRetry && (
        <div className="row">
          <Button onClick={onRetry}>{t('common.retry')}</Button>
        </div>
      )}
    </div>
  );
}

export function Bar({ part, label }: { part: number; label: string }) {
  const width = Math.max(0, Math.min(100, part * 100));
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(width)}
    >
      <i style={{ width: `${width}%` }} />
    </div>
  );
}

/** The panel beside a list; it pushes the list, has its own address, closes on Escape and takes focus when it opens. */
export function Drawer(p: {
  title: ReactNode;
  label: string;
  onClose: () => void;
  tools?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      className="dr"
      ref={box}
      tabIndex={-1}
      aria-label={p.label}
      onKeyDown={(e) => {
        if (e.key === 'Escape' && !e.defaultPrevented) p.onClose();
      }}
    >
      <div className="dh">
        <h2>{p.title}</h2>
        <span className="sp" />
        {p.tools}
        <IconButton icon="close" label={t('common.close')} onClick={p.onClose} />
      </div>
      {p.children}
      {p.foot && <div className="df">{p.foot}</div>}
    </aside>
  );
}

/** A question before something that cannot be undone, or that needs one more word. */
export function Ask(p: {
  title: string;
  text?: ReactNode;
  ok: string;
  danger?: boolean;
  busy?: boolean;
  blocked?: string;
  onOk: () => void;
  onCancel: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog
      ref={box}
      className="ask"
      aria-label={p.title}
      onCancel={p.onCancel}
      onKeyDown={(e) => e.key === 'Escape' && e.stopPropagation()}
    >
      <h2>{p.title}</h2>
      {p.text && <p>{p.text}</p>}
      {p.children}
      <div className="row">
        <Button onClick={p.onCancel}>{t('common.cancel')}</Button>
        <Button kind={p.danger ? 'danger' : 'primary'} busy={p.busy} blocked={p.blocked} onClick={p.onOk}>
          {p.ok}
        </Button>
      </div>
    </dialog>
  );
}
