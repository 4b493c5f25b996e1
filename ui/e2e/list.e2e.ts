// One list for everything: a filter built and kept as a view, two people at one record, a board by keys, the command menu.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findings } from './kit/axe';
import { ask, countLeads, demoPerson, launch, type Person } from './kit/browser';
import { leadTable } from './kit/leads';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');

type Lead = {
  id: string;
  title: string;
  region: string;
  version: number;
  stage: { id: string; name: string };
  source: string;
};
const params = (page: Page, key: string) => new URL(page.url()).searchParams.getAll(key);

describe('一张列表办所有的事', () => {
  let server: Server;
  let browser: Browser;
  let boss: Person;
  let manager: Person;
  let office: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    boss = await demoPerson(browser, server, demo, 'administrator');
    manager = await demoPerson(browser, server, demo, 'manager');
    office = await demoPerson(browser, server, demo, 'operations');
  });
  afterAll(async () => {
    await office?.leave();
    await manager?.leave();
    await boss?.leave();
    await browser?.close();
    await server?.stop();
  });

  test('搭一组条件，存成全公司的视图，别人打开一样多', async () => {
    const { page } = boss;
    await page.goto('/leads?view=all');
    await leadTable(page).waitFor();
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    const builder = page.getByRole('dialog', { name: '筛选' });
    await builder.getByRole('button', { name: '加一条' }).click();
    await builder.getByLabel('字段').first().selectOption({ label: '预计金额' });
    await builder.getByLabel('预计金额 值 万元').fill('5');
    await builder.getByRole('button', { name: '加一组「任意一条」' }).click();
    const group = builder.getByRole('group', { name: '下面满足任意一条就行' });
    await group.getByLabel('字段').nth(0).selectOption({ label: '下次跟进' });
    await group.getByLabel('下次跟进 值').selectOption({ label: '本月' });
    await group.getByLabel('字段').nth(1).selectOption({ label: '来源' });
    await group.getByLabel('比较').nth(1).selectOption({ label: '没填' });
    expect(await findings(page, builder)).toEqual([]);
    await builder.getByRole('button', { name: '应用' }).click();
    await expect.poll(() => params(page, 'f')).toEqual(['expected_amount:ge:5000000']);
    expect(params(page, 'o')).toEqual(['1:next_due:eq:this_month', '1:source:empty:']);
    await page.getByText('下次跟进 在 本月 或 来源 没填').waitFor();

    await page.getByRole('columnheader', { name: '预计/万元' }).getByRole('button').click();
    await expect.poll(() => params(page, 'sort')).toEqual(['-expected_amount']);
    await page
      .getByRole('columnheader', { name: '接入日期' })
      .getByRole('button')
      .click({ modifiers: ['Shift'] });
    await expect.poll(() => params(page, 'sort')).toEqual(['-expected_amount,-intake_day']);
    await page.getByRole('button', { name: '存为视图' }).click();
    const dialog = page.getByRole('dialog', { name: '存为视图' });
    await dialog.getByLabel('视图名称').fill('大单盯紧');
    await dialog.getByLabel('谁能看到').selectOption({ label: '全公司' });
    await dialog.getByRole('button', { name: '保存' }).click();
    const tab = page.getByRole('navigation', { name: '线索' }).getByRole('link', { name: /^大单盯紧/ });
    await tab.waitFor();
    const { items } = await ask<{ items: Lead[] }>(
      boss,
      '/leads?filter=expected_amount:ge:5000000&or=1:next_due:eq:this_month&or=1:source:empty:&sort=-expected_amount,-intake_day&limit=5',
    );
    await expect
      .poll(() => leadTable(page).getByRole('row').nth(1).getByRole('link').textContent())
      .toBe(items[0]!.title);

    // Another person finds it among the others, and opens the same conditions.
    const other = office.page;
    await other.goto('/leads');
    await other.getByRole('button', { name: '更多视图' }).click();
    await other.getByRole('link', { name: /大单盯紧/ }).click();
    await expect
      .poll(() => leadTable(other).getByRole('row').nth(1).getByRole('link').textContent())
      .toBe(items[0]!.title);
    expect(await findings(other)).toEqual([]);
  });

  test('两个人改同一条：后来的人看见变了什么，再选', async () => {
    const { page } = manager;
    await page.goto('/leads?view=open&cols=name,region,stage');
    const row = leadTable(page).getByRole('row').nth(1);
    const title = (await row.getByRole('link').textContent())!;
    const { items } = await ask<{ items: Lead[] }>(manager, '/leads?filter=state:eq:open&sort=next_due&limit=1');
    const lead = items[0]!;
    expect(lead.title).toBe(title);

    await page.keyboard.press('j');
    await page.keyboard.press('e');
    const field = page.getByLabel('改地区');
    await field.fill('嘉兴');
    // In the meantime somebody else saves two fields.
    const saved = await boss.context.request.patch(`/api/v1/leads/${lead.id}`, {
      data: { region: '湖州', industry: '纺织业', version: lead.version },
    });
    expect(saved.status()).toBe(200);
    await field.press('Enter');
    const clash = page.getByRole('dialog', { name: /^别人刚改过这一条/ });
    await clash.waitFor();
    const line = clash.getByRole('row', { name: /^地区/ });
    expect(await line.getByRole('cell').allTextContents()).toEqual([lead.region || '未填', '湖州', '嘉兴']);
    await clash.getByRole('row', { name: /^行业/ }).waitFor();
    expect(await findings(page, clash)).toEqual([]);
    await clash.getByRole('button', { name: '用我改的' }).click();
    await expect
      .poll(async () => {
        const now = await ask<{ region: string; industry: string }>(manager, `/leads/${lead.id}`);
        return [now.region, now.industry];
      })
      .toEqual(['嘉兴', '纺织业']);
    await row.getByText('嘉兴').waitFor();
  });

  test('批量改：先说会改几条，改完能撤回', async () => {
    const { page } = office;
    await page.goto('/leads?view=open');
    const rows = leadTable(page).getByRole('row');
    await rows.nth(1).waitFor();
    for (const i of [1, 2, 3]) await rows.nth(i).getByRole('checkbox').check();
    await page.getByRole('toolbar', { name: '已选 3 条' }).getByRole('button', { name: '批量改' }).click();
    const dialog = page.getByRole('dialog', { name: '批量改' });
    await dialog.getByLabel('改成').fill('校友介绍');
    await dialog.getByText('会改 3 条').waitFor();
    expect(await findings(page, dialog)).toEqual([]);
    const before = await countLeads(office, ['source:eq:校友介绍']);
    await dialog.getByRole('button', { name: '改这 3 条' }).click();
    await expect.poll(() => countLeads(office, ['source:eq:校友介绍'])).toBe(before + 3);
    await page.getByRole('button', { name: /^撤销/ }).click();
    await expect.poll(() => countLeads(office, ['source:eq:校友介绍'])).toBe(before);
  });

  test('看板用键盘也能移，合计跟着变，能撤回', async () => {
    const { page } = manager;
    await page.goto('/leads?view=open');
    await leadTable(page).waitFor();
    await page.getByRole('radio', { name: '看板' }).click();
    await expect.poll(() => params(page, 'as')).toEqual(['board']);
    const board = page.getByRole('region', { name: '看板' });
    const from = board
      .getByRole('region')
      .filter({ has: page.getByRole('listitem') })
      .first();
    const name = (await from.getByRole('heading').textContent())!;
    const card = from.getByRole('listitem').first();
    const title = (await card.getByRole('link').textContent())!;
    expect(await findings(page, board)).toEqual([]);
    await card.getByRole('button', { name: /^移到/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const target = page.getByRole('dialog', { name: /^移到/ }).getByRole('button').first();
    const to = (await target.textContent())!;
    await target.press('Enter');
    const lane = board.getByRole('region', { name: to, exact: true });
    await lane.getByRole('link', { name: title }).waitFor();
    await page.getByRole('status').getByText(`已移到${to}`).waitFor();
    await page.getByRole('button', { name: /^撤销/ }).click();
    await board.getByRole('region', { name, exact: true }).getByRole('link', { name: title }).waitFor();
  });

  test('命令菜单：同事、拼音首字母、动作，只用键盘', async () => {
    const { page } = manager;
    await page.goto('/today');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    const menu = page.getByRole('listbox', { name: '全局搜索' });
    await menu.getByRole('option', { name: '新建线索' }).waitFor();
    expect(await findings(page, page.getByRole('search'))).toEqual([]);
    const colleague = demo.logins.find((l) => l.role === 'salesperson')!;
    await page.keyboard.type(colleague.name);
    await menu
      .getByRole('option', { name: new RegExp(colleague.name) })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('/');
    await page.keyboard.type('新建线索');
    await menu.getByRole('option', { name: '新建线索' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/leads/new');
    await page.goto('/leads');
    await leadTable(page).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).getByText('上一条、下一条').waitFor();
  });
});
