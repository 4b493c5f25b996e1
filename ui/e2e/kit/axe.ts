// WCAG 2.0 to 2.2, levels A and AA, by axe-core, on the page as it stands.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Each finding as one line: rule, what is wrong, where. With `within` only that part is looked at. */
export async function findings(page: Page, within?: Locator): Promise<string[]> {
  await page.evaluate(`window.axe || (() => { ${source} })()`);
  const found = (await (within ?? page.getByRole('document')).evaluate(
    (part, only) =>
      (window as unknown as { axe: { run: (d: unknown, o: object) => Promise<AxeResults> } }).axe.run(part, {
        runOnly: { type: 'tag', values: only },
        resultTypes: ['violations'],
      }),
    tags,
  )) as AxeResults;
  return found.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} — ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? v.help}`),
  );
}
