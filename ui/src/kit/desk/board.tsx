// A board: a column for each value, cards that are dragged or moved by a menu, so that the keyboard goes the same way.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { Pop } from './pop';

export type Lane<T> = { value: string; label: string; sum: string; count: number; items: T[]; more: boolean };

export function Board<T extends { id: string }>(p: {
  label: string;
  lanes: Lane<T>[];
  openId?: string;
  name: (row: T) => string;
  card: (row: T) => ReactNode;
  may: (row: T) => boolean;
  onMove: (row: T, to: Lane<T>) => void;
  onMore: (lane: Lane<T>) => void;
}) {
  const { t } = useTranslation();
  const [drag, setDrag] = useState<{ row: T; from: string }>();
  const [over, setOver] = useState<string>();
  return (
    <section className="brd" aria-label={p.label}>
      {p.lanes.map((lane) => (
        <section
          key={lane.value}
          className={`lane ${over === lane.value && drag?.from !== lane.value ? 'over' : ''}`}
          aria-label={lane.label}
          onDragOver={(e) => {
            if (!drag) return;
            e.preventDefault();
            setOver(lane.value);
          }}
          onDragLeave={() => setOver(undefined)}
          onDrop={(e) => {
            e.preventDefault();
            setOver(undefined);
            if (drag && drag.from !== lane.value) p.onMove(drag.row, lane);
            setDrag(undefined);
          }}
        >
          <header>
            <h3>{lane.label}</h3>
            <span className="k2">{lane.sum}</span>
          </header>
          <ul>
            {lane.items.map((row) => (
              <li
                key={row.id}
                className={`card ${p.openId === row.id ? 'open' : ''}`}
                draggable={p.may(row)}
                onDragStart={(e) => {
                  e.dataTransfer.effectAllowed = 'move';
                  e.dataTransfer.setData('text/plain', row.id);
                  setDrag({ row, from: lane.value });
                }}
                onDragEnd={() => {
                  setDrag(undefined);
                  setOver(undefined);
                }}
              >
                {p.card(row)}
                {p.may(row) && (
                  <Pop
                    label={`${t('list.moveTo')} ${p.name(row)}`}
                    className="lk mv"
                    align="right"
                    button={() => (
                      <>
                        {t('list.moveTo')}
                        <span className="sr"> {p.name(row)}</span>
                      </>
                    )}
                  >
                    {(close) => (
                      <div className="opts">
                        {p.lanes
                          .filter((to) => to.value !== lane.value && to.value !== '')
                          .map((to) => (
                            <button
                              key={to.value}
                              type="button"
                              className="mi"
                              onClick={() => {
                                close();
                                p.onMove(row, to);
                              }}
                            >
                              {to.label}
                            </button>
                          ))}
                      </div>
                    )}
                  </Pop>
                )}
              </li>
            ))}
          </ul>
          {lane.items.length === 0 && <p className="mh">{t('list.boardEmpty')}</p>}
          {lane.more && (
            <Button kind="text" small onClick={() => p.onMore(lane)}>
              {t('list.boardMore', { n: lane.count - lane.items.length })}
            </Button>
          )}
        </section>
      ))}
    </section>
  );
}
