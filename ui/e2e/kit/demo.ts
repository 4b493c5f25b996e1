// Before all stories: one demo company is made by the binary itself; each story starts on a copy of its folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { binary } from './paths';

export type Login = { phone: string; role: string; name: string; group: string };
export type Demo = { dir: string; password: string; logins: Login[] };

declare module 'vitest' {
  interface ProvidedContext {
    demo: Demo;
  }
}

/** Makes a demo company in `dir` and reads from the command's own words who may sign in. */
export function makeDemo(dir: string): Demo {
  const said = execFileSync(binary(), ['demo'], {
    env: { ...process.env, XIAOGUAN_DATA: dir, XIAOGUAN_DATABASE: '' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const password = /^password of all: (\S+)$/m.exec(said)?.[1];
  const logins = [...said.matchAll(/^(1\d{10})\s+(\w+)\s+(\S+) ?(\S*)$/gm)].map(([, phone, role, name, group]) => ({
    phone: phone!,
    role: role!,
    name: name!,
    group: group!,
  }));
  if (!password || logins.length === 0) throw new Error(`xiaoguan demo said nothing to sign in with:\n${said}`);
  return { dir, password, logins };
}

export default function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoguan-demo-'));
  project.provide('demo', makeDemo(dir));
  return () => rmSync(dir, { recursive: true, force: true });
}
