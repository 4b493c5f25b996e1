// A row one can push aside: one act of 72 px on each side. The row follows the finger, a push past 56 px does the act on
// release. It is only a shortcut: what it does must also be reachable by a tap.
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { Icon, type IconName } from '../icons';

export type SwipeAct = { label: string; icon: IconName; run: () => void };

const FULL = 72;
const ENOUGH = 56;

export function Swipe({ right, left, children }: { right?: SwipeAct; left?: SwipeAct; children: ReactNode }) {
  const [shift, setShift] = useState(0);
  const from = useRef<{ x: number; y: number; on: boolean } | null>(null);
  const moved = useRef(false);

  const move = (e: PointerEvent<HTMLDivElement>) => {
    const start = from.current;
    if (!start) return;
    const dx = e.clientX - start.x;
    if (!start.on) {
      if (Math.abs(e.clientY - start.y) > 10) from.current = null;
      if (Math.abs(dx) < 12 || Math.abs(dx) < Math.abs(e.clientY - start.y)) return;
      start.on = true;
      moved.current = true;
      e.currentTarget.setPointerCapture(e.pointerId);
    }
    setShift(Math.max(left ? -FULL : 0, Math.min(right ? FULL : 0, dx)));
  };
  const end = (e: PointerEvent<HTMLDivElement>) => {
    if (from.current?.on && e.type === 'pointerup') {
      if (shift >= ENOUGH) right?.run();
      else if (shift <= -ENOUGH) left?.run();
    }
    from.current = null;
    setShift(0);
  };

  return (
    <div
      className={`swipe${shift ? ' on' : ''}`}
      onPointerDown={(e) => {
        moved.current = false;
        if (e.isPrimary && e.button === 0) from.current = { x: e.clientX, y: e.clientY, on: false };
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onClickCapture={(e) => {
        // A push is no tap on what lies under the finger.
        if (moved.current) {
          e.preventDefault();
          e.stopPropagation();
          moved.current = false;
        }
      }}
    >
      {shift > 0 && right && <Under act={right} side="r" />}
      {shift < 0 && left && <Under act={left} side="l" />}
      <div className="swipe-top" style={shift ? { transform: `translateX(${shift}px)` } : undefined}>
        {children}
      </div>
    </div>
  );
}

function Under({ act, side }: { act: SwipeAct; side: 'l' | 'r' }) {
  return (
    <div className={`under ${side}`} aria-hidden="true">
      <Icon name={act.icon} />
      {act.label}
    </div>
  );
}
