// Takes the pictures of docs/screens: each screen beside its mock, and one picture for the README. Not a test: to be looked at.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ask, type Device, launch, type Person, signIn, visit } from './kit/browser';
import type { Login } from './kit/demo';
import { root, shared } from './kit/paths';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');
const out = join(root, 'docs/screens');
/** A picture in the repository stays small. */
const MOST_BYTES = 300_000;

let server: Server;
let empty: Server;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  [server, empty, browser] = await Promise.all([startServer(demo.dir), startServer(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), empty?.stop()]);
});

async function person(login: Login, device: Device): Promise<Person> {
  const who = await visit(browser, server, device);
  await signIn(who, login.phone, demo.password);
  return who;
}

async function shoot(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** Puts the mock left and the product right into one picture, small enough to be kept. */
async function beside(name: string, mock: string, shot: Buffer, device: Device) {
  const path = shared(`design/mock/${mock}.png`);
  if (!path) throw new Error(`../shared/design/mock/${mock}.png is missing`);
  for (let width = device === 'desk' ? 900 : 520; ; width = Math.round(width * 0.92)) {
    const page = await browser.newPage({ viewport: { width: width * 2 + 48, height: 400 } });
    const src = (b: Buffer) => `data:image/png;base64,${b.toString('base64')}`;
    await page.setContent(`<body style="margin:0;background:#d8dbe1;font:14px 'Noto Sans CJK SC';color:#333">
      <div style="display:flex;gap:16px;padding:16px;align-items:flex-start">
        ${[['设计稿 mock', readFileSync(path)] as const, ['实物 as built', shot] as const]
          .map(
            ([text, b]) =>
              `<figure style="margin:0;width:${width}px"><figcaption style="padding-bottom:8px">${text}</figcaption><img src="${src(b)}" style="display:block;width:100%"></figure>`,
          )
          .join('')}
      </div></body>`);
    const picture = await page.screenshot({ fullPage: true });
    await page.close();
    if (picture.length > MOST_BYTES && width > 400) continue;
    writeFileSync(join(out, `${name}.png`), picture);
    return;
  }
}

type Lead = { id: string; title: string; touch_count: number };
type Day = { sections: { key: string; items: { lead: Lead & { has_phone: boolean } }[] }[] };

/** Who has the fullest day: the picture should show every section. */
async function busiest(): Promise<Login> {
  let best: { login: Login; n: number } | undefined;
  for (const login of demo.logins.filter((l) => ['salesperson', 'manager'].includes(l.role))) {
    const who = await person(login, 'phone');
    const { sections } = await ask<Day>(who, '/day');
    const n = sections.reduce((sum, s) => sum + Math.min(3, s.items.length) * (s.key === 'overdue' ? 3 : 1), 0);
    await who.leave();
    if (!best || n > best.n) best = { login, n };
  }
  return best!.login;
}

test('desk', async () => {
  const manager = await person(demo.logins.find((l) => l.role === 'manager')!, 'desk');
  const { page } = manager;
  const { items } = await ask<{ items: Lead[] }>(manager, '/leads?filter=state:eq:open&sort=next_due&limit=8');
  const open = [...items].sort((a, b) => b.touch_count - a.touch_count)[0]!;
  await page.goto(`/leads/${open.id}`);
  await page.getByRole('complementary', { name: open.title }).getByRole('listitem').first().waitFor();
  const rows = page.getByRole('table', { name: '线索', exact: true }).getByRole('row');
  for (const i of [1, 3]) await rows.nth(i).getByRole('checkbox').check();
  await page.waitForTimeout(500);
  const leads = await shoot(page);
  await beside('leads', 'desk/01-leads', leads, 'desk');
  await page.setViewportSize({ width: 1280, height: 800 });
  writeFileSync(join(out, 'readme.png'), await shoot(page));
  await manager.leave();

  const leader = await person(demo.logins.find((l) => l.role === 'leader')!, 'desk');
  await leader.page.goto('/insight');
  await leader.page.getByRole('img', { name: '各月接入数和转化率' }).waitFor();
  await leader.page.waitForTimeout(800);
  const cockpit = await shoot(leader.page);
  await beside('cockpit', 'desk/02-cockpit', cockpit, 'desk');
  await leader.leave();

  const first = await visit(browser, empty, 'desk');
  const made = await first.context.request.post('/api/v1/setup', {
    data: { company: '杭州砺衡仪器有限公司', name: '许文静', phone: '13800138000', password: 'a long pass phrase' },
  });
  expect(made.status()).toBe(201);
  await first.page.goto('/today');
  await first.page.getByRole('button', { name: '一键体验示例公司' }).waitFor();
  await beside('first-day', 'desk/07-first-day', await shoot(first.page), 'desk');
  await first.leave();
});

test('phone', async () => {
  const who = await person(await busiest(), 'phone');
  const { page } = who;
  await page.goto('/m/today');
  await page.getByRole('button', { name: '打电话', exact: true }).waitFor();
  await beside('phone-today', 'phone/today', await shoot(page), 'phone');

  await page.getByRole('button', { name: '打电话', exact: true }).tap();
  const sheet = page.getByRole('dialog', { name: '打得怎么样？' });
  await sheet.getByRole('radio', { name: '有进展' }).tap();
  await beside('phone-after-call', 'phone/aftercall', await shoot(page), 'phone');
  await sheet.getByRole('button', { name: '关闭' }).tap();

  await page.getByRole('heading', { level: 3 }).first().tap();
  await page.getByRole('heading', { name: '跟进记录' }).waitFor();
  await beside('phone-lead', 'phone/lead', await shoot(page), 'phone');
  await who.leave();
});
