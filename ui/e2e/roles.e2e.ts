// An own role from nothing: copied, narrowed, given to somebody, in force at once on an open screen; why he does not see a
// lead; the audit that tells all of it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findings } from './kit/axe';
import { ask, demoPerson, launch, type Person } from './kit/browser';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');

describe('角色与权限', () => {
  let server: Server;
  let browser: Browser;
  let admin: Person;
  let seller: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    admin = await demoPerson(browser, server, demo, 'administrator');
    seller = await demoPerson(browser, server, demo, 'salesperson');
  });
  afterAll(async () => {
    await seller?.leave();
    await admin?.leave();
    await browser?.close();
    await server?.stop();
  });

  test('收窄销售员：看不到金额，马上生效', async () => {
    const { page } = admin;
    await seller.page.goto('/leads');
    const amount = seller.page.getByRole('columnheader', { name: '预计/万元' });
    await amount.waitFor();

    await page.goto('/settings?part=roles&role=salesperson');
    await page.getByRole('radio', { name: '线索 · 金额，看不到' }).check();
    await page.getByText(/改了 1 处，\d+ 人受影响/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('「销售员」已改，马上生效').waitFor();

    await amount.waitFor({ state: 'detached' });
    const { items } = await ask<{ items: { expected_amount?: number }[] }>(seller, '/leads?limit=50');
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((l) => l.expected_amount !== undefined)).toEqual([]);
  });

  test('新建一个角色，有人用就删不掉', async () => {
    const { page } = admin;
    await page.goto('/settings?part=roles&role=manager');
    await page.getByRole('button', { name: '新建角色' }).click();
    const form = page.getByRole('dialog', { name: '新建角色' });
    await form.getByLabel('角色名').fill('渠道经理');
    await form.getByRole('button', { name: '建好' }).click();
    await page.getByRole('heading', { name: '渠道经理' }).waitFor();
    await page.getByRole('radio', { name: '批量分配，没有' }).check();
    await page.getByRole('radio', { name: '看线索，本组的' }).check();
    await page.getByText('改了 2 处，现在没有人是这个角色').waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('「渠道经理」已改，马上生效').waitFor();

    await page.goto('/settings?part=roles&role=administrator');
    await page.getByText('什么都能做，不能收窄').waitFor();
    expect(await page.getByRole('radio', { name: '看线索，自己的' }).isDisabled()).toBe(true);
  });

  test('谁能看：说得出为什么', async () => {
    const { page } = admin;
    const { member } = await ask<{ member: { id: string; name: string } }>(seller, '/session');
    const { items } = await ask<{ items: { id: string; owner: { id: string } | null; title: string }[] }>(
      admin,
      '/leads?limit=200&filter=state:eq:open',
    );
    const other = items.find((l) => l.owner && l.owner.id !== member.id)!;
    await page.goto(`/settings?part=access&kind=lead&id=${other.id}&member=${member.id}`);
    await page.getByRole('heading', { name: `${member.name}看不到「${other.title}」` }).waitFor();
    const acts = page.getByRole('table', { name: '能做什么' });
    await acts
      .getByText(/^范围只到自己的，这条是/)
      .first()
      .waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('审计里都在', async () => {
    const { page } = admin;
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '审计' }).click();
    const table = page.getByRole('table', { name: '审计', exact: true });
    await table.getByRole('row').nth(1).waitFor();
    await page.getByRole('button', { name: '做了什么', exact: true }).click();
    await page.getByRole('dialog', { name: '做了什么' }).getByRole('button', { name: '角色与权限' }).click();
    await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(2);
    await table.getByText('线索 · 金额：显示 → 看不到').waitFor();
    await table.getByText('新建角色').waitFor();
    expect(new URL(page.url()).searchParams.get('what')).toBe('roles');
    expect(await findings(page)).toEqual([]);
  });
});
