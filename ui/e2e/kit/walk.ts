// A walk through screens with axe-core, levels A and AA: zh-light and en-dark always, all four looks with XIAOGUAN_LONG=1. Each
// page is also held to the content policy: a blocked script or style fails the visit. With XIAOGUAN_PICTURES=folder each screen
// leaves a picture there, to be looked at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import en from '../../src/text/en';
import zh from '../../src/text/zh';
import { findings } from './axe';
import { type Device, demoPerson, type Look, launch } from './browser';
import { type Server, startServer } from './server';

const always: Look[] = [
  { lang: 'zh', theme: 'light' },
  { lang: 'en', theme: 'dark' },
];
const rest: Look[] = [
  { lang: 'zh', theme: 'dark' },
  { lang: 'en', theme: 'light' },
];
export const looks = process.env.XIAOGUAN_LONG ? [...always, ...rest] : always;
export type Words = typeof zh;
export const words = { zh, en } as const satisfies Record<string, Words>;

/**
 * A screen: how one gets there from the page before, ending with something that says it stands. What is answered is the part
 * to look at, when the rest of the page has been looked at before.
 */
export type Screen = [name: string, go: (page: Page, w: Words) => Promise<Locator | undefined>];

export const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });
export const row = (page: Page, name: string) => table(page, name).getByRole('row').nth(1);
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const drawer = (page: Page) => page.getByRole('complementary').last();
export const sheet = (page: Page) => page.getByRole('dialog');

/** What slides or fades in has a colour of its own on the way. */
async function still(page: Page) {
  await page.waitForTimeout(100);
  const moving = () =>
    document.getAnimations().some((a) => a.playState === 'running' && a.effect?.getTiming().iterations === 1);
  await expect.poll(() => page.evaluate(moving)).toBe(false);
}

const pictures = process.env.XIAOGUAN_PICTURES;

async function keep(page: Page, name: string, look: Look) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name.replaceAll(' ', '-')}.${look.lang}-${look.theme}.png`) });
}

/** Goes through screens; one that cannot be reached is a finding like any other. */
export async function walk(page: Page, look: Look, screens: Screen[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, go] of screens) {
    try {
      const part = (await go(page, words[look.lang])) ?? undefined;
      await still(page);
      await keep(page, name, look);
      const list = await findings(page, part);
      if (list.length) found[name] = list;
    } catch (e) {
      await keep(page, `not reached ${name}`, look);
      found[name] = [`not reached: ${(e as Error).message}`];
    }
  }
  return found;
}

/** A demo company's server and a browser for the stories of one file. */
export function company() {
  const demo = inject('demo');
  const at = {} as { server: Server; browser: Browser };
  beforeAll(async () => {
    [at.server, at.browser] = await Promise.all([startServer(demo.dir), launch()]);
  });
  afterAll(async () => {
    await at.browser?.close();
    await at.server?.stop();
  });
  /** Somebody of a role walks through screens. */
  const inside = async (role: string, device: Device, look: Look, screens: Screen[]) => {
    const who = await demoPerson(at.browser, at.server, demo, role, device, look);
    expect(await walk(who.page, look, screens)).toEqual({});
    await who.leave();
  };
  return Object.assign(at, { demo, inside });
}
