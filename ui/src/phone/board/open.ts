// Which leads a figure is made of: the row's own conditions and what the figure counts of them. Pure.
import { parseFilter } from '../../lib/filter';

type Figure = 'intake' | 'followed' | 'won' | 'lost';

const extra: Record<Figure, string[]> = {
  intake: [],
  followed: ['touch_count:gt:0'],
  won: ['state:eq:won'],
  lost: ['state:eq:lost'],
};

export function opened(row: string[], figure: Figure): string[] {
  const more = extra[figure];
  const fields = new Set(more.map((f) => parseFilter(f).field));
  return [...row.filter((f) => !fields.has(parseFilter(f).field)), ...more];
}
