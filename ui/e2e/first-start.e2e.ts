// The first morning: a fresh system, its set-up page, the empty system, the demo company in one click and gone in one click.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, launch, type Person, visit } from './kit/browser';
import { type Server, startServer } from './kit/server';

const password = 'a long pass phrase';

describe('第一次用', () => {
  let server: Server;
  let browser: Browser;
  let who: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    who = await visit(browser, server);
  });
  afterAll(async () => {
    await who?.leave();
    await browser?.close();
    await server?.stop();
  });

  test('建好公司，页面只能用一次', async () => {
    const { page } = who;
    await page.goto('/');
    await page.getByRole('heading', { name: '第一次用，先建好公司' }).waitFor();
    await page.getByLabel('公司名').fill('杭州砺衡仪器有限公司');
    await page.getByLabel('你的姓名').fill('许文静');
    await page.getByLabel('新密码').fill(password);
    await page.getByRole('button', { name: '建好公司，开始用' }).click();
    // Nothing to sign in with yet: said at the field, and what was typed stays.
    await page.getByText('手机号和邮箱至少填一个，用来登录').waitFor();
    await page.getByLabel('手机号').fill('13800138000');
    await page.getByRole('button', { name: '建好公司，开始用' }).click();
    await page.getByRole('heading', { name: '许文静，再走两步就能开工' }).waitFor();
    const again = await who.context.request.post('/api/v1/setup', {
      data: { company: '别家', name: '别人', phone: '13900139000', password },
    });
    expect(again.status()).toBe(404);
  });

  test('退出，再登录；密码错了说得清', async () => {
    const { page } = who;
    await page.getByRole('button', { name: '许文静' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录销冠' }).waitFor();
    await page.getByLabel('手机号或邮箱').fill('13800138000');
    await page.getByLabel('密码', { exact: true }).fill('not the pass phrase');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('手机号或邮箱').inputValue()).toBe('13800138000');
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '许文静，再走两步就能开工' }).waitFor();
  });

  test('空系统说清下一步', async () => {
    const { page } = who;
    await page.getByRole('progressbar', { name: '做完 2 步，共 4 步' }).waitFor();
    await page.getByRole('link', { name: '导入' }).click();
    await page.getByRole('heading', { name: '导入线索' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/leads/import');
    await page.goBack();
    await page.getByRole('link', { name: '请同事' }).click();
    await page.getByRole('complementary', { name: '请同事' }).waitFor();
    await page.getByRole('link', { name: '线索', exact: true }).click();
    await page.getByRole('heading', { name: '还没有线索' }).waitFor();
    await page.getByRole('link', { name: '洞察' }).click();
    await page.getByText('这段时间还没有线索接入。').waitFor();
  });

  test('一键示例公司：数都有；一键清掉：真公司还是空的', async () => {
    const { page } = who;
    await page.getByRole('link', { name: '今天', exact: true }).click();
    await page.getByRole('button', { name: '一键体验示例公司' }).click();
    await page.getByText('你在示例公司里').waitFor({ timeout: 40_000 });
    await page.getByRole('link', { name: '洞察' }).click();
    const rate = page.getByRole('link', { name: /^\d+\.\d\d%$/ }).first();
    await rate.waitFor();
    expect(Number.parseFloat((await rate.textContent()) ?? '')).toBeGreaterThan(5);
    await page.getByRole('table', { name: '各来源' }).getByRole('row').nth(1).waitFor();

    await page.getByRole('button', { name: '清掉示例公司' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '清掉示例公司' }).click();
    await page.getByRole('heading', { name: '许文静，再走两步就能开工' }).waitFor({ timeout: 20_000 });
    const session = await ask<{ organisations: { demo: boolean }[] }>(who, '/session');
    expect(session.organisations.map((o) => o.demo)).toEqual([false]);
  });
});
