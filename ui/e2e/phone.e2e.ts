// A day on the phone: call, write down how it went in three taps, a dead zone, a card typed in at a fair, a lead claimed, and
// the board whose figures open their rows.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, countLeads, demoPerson, launch, type Person } from './kit/browser';
import { fillPool } from './kit/pool';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');

type Row = { id: string; title: string; touch_count: number };
type Day = { done_today: number; sections: { key: string; items: { lead: Row & { has_phone: boolean } }[] }[] };

const day = (who: Person) => ask<Day>(who, '/day');
const touches = async (who: Person, id: string) => (await ask<Row>(who, `/leads/${id}`)).touch_count;
const open = (page: Page, tab: string) =>
  page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: tab }).tap();

/** Fails when a page is wider than the phone. */
async function fits(page: Page) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(window!);
}

describe('手机上的一天', () => {
  let server: Server;
  let browser: Browser;
  let seller: Person & { login: { name: string } };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    seller = await demoPerson(browser, server, demo, 'salesperson', 'phone');
  });
  afterAll(async () => {
    await seller?.leave();
    await browser?.close();
    await server?.stop();
  });

  afterEach(() => seller.context.setOffline(false));

  test('今天 → 打电话 → 回来点结果 → 记下：三下', async () => {
    const { page } = seller;
    const before = await day(seller);
    const first = before.sections.flatMap((s) => s.items)[0]!.lead;
    expect(first.has_phone).toBe(true);
    await page.goto('/m/today');
    await page.getByRole('heading', { name: first.title }).waitFor();
    await fits(page);
    let taps = 0;
    const tap = async (what: ReturnType<Page['getByRole']>) => {
      await what.tap();
      taps += 1;
    };
    await tap(page.getByRole('button', { name: '打电话', exact: true }));
    const sheet = page.getByRole('dialog', { name: '打得怎么样？' });
    await sheet.waitFor();
    expect(await page.evaluate(() => window.dialled)).toMatch(/^tel:1\d{10}$/);
    await tap(sheet.getByRole('radio', { name: '有进展' }));
    await tap(sheet.getByRole('button', { name: '记下' }));
    expect(taps).toBeLessThanOrEqual(3);
    await sheet.waitFor({ state: 'detached' });
    await page
      .getByRole('status')
      .getByText(/已记，下次/)
      .waitFor();
    // Off the list at once, sent when the 8 seconds of second thoughts are over or the page is left.
    await page.getByRole('heading', { name: first.title }).waitFor({ state: 'detached' });
    expect(await touches(seller, first.id)).toBe(first.touch_count);
    await page.reload();
    await expect.poll(() => touches(seller, first.id)).toBe(first.touch_count + 1);
    await expect.poll(async () => (await day(seller)).done_today).toBe(before.done_today + 1);
  });

  test('没网也能记，有网自己发', async () => {
    const { page, context } = seller;
    await page.goto('/m/today');
    const next = (await day(seller)).sections.flatMap((s) => s.items)[0]!.lead;
    await page.getByRole('heading', { name: next.title }).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: `完成：${next.title}` }).tap();
    const sheet = page.getByRole('dialog', { name: '跟得怎么样？' });
    await sheet.getByRole('radio', { name: '微信' }).tap();
    await sheet.getByRole('radio', { name: '没进展' }).tap();
    await sheet.getByLabel('补一句，可以不填').fill('地铁里写的');
    await sheet.getByRole('button', { name: '记下' }).tap();
    await page.getByRole('button', { name: /1 条待同步/ }).waitFor();
    // Even a page that was thrown away meanwhile keeps it: what stands in the browser's store is sent by the next one.
    await context.setOffline(false);
    await page.reload();
    await expect.poll(() => touches(seller, next.id), { timeout: 15_000 }).toBe(next.touch_count + 1);
    const { items } = await ask<{ items: { touch?: { content: string } }[] }>(seller, `/leads/${next.id}/timeline`);
    expect(items.filter((i) => i.touch?.content === '地铁里写的')).toHaveLength(1);
  });

  test('展会上录一条；再录一次，重复说得清', async () => {
    const { page } = seller;
    await open(page, '新建线索');
    const type = async () => {
      await page.getByLabel('公司', { exact: true }).fill('佛山望岳陶瓷机械有限公司');
      await page.getByLabel('联系人').fill('郑可');
      await page.getByLabel('手机或座机').fill('13512345678');
      await page.getByRole('radio', { name: '展会' }).tap();
      await page.getByRole('button', { name: '存好' }).tap();
    };
    await fits(page);
    await type();
    await page.getByRole('heading', { name: '佛山望岳陶瓷机械有限公司' }).waitFor();
    await fits(page);
    expect(await countLeads(seller, ['q:q:望岳陶瓷', 'owner_id:eq:me'])).toBe(1);

    await page.goto('/m/new');
    await type();
    const card = page.getByRole('alert', { name: '可能重复' });
    await card.getByText(seller.login.name).waitFor();
    await card.getByRole('link', { name: '打开已有的' }).tap();
    await page.getByRole('heading', { name: '佛山望岳陶瓷机械有限公司' }).waitFor();
    expect(await countLeads(seller, ['q:q:望岳陶瓷'])).toBe(1);
  });

  test('没人跟的，点一下就归我', async () => {
    const { page } = seller;
    const office = await demoPerson(browser, server, demo, 'operations');
    await fillPool(office, ['江门启帆五金有限公司']);
    await page.goto('/m/leads?v=pool');
    await page.getByRole('button', { name: '领取：江门启帆五金有限公司' }).tap();
    await page.getByRole('status').getByText('归你跟了').waitFor();
    expect(await countLeads(seller, ['name:eq:江门启帆五金有限公司', 'owner_id:eq:me'])).toBe(1);
    await office.leave();
  });

  test('看板的数点开就是那些线索', async () => {
    const { page } = seller;
    await page.goto('/m/board?span=year');
    const total = page.getByRole('region', { name: '转化率' });
    await total.waitFor();
    await fits(page);
    const figures = await page
      .getByRole('main')
      .getByRole('link')
      .filter({ hasText: /^[\d,]+$/ })
      .evaluateAll((all) =>
        all.map((a) => ({ n: Number(a.textContent!.replace(/\D/g, '')), to: (a as HTMLAnchorElement).href })),
      );
    expect(figures.length).toBeGreaterThan(10);
    for (const f of figures) {
      const filter = new URL(f.to).searchParams.getAll('f');
      expect(`${await countLeads(seller, filter)} ${filter}`).toBe(`${f.n} ${filter}`);
    }
    const intake = figures[0]!.n;
    await total.getByRole('link').first().tap();
    await page.getByRole('heading', { name: '线索', exact: true }).waitFor();
    await page.getByText(`${intake} 条`, { exact: true }).waitFor();
  });
});
