// Money is whole fen everywhere. People read 万元 with one decimal and the exact yuan on hover.

const group = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Fen to 万元 with `places` decimals, rounded half up, grouped: 86000000 → "86.0". Sign is a real minus. */
export function wan(fen: number, places = 1): string {
  const unit = 10 ** (6 - places);
  const scaled = Math.round(Math.abs(fen) / unit);
  const digits = String(scaled).padStart(places + 1, '0');
  const whole = group(digits.slice(0, digits.length - places));
  const rest = places > 0 ? `.${digits.slice(-places)}` : '';
  return (fen < 0 && scaled > 0 ? '−' : '') + whole + rest;
}

/** Fen to yuan, exact to the fen: 86000000 → "860,000.00". */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '−' : ''}${group(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** What a person typed as 万元 to fen; null when it is not a number. Accepts commas, 万, 元: "8.6万" and "86000元" agree. */
export function parseWan(typed: string): number | null {
  const text = typed.trim().replace(/[,，\s]/g, '');
  const match = /^(-?)(\d+)(?:\.(\d+))?(万元|万|元)?$/.exec(text);
  if (!match) return null;
  const places = match[4] === '元' ? 2 : 6;
  const rest = (match[3] ?? '').padEnd(places, '0');
  if (/[1-9]/.test(rest.slice(places))) return null;
  const fen = Number(match[2] + rest.slice(0, places));
  if (!Number.isSafeInteger(fen)) return null;
  return match[1] ? -fen : fen;
}

/** A whole number with thousands groups. */
export const count = (n: number): string => (n < 0 ? '−' : '') + group(String(Math.abs(Math.round(n))));

/** Basis points to a percentage with `places` decimals: 3854 → "38.5%". */
export function percent(bp: number, places = 1): string {
  const value = (Math.abs(bp) / 100).toFixed(places);
  return `${bp < 0 ? '−' : ''}${value}%`;
}
