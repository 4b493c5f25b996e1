// The phone's screens, by axe-core.
import { describe, test } from 'vitest';
import { button, company, looks, type Screen, sheet } from './kit/walk';

const phone: Screen[] = [
  [
    'phone today',
    async (page, w) => {
      await page.goto('/m/today');
      await page.getByRole('navigation', { name: w.phone.jump }).waitFor();
      await button(page, w.phone.done).waitFor();
    },
  ],
  [
    'phone after-call sheet',
    async (page, w) => {
      await button(page, w.phone.call).tap();
      await page.getByRole('dialog', { name: w.phone.howCall }).waitFor();
    },
  ],
  [
    'phone reason',
    async (page, w) => {
      await page.getByRole('radio', { name: w.lead.chanceNone, exact: true }).tap();
      // A lead whose chance nobody has judged yet is asked in other words.
      const first = w.lead.chanceWhy.replace('{{chance}}', w.lead.chanceNone);
      const asked = (name: string) => page.getByRole('radiogroup', { name });
      await asked(w.phone.whyNone).or(asked(first)).waitFor();
      return sheet(page);
    },
  ],
  [
    'phone postpone',
    async (page, w) => {
      await button(page, w.common.close).tap();
      await button(page, w.phone.later).tap();
      await page.getByRole('dialog', { name: w.phone.laterTitle }).waitFor();
      return sheet(page);
    },
  ],
  [
    'phone leads',
    async (page, w) => {
      await page.goto('/m/leads');
      await page.getByRole('listitem').first().waitFor();
      await page.getByRole('heading', { name: w.lead.title, exact: true }).waitFor();
    },
  ],
  [
    'phone lead',
    async (page, w) => {
      await page.getByRole('main').getByRole('listitem').first().getByRole('link').tap();
      await page.getByRole('navigation', { name: w.phone.acts }).waitFor();
      await page.getByRole('heading', { name: w.phone.past }).waitFor();
    },
  ],
  [
    'phone stage',
    async (page, w) => {
      await button(page, w.phone.stage).tap();
      return sheet(page);
    },
  ],
  [
    'phone win',
    async (page, w) => {
      await button(page, w.common.close).tap();
      await page.getByRole('navigation', { name: w.phone.acts }).getByRole('button', { name: w.lead.win }).tap();
      return sheet(page);
    },
  ],
  [
    'phone lose',
    async (page, w) => {
      await button(page, w.common.close).tap();
      await page.getByRole('navigation', { name: w.phone.acts }).getByRole('button', { name: w.lead.lose }).tap();
      return sheet(page);
    },
  ],
  [
    'phone new lead',
    async (page, w) => {
      await page.goto('/m/new');
      await page.getByLabel(w.lead.phone).waitFor();
    },
  ],
  [
    'phone board',
    async (page, w) => {
      await page.goto('/m/board?span=all');
      await page.getByRole('region', { name: w.insight.rate }).waitFor();
      await page.getByRole('heading', { name: w.insight.board }).waitFor();
    },
  ],
  [
    'phone me',
    async (page) => {
      await page.goto('/m/me');
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  ],
  [
    'phone password',
    async (page, w) => {
      await button(page, w.session.changePassword).tap();
      return sheet(page);
    },
  ],
];

describe('无障碍：手机', () => {
  const at = company();
  test.each(looks)('$lang $theme', (look) => at.inside('manager', 'phone', look, phone), 120_000);
});
