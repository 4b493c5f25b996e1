// The way in, by axe-core: set-up, sign-in, the first day, imports and matching.
import { describe, expect, test } from 'vitest';
import { demoPerson, type Person, visit } from './kit/browser';
import { fillPool, uploadSheet } from './kit/pool';
import { startServer } from './kit/server';
import { button, company, looks, row, type Screen, table, walk, words } from './kit/walk';

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

describe('无障碍：进门', () => {
  const at = company();

  test.each(looks)('登录前和空系统 $lang $theme', async (look) => {
    const w = words[look.lang];
    const empty = await startServer();
    const who: Person = await visit(at.browser, empty, 'desk', look);
    expect(await walk(who.page, look, outside)).toEqual({});
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
    expect(await walk(who.page, look, [first])).toEqual({});
    await who.leave();

    const outdoors = await visit(at.browser, at.server, 'phone', look);
    const door: Screen = [
      'phone sign-in',
      async (page) => {
        await page.goto('/m/');
        await page.getByRole('heading', { name: w.session.title }).waitFor();
      },
    ];
    expect(await walk(outdoors.page, look, [door])).toEqual({});
    await outdoors.leave();
    await empty.stop();
  });

  test.each(looks)('导入和分配 $lang $theme', async (look) => {
    const w = words[look.lang];
    const who = await demoPerson(at.browser, at.server, at.demo, 'operations', 'desk', look);
    const part = `${looks.indexOf(look) + 1} 分厂`;
    await fillPool(who, [`台州恒远阀门有限公司${part}`, `绍兴东昇纺织有限公司${part}`]);
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
    expect(await walk(who.page, look, screens)).toEqual({});
    await who.leave();
  });
});
