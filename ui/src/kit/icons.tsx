// The icon set: one stroke of 1.5 px, drawn on a 16 grid (desk) or a 24 grid (phone, names ending in 24).
import type { ReactNode } from 'react';

const paths = {
  today: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.6V8l2.4 1.6" />
    </>
  ),
  lead: <path d="M2 3h12l-4.6 5.6v4.2l-2.8 1.4V8.6z" />,
  customer: <path d="M2.5 14V3.2L9 2v12M9 6h4.5v8M1.5 14h13M5 5.8h1.5M5 8.5h1.5M5 11.2h1.5" />,
  team: (
    <>
      <circle cx="6" cy="5.4" r="2.4" />
      <path d="M1.8 13.4c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4M10.4 3.2a2.3 2.3 0 010 4.4M11.6 9.6c1.5.5 2.4 1.8 2.6 3.8" />
    </>
  ),
  insight: <path d="M2 2v12h12M5 11V8M8.2 11V5M11.4 11V7" />,
  settings: (
    <>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M8 1.6v1.8M8 12.6v1.8M1.6 8h1.8M12.6 8h1.8M3.5 3.5l1.2 1.2M11.3 11.3l1.2 1.2M3.5 12.5l1.2-1.2M11.3 4.7l1.2-1.2" />
    </>
  ),
  filter: <path d="M2.2 3.2h11.6L9.4 8.4v4.4l-2.8-1.6V8.4z" />,
  print: <path d="M4.4 6V2.4h7.2V6M4.4 11.4H2.4V6h11.2v5.4h-2M4.4 9.4h7.2v4.2H4.4z" />,
  board: <path d="M2.4 3h3v9.6h-3zM6.5 3h3v6h-3zM10.6 3h3v7.8h-3z" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="M10.5 10.5L14 14" />
    </>
  ),
  moon: <path d="M13.2 9.6A5.8 5.8 0 116.4 2.8a4.6 4.6 0 006.8 6.8z" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.6v1.4M8 13v1.4M1.6 8H3M13 8h1.4M3.5 3.5l1 1M11.5 11.5l1 1M3.5 12.5l1-1M11.5 4.5l1-1" />
    </>
  ),
  screen: <path d="M2 3h12v8H2zM6 14h4M8 11v3" />,
  bell: <path d="M8 1.8v1M3.8 11.4V7.2a4.2 4.2 0 018.4 0v4.2l1 1.2H2.8zM6.6 14.2h2.8" />,
  approval: <path d="M3 2.2h10v11.6H3zM5.6 8.2l1.7 1.7 3.3-3.6M5.6 4.8h4.8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  up: <path d="M8 13V3M4 7l4-4 4 4" />,
  down: <path d="M8 3v10M4 9l4 4 4-4" />,
  right: <path d="M2.5 8h10.5M9.6 4.6L13 8l-3.4 3.4" />,
  chevron: <path d="M4.5 6.5L8 10l3.5-3.5" />,
  chevronUp: <path d="M4.5 9.5L8 6l3.5 3.5" />,
  next: <path d="M6.5 4.5L10 8l-3.5 3.5" />,
  prev: <path d="M9.5 4.5L6 8l3.5 3.5" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  check: <path d="M3 8.5l3.4 3.3L13 4.8" />,
  flag: <path d="M4 14V2.4h7.6L9.8 5.2l1.8 2.8H4" fill="currentColor" fillOpacity=".18" />,
  phone: (
    <path d="M3 2.4h2.6l1.2 3-1.6 1.2c.7 1.6 1.9 2.8 3.6 3.6l1.2-1.6 3 1.2v2.6c0 .6-.5 1-1 1C6.6 13 2.6 9 2 3.4c0-.5.4-1 1-1z" />
  ),
  visit: (
    <>
      <path d="M8 14.4c3-3 4.6-5.4 4.6-7.6a4.6 4.6 0 00-9.2 0c0 2.2 1.6 4.6 4.6 7.6z" />
      <circle cx="8" cy="6.6" r="1.6" />
    </>
  ),
  wechat: <path d="M2.4 3.4h11.2v7.4H7.4L4.6 13.4v-2.6H2.4z" />,
  meeting: <path d="M2.4 3.6h11.2v10H2.4zM2.4 6.8h11.2M5.4 2v2.6M10.6 2v2.6" />,
  calendar: <path d="M2.4 3.6h11.2v10H2.4zM2.4 6.8h11.2M5.4 2v2.6M10.6 2v2.6" />,
  note: <path d="M3.5 1.8h6l3 3v9.4h-9zM9.3 1.8v3.2h3.2M6 8h4M6 10.8h4" />,
  swap: <path d="M3 5.4h9.5M10 2.8l2.6 2.6L10 8M13 10.6H3.5M6 8.2l-2.6 2.5L6 13.2" />,
  undo: <path d="M3 6.5h6.5a3.5 3.5 0 010 7H6M5.6 3.6L2.8 6.5l2.8 2.9" />,
  bin: <path d="M3 4.5h10M6.2 4.5V3h3.6v1.5M4.4 4.5l.6 8.5h6l.6-8.5M6.8 7v3.8M9.2 7v3.8" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.2" />
      <path d="M5.4 7V5.2a2.6 2.6 0 015.2 0V7" />
    </>
  ),
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  person: (
    <>
      <circle cx="8" cy="5.4" r="2.6" />
      <path d="M3 13.8c.4-2.8 2.3-4.2 5-4.2s4.6 1.4 5 4.2" />
    </>
  ),
  list: <path d="M5.4 4h8.2M5.4 8h8.2M5.4 12h8.2M2.4 4h.01M2.4 8h.01M2.4 12h.01" />,
  columns: <path d="M2.4 3h11.2v10H2.4zM6.2 3v10M9.9 3v10" />,
  trophy: (
    <path d="M4.6 2.4h6.8v4.2a3.4 3.4 0 01-6.8 0zM4.6 3.6H2.4c0 2 .8 3 2.2 3.2M11.4 3.6h2.2c0 2-.8 3-2.2 3.2M8 10v2.4M5.4 13.8h5.2" />
  ),
  file: <path d="M3.5 1.8h6l3 3v9.4h-9zM9.3 1.8v3.2h3.2" />,
  download: <path d="M8 2v8M4.6 6.8L8 10.2l3.4-3.4M2.6 13.4h10.8" />,
  exit: <path d="M6.4 2.4H2.6v11.2h3.8M6 8h7.6M10.4 4.8L13.6 8l-3.2 3.2" />,
  crown: <path d="M2 12.4h12M2.8 10L2 4.4l3.6 2.6L8 2.8l2.4 4.200L14 4.4 13.2 10z" />,
} satisfies Record<string, ReactNode>;

const large = {
  phone24: (
    <path d="M6.2 3.800h2.600l1.6 4.2-2 1.500a12.5 12.5 0 0 0 6.1 6.100l1.5-2 4.2 1.600v2.600a2.2 2.2 0 0 1-2.4 2.200C10.3 19.4 4.6 13.7 4 6.200a2.2 2.2 0 0 1 2.2-2.400Z" />
  ),
  today24: (
    <>
      <rect x="4" y="5" width="16" height="15" rx="2" />
      <path d="M4 9.500h16M8.5 3v3.500M15.5 3v3.500M8.5 14.500l2.3 2.2 4.2-4.2" />
    </>
  ),
  calendar24: (
    <>
      <rect x="4" y="5" width="16" height="15" rx="2" />
      <path d="M4 9.500h16M8.5 3v3.500M15.5 3v3.5" />
    </>
  ),
  visit24: (
    <>
      <path d="M12 21s7-6.2 7-11.500a7 7 0 0 0-14 0C5 14.8 12 21 12 21Z" />
      <circle cx="12" cy="9.5" r="2.5" />
    </>
  ),
  wechat24: <path d="M4 5h16v11.500h-9L6.5 20v-3.500H4z" />,
  check24: <path d="m5 12.5 4.5 4.500L19 7.5" />,
  board24: <path d="M4 20V10.500M10 20V4M16 20v-7M21 20H3" />,
  search24: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  clock24: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5l3.5 2" />
    </>
  ),
  edit24: <path d="M4.5 19.5 5.5 15 16 4.500l3.5 3.500L9 18.500z" />,
  send24: <path d="M20 4 3.5 10.500l6.5 3 3 6.500L20 4ZM10 13.500l4-4" />,
  warn24: <path d="M12 4.5 21 19.500H3zM12 10v4.500M12 17v.2" />,
  back24: <path d="m14.5 5-7 7 7 7" />,
  close24: <path d="m6 6 12 12M18 6 6 18" />,
  down24: <path d="m5.5 9.5 6.5 6.5 6.5-6.5" />,
  list24: <path d="M4 7h16M4 12h12M4 17h16" />,
  filter24: <path d="M4 7h16M7 12h10M10 17h4" />,
  plus24: <path d="M12 5v14M5 12h14" />,
  more24: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="2.6" />,
  person24: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.500c.8-4 3.7-6 7.5-6s6.7 2 7.5 6" />
    </>
  ),
  addPerson24: (
    <>
      <circle cx="10" cy="8.5" r="4" />
      <path d="M2.5 20.500c.8-4 3.7-6 7.5-6 1.4 0 2.7.3 3.8.8M18.5 14v7M15 17.500h7" />
    </>
  ),
  star24: <path d="m12 4 2.4 5 5.500.700-4 3.800 1 5.500-4.900-2.700L7.100 19l1-5.500-4-3.800 5.500-.700z" />,
  exit24: <path d="M4 12h11M11 7.500l4.5 4.500L11 16.500M14 4h6v16h-6" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths | keyof typeof large;

export function Icon({ name, size, className = '' }: { name: IconName; size?: number; className?: string }) {
  const big = name in large;
  const px = size ?? (big ? 24 : 16);
  const grid = big ? 24 : 16;
  return (
    <svg className={`i ${className}`} width={px} height={px} viewBox={`0 0 ${grid} ${grid}`} aria-hidden="true">
      {big ? large[name as keyof typeof large] : paths[name as keyof typeof paths]}
    </svg>
  );
}
