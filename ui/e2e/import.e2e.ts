// A leads file nobody here made goes in as it is: 9,240 rows of ../shared/data, through the browser, into the B2C mode. What the
// dashboard says afterwards is held against a count of the file itself.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, type Person, visit } from './kit/browser';
import { shared } from './kit/paths';
import { type Server, startServer } from './kit/server';

const file = shared('data/lead_scoring/xeducation_leads.csv');

/** Counts the file: rows, won, rows by source. Its cells hold commas only inside quotes. */
function countFile(path: string) {
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1]!.replace(/^"|"$/g, ''));
  const titles = cells(head!);
  const source = titles.indexOf('Lead Source');
  const converted = titles.indexOf('Converted');
  const sources = new Map<string, number>();
  let won = 0;
  for (const line of lines) {
    const row = cells(line);
    sources.set(row[source]!, (sources.get(row[source]!) ?? 0) + 1);
    if (row[converted] === '1') won += 1;
  }
  return { rows: lines.length, won, sources };
}

const figure = (page: Page, name: string) => page.getByRole('group', { name }).getByRole('link').first();
const thousands = (n: number) => n.toLocaleString('en-US');

describe.skipIf(!file)('真实数据从浏览器进来（../shared/data/lead_scoring/xeducation_leads.csv）', () => {
  let server: Server;
  let browser: Browser;
  let who: Person;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    who = await visit(browser, server);
    const made = await who.context.request.post('/api/v1/setup', {
      data: { company: '励学在线教育有限公司', name: '许文静', phone: '13800138000', password: 'a long pass phrase' },
    });
    expect(made.status()).toBe(201);
  });
  afterAll(async () => {
    await who?.leave();
    await browser?.close();
    await server?.stop();
  });

  /** From the empty list to the counts at the end. */
  async function takeIn() {
    const { page } = who;
    await page.goto('/leads/import');
    await page.getByRole('radiogroup', { name: '进哪个销售模式' }).getByRole('radio', { name: /B2C/ }).click();
    await page.getByLabel('把文件拖到这里').setInputFiles(file!);
    const mapping = page.getByRole('table', { name: '列对到字段' });
    await mapping.waitFor({ timeout: 30_000 });
    for (const [column, field] of [
      ['Prospect ID', 'external_id'],
      ['Lead Source', 'source'],
      ['Converted', 'outcome'],
    ] as const) {
      const select = mapping.getByRole('combobox', { name: `销冠字段 ${column}`, exact: true });
      if ((await select.inputValue()) !== field) await select.selectOption(field);
      await expect.poll(() => select.inputValue()).toBe(field);
      await expect.poll(() => mapping.getAttribute('aria-busy')).toBe('false');
    }
    for (const [value, state] of [
      ['1', '已赢'],
      ['0', '在跟'],
    ] as const) {
      const radio = page.getByRole('radiogroup', { name: `结果怎么对 ${value}` }).getByRole('radio', { name: state });
      await radio.click();
      await expect.poll(() => radio.getAttribute('aria-checked')).toBe('true');
      await expect.poll(() => mapping.getAttribute('aria-busy')).toBe('false');
    }
    await page.getByRole('radiogroup', { name: '导完自动分配' }).getByRole('radio', { name: '先不配' }).click();
    await page.getByRole('button', { name: '开始导入 9,240 行' }).click();
    await page.getByRole('heading', { name: '导完了' }).waitFor({ timeout: 90_000 });
  }

  const counted = async (label: string) =>
    Number((await who.page.getByRole('group', { name: label }).textContent())!.replace(/\D/g, ''));

  test('9,240 行全部进来，看板和文件自己数的一样', async () => {
    const told = countFile(file!);
    expect(told).toMatchObject({ rows: 9_240, won: 3_561 });
    await takeIn();
    expect(await counted('新建')).toBe(told.rows);
    expect(await counted('没进来')).toBe(0);

    const { page } = who;
    await page.goto('/insight?span=all');
    await figure(page, '转化率').waitFor();
    expect(await figure(page, '接入').textContent()).toBe(thousands(told.rows));
    expect(await figure(page, '赢单').textContent()).toBe(thousands(told.won));
    expect(await figure(page, '转化率').textContent()).toBe('38.54%');

    const sources = page.getByRole('table', { name: '各来源' });
    await page
      .getByRole('button', { name: /^还有 \d+ 项/ })
      .first()
      .click();
    const shown = new Map<string, number>();
    for (const row of (await sources.getByRole('row').all()).slice(1)) {
      const cells = await row.getByRole('cell').allTextContents();
      if (cells[0] !== '合计') shown.set(cells[0] === '未填' ? '' : cells[0]!, Number(cells[1]!.replace(/\D/g, '')));
    }
    expect(shown).toEqual(told.sources);
    expect([shown.get('Google'), shown.get('google'), shown.get('')]).toEqual([2_868, 5, 36]);
  }, 180_000);

  test('再导一遍，一条不多', async () => {
    await takeIn();
    expect(await counted('新建')).toBe(0);
    const { page } = who;
    await page.goto('/insight?span=all');
    await figure(page, '转化率').waitFor();
    expect(await figure(page, '接入').textContent()).toBe('9,240');
    expect(await figure(page, '转化率').textContent()).toBe('38.54%');
  }, 180_000);
});
