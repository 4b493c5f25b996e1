// The real binary on a free port with a folder of its own, SQLite inside.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './paths';

export type Server = { url: string; dir: string; stop: () => Promise<void> };

const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))));
    });
  });

async function ready(url: string, child: ChildProcess, said: () => string) {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    const ok = await fetch(`${url}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((r) => setTimeout(r, 50));
  }
  throw new Error(`the server did not become ready\n${said()}`);
}

/** Starts a server; `from` is a data folder to copy, none is an empty system. */
export async function startServer(from?: string): Promise<Server> {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoguan-story-'));
  if (from) cpSync(from, dir, { recursive: true });
  const listen = `127.0.0.1:${await freePort()}`;
  let log = '';
  const child = spawn(binary(), ['serve'], {
    env: { ...process.env, XIAOGUAN_DATA: dir, XIAOGUAN_LISTEN: listen, XIAOGUAN_DATABASE: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const out of [child.stdout, child.stderr]) {
    out.on('data', (part: Buffer) => {
      log = (log + part.toString()).slice(-8_000);
    });
  }
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    rmSync(dir, { recursive: true, force: true });
  };
  const url = `http://${listen}`;
  try {
    await ready(url, child, () => log);
  } catch (e) {
    await stop();
    throw e;
  }
  return { url, dir, stop };
}
