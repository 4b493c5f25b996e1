// A day at the desk: the list, the open lead beside it, a follow-up, a bulk hand-over taken back, a win, and the leader's
// screen that follows along in another browser.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, countLeads, demoPerson, launch, type Person } from './kit/browser';
import { leadTable } from './kit/leads';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');

/** The filters in the address of a list. */
const filtersOf = (url: string) => new URL(url, 'http://x').searchParams.getAll('f');
const tabCount = async (page: Page) =>
  Number(
    (await page.getByRole('navigation', { name: '线索' }).getByRole('link', { name: /\d/ }).textContent())!.replace(
      /\D/g,
      '',
    ),
  );

describe('电脑上的一天', () => {
  let server: Server;
  let browser: Browser;
  let boss: Person;
  let manager: Person;
  let office: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    boss = await demoPerson(browser, server, demo, 'leader');
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

  test('筛选、排序、条件都在地址里', async () => {
    const { page } = boss;
    await page.goto('/leads');
    await page.getByRole('button', { name: '来源', exact: true }).click();
    const picker = page.getByRole('dialog', { name: '来源' });
    const choice = picker.getByRole('button').filter({ hasText: /\d/ }).first();
    const source = (await choice.textContent())!.replace(/\d+$/, '');
    await choice.click();
    await page.getByRole('button', { name: `清除 来源` }).waitFor();
    expect(filtersOf(page.url())).toEqual([`source:eq:${source}`]);
    await expect.poll(() => tabCount(page)).toBe(await countLeads(boss, ['state:eq:open', `source:eq:${source}`]));

    const amount = page.getByRole('columnheader', { name: '预计/万元' });
    await amount.getByRole('button').click();
    await expect.poll(() => amount.getAttribute('aria-sort')).toBe('descending');
    const { items } = await ask<{ items: { title: string }[] }>(
      boss,
      `/leads?filter=state:eq:open&filter=source:eq:${encodeURIComponent(source)}&sort=-expected_amount&limit=3`,
    );
    await expect
      .poll(async () => leadTable(page).getByRole('row').nth(1).getByRole('link').textContent())
      .toBe(items[0]!.title);

    // The address alone brings the same list back.
    await page.reload();
    await expect
      .poll(async () => leadTable(page).getByRole('row').nth(1).getByRole('link').textContent())
      .toBe(items[0]!.title);
    await page.getByRole('button', { name: '清掉条件' }).click();
    await expect.poll(() => filtersOf(page.url())).toEqual([]);
  });

  test('抽屉有自己的地址，键盘走得通', async () => {
    const { page } = manager;
    await page.goto('/leads');
    const first = leadTable(page).getByRole('row').nth(1).getByRole('link');
    const title = (await first.textContent())!;
    const second = (await leadTable(page).getByRole('row').nth(2).getByRole('link').textContent())!;
    await first.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: title });
    await drawer.waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/leads\/[0-9a-f-]{36}$/);
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: second }).waitFor();
    await page.keyboard.press('k');
    await drawer.waitFor();
    await page.reload();
    await drawer.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/leads');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(title.slice(0, 4));
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/leads\/[0-9a-f-]{36}$/);
  });

  test('改资料、记跟进，时间线跟上', async () => {
    const { page } = manager;
    await page.goto('/leads');
    await leadTable(page).getByRole('row').nth(1).getByRole('link').click();
    const drawer = page.getByRole('complementary').last();
    await drawer.getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '改资料' }).click();
    await drawer.getByLabel('行业').fill('精密仪器');
    await drawer.getByRole('button', { name: '保存' }).click();
    await page.getByRole('status').getByText('已保存').waitFor();
    await drawer.getByRole('tab', { name: '资料' }).click();
    await drawer.getByText('精密仪器').waitFor();

    await page.keyboard.press('l');
    await drawer.getByRole('radio', { name: '拜访' }).click();
    await drawer.getByRole('radio', { name: '约了见面' }).click();
    await drawer.getByLabel('聊了什么').fill('看了样机，下周带技术来');
    await drawer.getByRole('button', { name: '记下', exact: true }).click();
    await page
      .getByRole('status')
      .getByText(/^已记下/)
      .waitFor();
    await drawer.getByRole('tab', { name: '时间线' }).click();
    await drawer.getByText('看了样机，下周带技术来').waitFor();
  });

  test('一批换负责人，8 秒内撤销，各回各家', async () => {
    const { page } = office;
    // Key leads are passed on with consent only.
    await page.goto('/leads?view=open&f=key:eq:false');
    const rows = leadTable(page).getByRole('row');
    await rows.nth(1).waitFor();
    const names: string[] = [];
    for (const i of [1, 2, 3]) {
      names.push((await rows.nth(i).getByRole('link').textContent())!);
      await rows.nth(i).getByRole('checkbox').check();
    }
    const owners = async () => {
      const { items } = await ask<{ items: { title: string; owner: { name: string } | null }[] }>(
        office,
        '/leads?filter=state:eq:open&filter=key:eq:false&sort=next_due&limit=10',
      );
      return names.map((n) => items.find((l) => l.title === n)?.owner?.name ?? '');
    };
    const before = await owners();
    const bar = page.getByRole('toolbar', { name: '已选 3 条' });
    await bar.getByRole('button', { name: '换负责人' }).click();
    const target = demo.logins.filter((l) => l.role === 'salesperson').find((l) => !before.includes(l.name))!;
    await page.getByRole('dialog', { name: '交给谁' }).getByRole('button', { name: target.name }).click();
    await page.getByRole('status').getByText(`3 条已交给${target.name}`).waitFor();
    await expect.poll(owners).toEqual([target.name, target.name, target.name]);
    await page.getByRole('button', { name: /^撤销/ }).click();
    await expect.poll(owners).toEqual(before);
  });

  test('赢一单：负责人的看板两秒内自己变', async () => {
    const figure = (label: string): Locator => boss.page.getByRole('group', { name: label }).getByRole('link').first();
    await boss.page.goto('/insight?span=all');
    const won = async () => Number((await figure('赢单').textContent())!.replace(/\D/g, ''));
    await figure('赢单').waitFor();
    const before = await won();

    const { page } = manager;
    await page.goto('/leads');
    await leadTable(page).getByRole('row').nth(1).getByRole('link').click();
    const drawer = page.getByRole('complementary').last();
    await drawer.getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '赢单' }).click();
    await drawer.getByLabel('实际金额（万元）').fill('12.5');
    const committed = page.waitForResponse((r) => r.url().endsWith('/win'));
    await drawer.getByRole('button', { name: '赢单' }).click();
    expect((await committed).status()).toBe(200);
    await expect.poll(won, { timeout: 2_000, interval: 50 }).toBe(before + 1);
  });

  test('看板上每个数，点开正好那么多条', async () => {
    const { page } = boss;
    for (const address of ['/insight?span=all', '/insight?span=year&basis=period']) {
      await page.goto(address);
      await page.getByRole('table', { name: '各来源' }).getByRole('row').nth(2).waitFor();
      await page.getByRole('table', { name: '各人手上' }).getByRole('row').nth(2).waitFor();
      const figures = page.getByRole('main').getByRole('link', { name: /^[\d,]+$/ });
      const all = await figures.evaluateAll((links) =>
        links.map((a) => ({ n: Number(a.textContent!.replace(/\D/g, '')), to: (a as HTMLAnchorElement).href })),
      );
      expect(all.length).toBeGreaterThan(60);
      // Told by the server for each, and seen with one's own eyes for a few.
      const answers = await Promise.all(all.map((f) => countLeads(boss, filtersOf(f.to))));
      const wrong = all
        .filter((f, i) => f.n !== answers[i])
        .map((f) => `${f.n} opens ${answers[all.indexOf(f)]}: ${f.to}`);
      expect(wrong).toEqual([]);
    }
    for (const label of ['接入', '跟进过', '赢单']) {
      await page.goto('/insight?span=quarter');
      const figure = page.getByRole('group', { name: label }).getByRole('link').first();
      const n = Number((await figure.textContent())!.replace(/\D/g, ''));
      await figure.click();
      await leadTable(page).waitFor();
      await expect.poll(() => tabCount(page)).toBe(n);
    }
  });
});
