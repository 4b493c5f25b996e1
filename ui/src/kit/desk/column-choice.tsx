// Which columns a list shows and in which order: ticked, dragged, or moved by Alt with the arrow keys.
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnChoice } from '../../lib/conditions';
import { Icon } from '../icons';
import { Button, IconButton } from './button';
import { Pop } from './pop';

type Possible = { key: string; label: string };

function moved<T>(list: T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  next.splice(Math.max(0, Math.min(next.length, to)), 0, one!);
  return next;
}

function Chooser({
  possible,
  value,
  onChange,
}: {
  possible: Possible[];
  value: ColumnChoice[];
  onChange: (next: ColumnChoice[]) => void;
}) {
  const { t } = useTranslation();
  const [drag, setDrag] = useState<string>();
  const label = (key: string) => possible.find((p) => p.key === key)?.label ?? key;
  const shown = value.filter((c) => possible.some((p) => p.key === c.key));
  const hidden = possible.filter((p) => !shown.some((c) => c.key === p.key));
  const move = (key: string, to: number) =>
    onChange(
      moved(
        shown,
        shown.findIndex((c) => c.key === key),
        to,
      ),
    );
  const keys = (e: KeyboardEvent, key: string, i: number) => {
    if (!e.altKey || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
    e.preventDefault();
    e.stopPropagation();
    move(key, i + (e.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <div className="colc">
      <p className="mh">{t('list.columnsHint')}</p>
      <ul>
        {shown.map((c, i) => (
          <li
            key={c.key}
            draggable
            className={drag === c.key ? 'drag' : ''}
            onDragStart={() => setDrag(c.key)}
            onDragEnd={() => setDrag(undefined)}
            onDragOver={(e) => {
              e.preventDefault();
              if (drag && drag !== c.key) move(drag, i);
            }}
          >
            <label>
              <input
                type="checkbox"
                className="cb"
                checked
                disabled={shown.length === 1}
                onKeyDown={(e) => keys(e, c.key, i)}
                onChange={() => onChange(shown.filter((x) => x.key !== c.key))}
              />
              {label(c.key)}
            </label>
            <IconButton
              small
              icon="chevronUp"
              label={t('list.moveUp', { name: label(c.key) })}
              disabled={i === 0}
              onClick={() => move(c.key, i - 1)}
            />
            <IconButton
              small
              icon="chevron"
              label={t('list.moveDown', { name: label(c.key) })}
              disabled={i === shown.length - 1}
              onClick={() => move(c.key, i + 1)}
            />
          </li>
        ))}
        {hidden.map((p) => (
          <li key={p.key}>
            <label>
              <input
                type="checkbox"
                className="cb"
                checked={false}
                onChange={() => onChange([...shown, { key: p.key }])}
              />
              {p.label}
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ColumnButton(p: {
  possible: Possible[];
  value: ColumnChoice[];
  onChange: (next: ColumnChoice[] | undefined) => void;
  /** What else is chosen about how rows look. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Pop
      label={t('list.columns')}
      className="ib"
      align="right"
      button={() => (
        <>
          <Icon name="columns" />
          <span className="sr">{t('list.columns')}</span>
        </>
      )}
    >
      {() => (
        <>
          <Chooser possible={p.possible} value={p.value} onChange={p.onChange} />
          <div className="cfoot">
            {p.children}
            <span className="sp" />
            <Button kind="text" small onClick={() => p.onChange(undefined)}>
              {t('list.columnsReset')}
            </Button>
          </div>
        </>
      )}
    </Pop>
  );
}
