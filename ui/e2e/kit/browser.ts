// Browsers as people have them: a PC of 1440×900 and a phone of 390×844 with touch. Everything that must never happen on any
// page is written down while the story runs and checked at its end: broken scripts, blocked resources, server errors.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Demo } from './demo';
import * as paths from './paths';
import type { Server } from './server';

export type Look = { lang: 'zh' | 'en'; theme: 'light' | 'dark' };
export type Device = 'desk' | 'phone';
export const usual: Look = { lang: 'zh', theme: 'light' };

const devices: Record<Device, BrowserContextOptions> = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: paths.chromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });

export type Person = {
  context: BrowserContext;
  page: Page;
  /** What went wrong on this person's pages so far. */
  troubles: string[];
  /** Ends the visit; it must have gone without trouble. */
  leave: () => Promise<void>;
};

type Violation = { directive: string; blocked: string; at: string };
declare global {
  interface Window {
    tellViolation: (v: Violation) => void;
    /** The last number handed to the telephone. */
    dialled?: string;
  }
}

async function watch(context: BrowserContext, troubles: string[]) {
  await context.exposeFunction('tellViolation', (v: Violation) => {
    troubles.push(`content policy: ${v.directive} blocked ${v.blocked} at ${v.at}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      window.tellViolation({
        directive: e.effectiveDirective,
        blocked: e.blockedURI || e.sample,
        at: `${e.sourceFile}:${e.lineNumber}`,
      });
    });
  });
  // A browser without a telephone stands still at tel: addresses: here it takes the number and stays, as a phone would.
  await context.addInitScript(() => {
    window.navigation?.addEventListener('navigate', (e) => {
      if (!e.destination.url.startsWith('tel:')) return;
      e.preventDefault();
      window.dialled = e.destination.url;
    });
  });
  context.on('console', (m) => {
    if (m.type() === 'error' && /Content Security Policy|Refused to/.test(m.text())) troubles.push(m.text());
  });
  context.on('weberror', (e) => {
    troubles.push(`script: ${e.error().stack ?? e.error().message}`);
  });
  context.on('response', (r) => {
    if (r.status() >= 500) troubles.push(`${r.status()} ${r.request().method()} ${r.url()}`);
  });
}

/** Somebody opens a browser in front of the server. */
export async function visit(
  browser: Browser,
  server: Server,
  device: Device = 'desk',
  look: Look = usual,
): Promise<Person> {
  const context = await browser.newContext({
    ...devices[device],
    baseURL: server.url,
    locale: look.lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: look.theme,
  });
  context.setDefaultTimeout(10_000);
  const troubles: string[] = [];
  await watch(context, troubles);
  const page = await context.newPage();
  const leave = async () => {
    await context.close();
    expect(troubles).toEqual([]);
  };
  return { context, page, troubles, leave };
}

/** Signs in without the form, for stories that are about something else. */
export async function signIn(who: Person, account: string, password: string) {
  const answer = await who.context.request.post('/api/v1/session', { data: { account, password } });
  expect(answer.status()).toBe(200);
}

/** The first person of a role in the demo company, signed in on a device. */
export async function demoPerson(
  browser: Browser,
  server: Server,
  demo: Demo,
  role: string,
  device: Device = 'desk',
  look: Look = usual,
) {
  const login = demo.logins.find((l) => l.role === role)!;
  const who = await visit(browser, server, device, look);
  await signIn(who, login.phone, demo.password);
  return { ...who, login };
}

/** What the API answers this person. */
export async function ask<T>(who: Person, path: string): Promise<T> {
  const answer = await who.context.request.get(`/api/v1${path}`);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

type Rows = { items: unknown[]; next: string; count?: { n: number; capped: boolean } };

/** How many leads a person sees under these conditions: the server's count, or the rows one by one where that is capped. */
export async function countLeads(who: Person, filter: string[]): Promise<number> {
  const list = (more: [string, string][]) =>
    ask<Rows>(who, `/leads?${new URLSearchParams([...filter.map((f): [string, string] => ['filter', f]), ...more])}`);
  const { count } = await list([
    ['limit', '1'],
    ['count', 'true'],
  ]);
  if (!count!.capped) return count!.n;
  let n = 0;
  for (let cursor = ''; ; ) {
    const page = await list([['limit', '200'], ...(cursor ? ([['cursor', cursor]] as [string, string][]) : [])]);
    n += page.items.length;
    cursor = page.next;
    if (!cursor) return n;
  }
}
