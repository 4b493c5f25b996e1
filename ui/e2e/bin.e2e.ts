// Deleting: counted before, undone after, kept in the bin and given back from there.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findings } from './kit/axe';
import { countLeads, demoPerson, launch, type Person } from './kit/browser';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');

describe('删错了也不怕', () => {
  let server: Server;
  let browser: Browser;
  let boss: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    boss = await demoPerson(browser, server, demo, 'administrator');
  });
  afterAll(async () => {
    await boss?.leave();
    await browser?.close();
    await server?.stop();
  });

  test('删两条线索，撤销，再删，从回收站恢复', async () => {
    const { page } = boss;
    await page.goto('/leads?view=all');
    const table = page.getByRole('table', { name: '线索', exact: true });
    await table.waitFor();
    const before = await countLeads(boss, []);
    const remove = async () => {
      await table.getByRole('checkbox').nth(1).check();
      await table.getByRole('checkbox').nth(2).check();
      await page.getByRole('toolbar').getByRole('button', { name: '删除', exact: true }).click();
      const ask = page.getByRole('dialog', { name: '删除选中的 2 条？' });
      await ask.getByText('会删 2 条').waitFor();
      if (process.env.XIAOGUAN_SHOTS) await page.screenshot({ path: `${process.env.XIAOGUAN_SHOTS}/bin-ask.png` });
      expect(await findings(page, ask)).toEqual([]);
      await ask.getByRole('button', { name: '删这 2 条' }).click();
      await page.getByText('已删 2 条，在回收站').waitFor();
      await expect.poll(() => countLeads(boss, [])).toBe(before - 2);
    };
    await remove();
    await page.getByRole('button', { name: /撤销/ }).click();
    await page.getByText('已恢复 2 条').waitFor();
    await expect.poll(() => countLeads(boss, [])).toBe(before);
    await page.goto('/leads?view=all');
    await table.waitFor();
    await remove();
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '回收站' }).click();
    const bin = page.getByRole('table', { name: '回收站' });
    await bin.waitFor();
    await expect.poll(() => bin.getByRole('button', { name: '恢复', exact: true }).count()).toBe(2);
    if (process.env.XIAOGUAN_SHOTS) await page.screenshot({ path: `${process.env.XIAOGUAN_SHOTS}/bin-page.png` });
    expect(await findings(page)).toEqual([]);
    await bin.getByRole('button', { name: '恢复', exact: true }).first().click();
    await page.getByText('已恢复 1 条').waitFor();
    await bin.getByRole('button', { name: '彻底删除' }).first().click();
    const sure = page.getByRole('dialog', { name: /彻底删除/ });
    await sure.getByRole('button', { name: '彻底删除' }).click();
    await page.getByText('回收站是空的').waitFor();
    await page.goto('/leads?view=all');
    await table.waitFor();
    await expect.poll(() => countLeads(boss, [])).toBe(before - 1);
  });

  test('客户有线索删不掉，说清原因', async () => {
    const { page } = boss;
    await page.goto('/customers?sort=-lead_count');
    const table = page.getByRole('table', { name: '客户', exact: true });
    await table.waitFor();
    await table.getByRole('checkbox').nth(1).check();
    await page.getByRole('toolbar').getByRole('button', { name: '删除', exact: true }).click();
    const ask = page.getByRole('dialog', { name: '删除选中的 1 条？' });
    await ask.getByText(/1 条不动：还有线索挂在它名下/).waitFor();
    if (process.env.XIAOGUAN_SHOTS) await page.screenshot({ path: `${process.env.XIAOGUAN_SHOTS}/bin-customer.png` });
    expect(await findings(page, ask)).toEqual([]);
  });
});
