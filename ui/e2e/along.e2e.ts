// Somebody is asked to work along on a lead: it is on his screens at once, as far as he was asked to, and gone at once when
// he is taken out.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findings } from './kit/axe';
import { ask, demoPerson, launch, type Person, signIn, visit } from './kit/browser';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');
type Lead = { id: string; title: string };

describe('协作人', () => {
  let server: Server;
  let browser: Browser;
  let owner: Person;
  let mate: Person;
  let lead: Lead;
  let name = '';

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    const sellers = demo.logins.filter((l) => l.role === 'salesperson');
    const other = sellers.find((l) => l.group === sellers[0]!.group && l.name !== sellers[0]!.name) ?? sellers[1]!;
    owner = await demoPerson(browser, server, demo, 'salesperson');
    mate = await visit(browser, server, 'phone');
    await signIn(mate, other.phone, demo.password);
    name = other.name;
    lead = (await ask<{ items: Lead[] }>(owner, '/leads?limit=1&filter=owner_id:eq:me&filter=state:eq:open')).items[0]!;
  });
  afterAll(async () => {
    await mate?.leave();
    await owner?.leave();
    await browser?.close();
    await server?.stop();
  });

  test('请同事一起跟进，他的手机上马上有', async () => {
    const { page } = owner;
    await mate.page.goto('/m/leads?v=along');
    await mate.page.getByRole('link', { name: '我协作的' }).waitFor();
    await page.goto(`/leads/${lead.id}`);
    await page.getByRole('tab', { name: '资料' }).click();
    const block = page.getByRole('region', { name: '协作人' });
    await block.getByRole('button', { name: '加协作人' }).click();
    await block.getByLabel('谁').fill(name);
    await page.keyboard.press('Enter');
    await block.getByRole('button', { name: '加上' }).click();
    await block.getByText(name, { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);

    await mate.page.getByText(lead.title).first().waitFor();
    await mate.page.goto(`/m/leads/${lead.id}`);
    await mate.page.getByRole('region', { name: '协作人' }).getByText('一起跟进').waitFor();
    await mate.page.getByRole('button', { name: '记跟进' }).first().waitFor();
    expect(await findings(mate.page)).toEqual([]);
  });

  test('去掉以后，开着的页面马上看不到', async () => {
    const block = owner.page.getByRole('region', { name: '协作人' });
    await block.getByRole('button', { name: `去掉${name}` }).click();
    await mate.page.getByRole('button', { name: '记跟进' }).first().waitFor({ state: 'detached' });
    expect((await mate.context.request.get(`/api/v1/leads/${lead.id}`)).status()).toBe(404);
  });
});
