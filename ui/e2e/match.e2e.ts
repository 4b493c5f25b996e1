// Sharing out: a proposal with its reasons, applied in one click, taken back as one batch.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, countLeads, demoPerson, launch, type Person } from './kit/browser';
import { fillPool } from './kit/pool';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');
const names = ['台州恒远阀门有限公司', '绍兴东昇纺织有限公司', '东莞瑞鸿汽车零部件有限公司', '嘉兴联拓机械有限公司'];

describe('分配线索', () => {
  let server: Server;
  let browser: Browser;
  let office: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    office = await demoPerson(browser, server, demo, 'operations');
    await fillPool(office, names);
  });
  afterAll(async () => {
    await office?.leave();
    await browser?.close();
    await server?.stop();
  });

  const owned = async () => {
    const { items } = await ask<{ items: { title: string; owner: { name: string } | null }[] }>(
      office,
      '/leads?sort=-id&limit=20',
    );
    return names.map((n) => items.find((l) => l.title === n)?.owner?.name ?? '');
  };

  test('预览说得出理由，应用，整批撤回', async () => {
    const { page } = office;
    await page.goto('/leads?view=unassigned');
    await page.getByRole('button', { name: '自动分配' }).click();
    const table = page.getByRole('table', { name: '分配线索' });
    await table.waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/leads\/match\//);
    // Nothing is written yet, and every proposal says why.
    expect(await owned()).toEqual(['', '', '', '']);
    const proposed: string[] = [];
    for (const name of names) {
      const row = table.getByRole('row').filter({ hasText: name });
      const cells = row.getByRole('cell');
      const text = (await cells.allTextContents()).join(' ');
      expect(text).toMatch(/\+.*(余力|擅长|标签|级|条)/);
      proposed.push((await row.getByRole('button').textContent())!.trim());
    }
    await page.getByRole('complementary', { name: '每人负荷' }).getByText('最忙的是').waitFor();
    // Whatever else waits in the demo company is shared out along with them.
    await page.getByRole('button', { name: /^应用 \d+ 条$/ }).click();
    await page.getByText('这一批已经应用。').waitFor();
    const after = await owned();
    for (const [i, name] of after.entries()) expect(proposed[i]).toContain(name);
    expect(await countLeads(office, ['owner_id:empty:', 'state:eq:open'])).toBe(0);

    await page.getByRole('button', { name: '撤回这一批' }).click();
    await page.getByText('这一批已撤回').first().waitFor();
    expect(await owned()).toEqual(['', '', '', '']);
    await page.getByRole('link', { name: '看线索' }).click();
    await page.getByRole('link', { name: names[0]! }).waitFor();
  });
});
