// The desk's screens of the daily work, by axe-core.
import { describe, test } from 'vitest';
import { button, company, drawer, looks, row, type Screen, type Words } from './kit/walk';

/** Opens a form of the open lead from its menu. */
const panel =
  (label: (w: Words) => string, field: (w: Words) => string): Screen[1] =>
  async (page, w) => {
    await page.keyboard.press('Escape');
    await button(page, w.common.more).click();
    await page
      .getByRole('dialog', { name: w.common.more })
      .getByRole('button', { name: label(w) })
      .click();
    await page.getByText(field(w), { exact: true }).first().waitFor();
    return drawer(page);
  };

const desk: Screen[] = [
  [
    'today',
    async (page, w) => {
      await page.goto('/today');
      await page.getByRole('heading', { name: w.day.title, exact: true }).waitFor();
    },
  ],
  [
    'account menu',
    async (page, w) => {
      await page.getByRole('button', { name: w.shell.role.administrator }).click();
      return page.getByRole('dialog', { name: w.shell.account });
    },
  ],
  [
    'leads',
    async (page, w) => {
      await page.goto('/leads');
      await row(page, w.lead.title).waitFor();
    },
  ],
  [
    'search',
    async (page, w) => {
      await page.getByRole('combobox', { name: w.shell.searchLabel }).fill('机械');
      await page.getByRole('option').first().waitFor();
    },
  ],
  [
    'filter open',
    async (page, w) => {
      await page.keyboard.press('Escape');
      await button(page, w.lead.source).click();
      await page.getByRole('dialog', { name: w.lead.source }).waitFor();
    },
  ],
  [
    'rows selected',
    async (page, w) => {
      await page.keyboard.press('Escape');
      await row(page, w.lead.title).getByRole('checkbox').check();
      await page.getByRole('toolbar').waitFor();
    },
  ],
  [
    'lead',
    async (page, w) => {
      await row(page, w.lead.title).getByRole('link').click();
      await page.getByRole('tab', { name: w.lead.timeline }).waitFor();
      await button(page, w.common.more).waitFor();
    },
  ],
  [
    'lead facts',
    async (page, w) => {
      await page.getByRole('tab', { name: w.lead.facts }).click();
      await page.getByText(w.lead.industry, { exact: true }).last().waitFor();
      return drawer(page);
    },
  ],
  [
    'log a follow-up',
    async (page, w) => {
      await button(page, `${w.lead.log} L`).click();
      await page.getByLabel(w.followup.content).waitFor();
      return drawer(page);
    },
  ],
  [
    'edit',
    panel(
      (w) => w.lead.edit,
      (w) => w.lead.contactTitle,
    ),
  ],
  [
    'win',
    panel(
      (w) => w.lead.win,
      (w) => w.lead.winDay,
    ),
  ],
  [
    'lose',
    panel(
      (w) => w.lead.lose,
      (w) => w.lead.loseWhy,
    ),
  ],
  [
    'hand over',
    panel(
      (w) => w.lead.assign,
      (w) => w.lead.assignTo,
    ),
  ],
  [
    'postpone',
    async (page, w) => {
      await page.keyboard.press('Escape');
      await button(page, w.lead.postpone).click();
      await page.getByText(w.followup.next, { exact: true }).waitFor();
      return drawer(page);
    },
  ],
  [
    'pick a day',
    async (page, w) => {
      await page.getByLabel(w.followup.next).click();
      await page.getByText(w.lead.inDays.replace('{{n}}', '7'), { exact: true }).waitFor();
    },
  ],
  [
    'new lead',
    async (page, w) => {
      await page.goto('/leads/new');
      await button(page, w.lead.moreFields).click();
      await page.getByLabel(w.lead.wechat).waitFor();
    },
  ],
  [
    'empty view',
    async (page, w) => {
      await page.goto('/leads?view=all&f=q:q:查无此行');
      await page.getByRole('heading', { name: w.common.noMatch }).waitFor();
    },
  ],
  [
    'customers',
    async (page, w) => {
      await page.goto('/customers');
      await row(page, w.customer.title).waitFor();
    },
  ],
  [
    'customer',
    async (page, w) => {
      await row(page, w.customer.title).getByRole('link').click();
      await page.getByRole('complementary').getByText(w.customer.contacts, { exact: true }).waitFor();
    },
  ],
  [
    'new customer',
    async (page, w) => {
      await page.goto('/customers/new');
      await page.getByLabel(w.customer.creditCode).waitFor();
    },
  ],
  [
    'team',
    async (page, w) => {
      await page.goto('/team');
      await row(page, w.team.title).waitFor();
    },
  ],
  [
    'colleague',
    async (page, w) => {
      await row(page, w.team.title).click();
      await page.getByLabel(w.team.capacity).waitFor();
    },
  ],
  [
    'new colleague',
    async (page, w) => {
      await page.goto('/team?member=new');
      await page.getByLabel(w.team.password).waitFor();
    },
  ],
  [
    'insight',
    async (page, w) => {
      await page.goto('/insight');
      await row(page, w.insight.bySource).waitFor();
      await row(page, w.insight.board).waitFor();
      await page.getByRole('img', { name: w.insight.chartLabel }).waitFor();
    },
  ],
  ...(['company', 'calendar', 'modes', 'password'] as const).map(
    (part): Screen => [
      `settings ${part}`,
      async (page, w) => {
        await page.goto(`/settings?part=${part}`);
        await page.getByRole('heading', { name: w.settings.title, exact: true }).waitFor();
      },
    ],
  ),
];

describe('无障碍：电脑', () => {
  const at = company();
  test.each(looks)('$lang $theme', (look) => at.inside('administrator', 'desk', look, desk), 120_000);
});
