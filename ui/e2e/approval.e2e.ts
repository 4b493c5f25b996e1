// Passing on a key lead: a rule asks for the consent of its group's leader; the bell tells him, he decides on the PC and on
// the phone, and the applicant hears of it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findings } from './kit/axe';
import { ask, demoPerson, launch, type Person, signIn, visit } from './kit/browser';
import type { Login } from './kit/demo';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');

type Request = { id: string; title: string; subject_id: string; state: string };
type Named = { id: string; name: string };
type Lead = { id: string; title: string; owner: Named; group: Named; approval?: { id: string } };
type Member = { id: string; name: string; role: string; group_id: string };

const todo = async (who: Person) => (await ask<{ items: Request[] }>(who, '/approvals?filter=box:eq:todo')).items;

describe('审批与通知', () => {
  let server: Server;
  let browser: Browser;
  let office: Person;
  let boss: Person;
  let login: Login;
  let waiting: Request;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demo.dir), launch()]);
    office = await demoPerson(browser, server, demo, 'operations');
    for (login of demo.logins.filter((l) => l.role === 'manager')) {
      boss = await visit(browser, server);
      await signIn(boss, login.phone, demo.password);
      const [first] = await todo(boss);
      if (first) {
        waiting = first;
        break;
      }
      await boss.leave();
    }
  });
  afterAll(async () => {
    await office?.leave();
    await boss?.leave();
    await browser?.close();
    await server?.stop();
  });

  /** Operations asks to pass another key lead of the same group on. */
  async function askAgain(): Promise<Lead> {
    const first = await ask<Lead>(office, `/leads/${waiting.subject_id}`);
    const filter = ['state:eq:open', `group_id:eq:${first.group.id}`].map((f) => `filter=${f}`).join('&');
    const { items } = await ask<{ items: Lead[] }>(office, `/leads?${filter}&limit=20`);
    const lead = items.find((l) => l.id !== first.id && l.owner)!;
    const { request } = office.context;
    await request.post(`/api/v1/leads/${lead.id}/mark-key`, { data: { key: true, reason: '样板客户' } });
    const { items: members } = await ask<{ items: Member[] }>(office, '/members?limit=200');
    const mate = members.find(
      (m) => m.role === 'salesperson' && m.group_id === first.group.id && m.id !== lead.owner.id,
    )!;
    const sent = await request.post(`/api/v1/leads/${lead.id}/assign`, {
      data: { owner_id: mate.id, reason: '换人试试' },
    });
    expect(sent.status()).toBe(202);
    return lead;
  }

  test('铃铛告诉审批人，打开申请，写意见通过', async () => {
    const { page } = boss;
    await page.goto('/today');
    await page.getByRole('button', { name: /^通知，\d+ 条未读$/ }).click();
    const panel = page.getByRole('dialog', { name: '通知' });
    expect(await findings(page)).toEqual([]);
    await panel.getByRole('button', { name: waiting.title }).click();
    const drawer = page.getByRole('complementary', { name: waiting.title });
    await drawer.getByText('客户指定要他对接').waitFor();
    expect(await findings(page)).toEqual([]);
    await drawer.getByRole('textbox', { name: '意见' }).fill('可以，先打个招呼');
    await drawer.getByRole('button', { name: '通过' }).click();
    await drawer.getByText(/通过了/).waitFor();
    expect((await ask<Request>(boss, `/approvals/${waiting.id}`)).state).toBe('approved');
    await drawer.getByRole('link', { name: '打开线索' }).click();
    await page.getByText('可以，先打个招呼').waitFor();
    // The applicant hears of it without asking.
    await office.page.goto('/approvals?box=mine');
    await office.page.getByRole('table').getByText('已通过').waitFor();
    await office.page.getByRole('button', { name: /^通知，\d+ 条未读$/ }).waitFor();
  });

  test('申请人的线索显示审批中，审批人在手机上驳回', async () => {
    const lead = await askAgain();
    await office.page.goto(`/leads/${lead.id}`);
    await office.page.getByRole('complementary', { name: lead.title }).getByText('审批中').waitFor();
    const phone = await visit(browser, server, 'phone');
    await signIn(phone, login.phone, demo.password);
    const { page } = phone;
    await page.goto('/m/me');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: /待我审批/ }).tap();
    await page.getByRole('button', { name: new RegExp(lead.title) }).tap();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('换人试试').waitFor();
    expect(await findings(page)).toEqual([]);
    await sheet.getByRole('button', { name: '驳回' }).tap();
    await page.getByText('驳回要写原因').first().waitFor();
    await sheet.getByRole('textbox', { name: '意见' }).fill('先别换');
    await sheet.getByRole('button', { name: '驳回' }).tap();
    await page.getByRole('heading', { name: '没有等你审批的事' }).waitFor();
    await page.goto('/m/notices');
    await page.getByRole('heading', { name: '通知' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await phone.leave();
    expect((await ask<Lead>(office, `/leads/${lead.id}`)).owner.id).toBe(lead.owner.id);
  });

  test('运营设规则：条件、步骤，没人能批的存不下', async () => {
    const { page } = office;
    await page.goto('/settings?part=approvals');
    await page.getByText('重点线索转手').first().waitFor();
    await page.getByRole('button', { name: '新建规则' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: '名称' }).fill('大单转手');
    await page.getByRole('button', { name: '加条件' }).click();
    await page.getByRole('spinbutton', { name: /预计金额/ }).fill('500000');
    await page.getByRole('button', { name: '加一步' }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText(/预计金额 不小于 500,000/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '删除规则 大单转手' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除规则' }).click();
    await page.getByText(/预计金额 不小于/).waitFor({ state: 'detached' });
  });

  test('自己的通知设置和请假', async () => {
    const { page } = boss;
    await page.goto('/settings?part=notices');
    await page.getByLabel('从', { exact: true }).fill('22:00');
    await page.getByLabel('到', { exact: true }).fill('08:00');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('通知设置已保存').waitFor();
    await page.getByLabel('代理人').selectOption({ index: 1 });
    await page.getByRole('button', { name: '保存请假' }).click();
    await page.getByText(/代理$/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '取消请假' }).click();
    await page.getByText('现在没有请假').waitFor();
  });
});
