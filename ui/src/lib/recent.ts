// What one has opened lately, newest first: kept for this visit only, since names of customers do not belong on a machine
// that others sign in to.
export type Recent = { kind: string; id: string; title: string; subtitle: string };

const MOST = 6;
const key = (member: string) => `xg.recent.${member}`;

export function recent(member: string): Recent[] {
  try {
    return JSON.parse(sessionStorage.getItem(key(member)) ?? '[]') as Recent[];
  } catch {
    return [];
  }
}

export function remember(member: string, one: Recent) {
  const list = [one, ...recent(member).filter((r) => r.id !== one.id)].slice(0, MOST);
  try {
    sessionStorage.setItem(key(member), JSON.stringify(list));
  } catch {
    // A closed storage only means that nothing is remembered.
  }
}
