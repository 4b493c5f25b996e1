// Where the program, the browser and the shared data are. Missing programs are an error: a story that cannot run must not pass.
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

export function binary(): string {
  const path = process.env.XIAOGUAN_TEST_BINARY || join(root, 'bin/xiaoguan');
  if (!existsSync(path)) throw new Error(`${path} is missing: make build`);
  return path;
}

export function chromium(): string {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome'])
    for (const dir of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(dir, name);
      if (existsSync(path)) return path;
    }
  throw new Error('Chromium is missing: scripts/setup.sh browser');
}

/** A file of ../shared, or undefined where that folder is absent. */
export function shared(path: string): string | undefined {
  const full = resolve(root, '../shared', path);
  return existsSync(full) ? full : undefined;
}
