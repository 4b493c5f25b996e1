// Groups come flat; people read them as a tree. Pure.
import type { Group } from '../../api/types';

/** Depth first, in the order given; a group whose parent one may not see stands at the top. */
export function flatTree(groups: Group[]): { group: Group; depth: number }[] {
  const known = new Set(groups.map((g) => g.id));
  const kids = new Map<string, Group[]>();
  for (const g of groups) {
    const parent = g.parent_id && known.has(g.parent_id) ? g.parent_id : '';
    kids.set(parent, [...(kids.get(parent) ?? []), g]);
  }
  const walk = (id: string, depth: number): { group: Group; depth: number }[] =>
    (kids.get(id) ?? []).flatMap((group) => [{ group, depth }, ...walk(group.id, depth + 1)]);
  return walk('', 0);
}
