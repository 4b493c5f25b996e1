// Every screen by axe-core, levels A and AA: zh-light and en-dark always, all four looks with XIAOGUAN_LONG=1. Each page is
// also held to the content policy: a blocked script or style fails the visit.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import en from '../src/text/en';
import zh from '../src/text/zh';
import { findings } from './kit/axe';
import { type Device, demoPerson, type Look, launch, type Person, visit } from './kit/browser';
import { fillPool, uploadSheet } from './kit/pool';
import { type Server, startServer } from './kit/server';

const demo = inject('demo');
const always: Look[] = [
  { lang: 'zh', theme: 'light' },
  { lang: 'en', theme: 'dark' },
];
const rest: Look[] = [
  { lang: 'zh', theme: 'dark' },
  { lang: 'en', theme: 'light' },
];
const looks = process.env.XIAOGUAN_LONG ? [...always, ...rest] : always;
type Words = typeof zh;
const words = { zh, en } as const satisfies Record<string, Words>;

/**
 * A screen: how one gets there from the page before, ending with something that says it stands. What is answered is the part
 * to look at, when the rest of the page has been looked at before.
 */
type Screen = [name: string, go: (page: Page, w: Words) => Promise<Locator | undefined>];

const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });
const row = (page: Page, name: string) => table(page, name).getByRole('row').nth(1);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const drawer = (page: Page) => page.getByRole('complementary').last();
const sheet = (page: Page) => page.getByRole('dialog');

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

const outside: Screen[] = [
  [
    'set-up',
    async (page, w) => {
      await page.goto('/');
      await page.getByRole('heading', { name: w.session.setupTitle }).waitFor();
      await button(page, w.session.create).click();
      await page.getByText(w.session.companyNeed).waitFor();
    },
  ],
  [
    'sign-in',
    async (page, w) => {
      await page.goto('/sign-in');
      await page.getByRole('heading', { name: w.session.title }).waitFor();
    },
  ],
];

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
      await page.getByRole('radiogroup', { name: w.phone.whyNone }).waitFor();
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

/** What slides or fades in has a colour of its own on the way. */
async function still(page: Page) {
  await page.waitForTimeout(100);
  const moving = () =>
    document.getAnimations().some((a) => a.playState === 'running' && a.effect?.getTiming().iterations === 1);
  await expect.poll(() => page.evaluate(moving)).toBe(false);
}

/** Goes through screens; one that cannot be reached is a finding like any other. */
async function walk(page: Page, w: Words, screens: Screen[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, go] of screens) {
    try {
      const part = (await go(page, w)) ?? undefined;
      await still(page);
      const list = await findings(page, part);
      if (list.length) found[name] = list;
    } catch (e) {
      found[name] = [`not reached: ${(e as Error).message}`];
    }
  }
  return found;
}

describe.each(looks)('无障碍 $lang $theme', (look) => {
  const w: Words = words[look.lang];
  let full: Server;
  let empty: Server;
  let browser: Browser;

  beforeAll(async () => {
    [full, empty, browser] = await Promise.all([startServer(demo.dir), startServer(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([full?.stop(), empty?.stop()]);
  });

  const inside = async (role: string, device: Device, screens: Screen[]) => {
    const who = await demoPerson(browser, full, demo, role, device, look);
    expect(await walk(who.page, w, screens)).toEqual({});
    await who.leave();
  };

  test('登录前和空系统', async () => {
    const who: Person = await visit(browser, empty, 'desk', look);
    expect(await walk(who.page, w, outside)).toEqual({});
    const made = await who.context.request.post('/api/v1/setup', {
      data: { company: '杭州砺衡仪器有限公司', name: '许文静', phone: '13800138000', password: 'a long pass phrase' },
    });
    expect(made.status()).toBe(201);
    const first: Screen = [
      'first day',
      async (page) => {
        await page.goto('/today');
        await button(page, w.home.demoAct).waitFor();
      },
    ];
    expect(await walk(who.page, w, [first])).toEqual({});
    await who.leave();

    const outdoors = await visit(browser, full, 'phone', look);
    const door: Screen = [
      'phone sign-in',
      async (page) => {
        await page.goto('/m/');
        await page.getByRole('heading', { name: w.session.title }).waitFor();
      },
    ];
    expect(await walk(outdoors.page, w, [door])).toEqual({});
    await outdoors.leave();
  });

  test('电脑', () => inside('administrator', 'desk', desk), 120_000);
  test('手机', () => inside('manager', 'phone', phone), 120_000);

  test('导入和分配', async () => {
    const who = await demoPerson(browser, full, demo, 'operations', 'desk', look);
    await fillPool(who, ['台州恒远阀门有限公司', '绍兴东昇纺织有限公司']);
    const id = await uploadSheet(who, [
      '公司,行业,Converted',
      '湖州百川泵业有限公司,机械,1',
      '衢州新峰化工有限公司,,0',
    ]);
    const screens: Screen[] = [
      [
        'import',
        async (page) => {
          await page.goto('/leads/import');
          await table(page, w.door.recent).waitFor();
        },
      ],
      [
        'import mapping',
        async (page) => {
          await page.goto(`/leads/import/${id}`);
          await row(page, w.door.columnsTitle).waitFor();
        },
      ],
      [
        'import sheet',
        async (page) => {
          await button(page, w.common.back).click();
          await page.getByText(w.door.headerRow).waitFor();
        },
      ],
      [
        'import result',
        async (page) => {
          await button(page, w.common.next).click();
          await page.getByRole('button', { name: w.door.start.split('{{')[0]!.trim() }).click();
          await page.getByRole('heading', { name: w.door.doneTitle }).waitFor();
        },
      ],
      [
        'match',
        async (page) => {
          await page.goto('/leads?view=unassigned');
          await button(page, w.lead.match).click();
          await row(page, w.match.title).waitFor();
        },
      ],
      [
        'other owner',
        async (page) => {
          await row(page, w.match.title).getByRole('button').first().click();
          await page.getByRole('dialog', { name: w.match.owner }).waitFor();
        },
      ],
    ];
    expect(await walk(who.page, w, screens)).toEqual({});
    await who.leave();
  });
});
