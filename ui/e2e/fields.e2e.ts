// An administrator fits records to the company: a mode, own fields of each type, filled in on a lead, filtered and sorted by.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findings } from './kit/axe';
import { ask, demoPerson, launch, type Person } from './kit/browser';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');
const types = ['单行文字', '多行文字', '数字', '金额', '日期', '是或否', '单选', '多选', '同事', '客户', '网址'];

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
}

describe('记录合公司的用法', () => {
  let server: Server;
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    admin = await demoPerson(browser, server, demo, 'administrator');
  });
  afterAll(async () => {
    await admin?.leave();
    await browser?.close();
    await server?.stop();
  });

  test('加一个模式，移动阶段', async () => {
    const { page } = admin;
    await page.goto('/settings?part=modes');
    await page.getByRole('button', { name: '加模式' }).click();
    await page.getByRole('textbox', { name: '模式名称' }).fill('团购');
    await page.getByRole('button', { name: '保存' }).click();
    const mode = page.getByRole('region', { name: '团购' });
    await mode.getByRole('listitem').first().waitFor();
    await mode.getByRole('button', { name: '下移 新线索' }).click();
    await expect.poll(() => mode.getByRole('listitem').first().textContent()).toContain('已接触');
    expect(await findings(page)).toEqual([]);
  });

  test('每种类型加一个字段，四步以内', async () => {
    const { page } = admin;
    await page.goto('/settings?part=fields');
    for (const type of types) {
      await page.getByRole('button', { name: '加字段' }).click();
      await page.getByRole('textbox', { name: '名称' }).fill(`我的${type}`);
      await choose(page, '类型', type);
      if (type === '单选' || type === '多选') await page.getByRole('textbox', { name: /^选项/ }).fill('高\n中\n低');
      await page.getByRole('button', { name: '保存' }).click();
      await page
        .getByRole('list', { name: '自有字段' })
        .getByRole('button', { name: `我的${type}`, exact: true })
        .waitFor();
    }
    expect(await findings(page)).toEqual([]);
  });

  test('在线索上填，按它筛选和排序', async () => {
    const { page } = admin;
    const { items } = await ask<{ items: { id: string; title: string }[] }>(
      admin,
      '/leads?filter=state:eq:open&limit=1',
    );
    const lead = items[0]!;
    await page.goto(`/leads/${lead.id}`);
    const drawer = page.getByRole('complementary', { name: lead.title });
    await drawer.getByRole('tab', { name: '资料' }).click();
    await drawer.getByRole('button', { name: '改资料' }).click();
    await drawer.getByRole('textbox', { name: '我的单行文字' }).fill('三期扩产');
    await drawer.getByRole('textbox', { name: '我的数字' }).fill('12.5');
    await drawer.getByRole('textbox', { name: '我的金额' }).fill('3000');
    await choose(page, '我的单选', '高');
    await choose(page, '我的是或否', '是');
    await drawer.getByRole('textbox', { name: '我的网址' }).fill('https://example.com/a');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByText('三期扩产').first().waitFor();

    const { items: fields } = await ask<{ items: { label: string; name: string; key: string }[] }>(
      admin,
      '/fields?kind=lead',
    );
    const number = fields.find((f) => f.label === '我的数字')!;
    const found = await ask<{ items: { id: string; own: Record<string, unknown> }[] }>(
      admin,
      `/leads?filter=${number.name}:ge:12.5&sort=-${number.name}`,
    );
    expect(found.items.map((l) => l.id)).toEqual([lead.id]);
    expect(found.items[0]!.own[number.key]).toBe(12.5);
    const sorted = await ask<{ items: { id: string }[] }>(admin, `/leads?sort=-${number.name}&limit=3`);
    expect(sorted.items[0]!.id).toBe(lead.id);
  });
});
