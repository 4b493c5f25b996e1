// First-load budgets, in brotli kB of JavaScript: what a browser fetches for the page, static imports and the page's own
// lazy chunk together. Fails the build when one is exceeded.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../dist/app/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'));

const budgets = [
  { name: 'desk shell', entry: 'index.html', pages: [], limit: 340 },
  { name: 'desk lead list', entry: 'index.html', pages: ['src/desk/lead/list.tsx'], limit: 340 },
  { name: 'phone today', entry: 'm.html', pages: ['src/phone/today/page.tsx'], limit: 150 },
];

function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunk.imports ?? []) closure(next, seen);
  return seen;
}

function weight(file) {
  const packed = join(root, `${file}.br`);
  return statSync(existsSync(packed) ? packed : join(root, file)).size;
}

let failed = false;
for (const { name, entry, pages, limit } of budgets) {
  if (!manifest[entry]) continue;
  const keys = new Set();
  for (const key of [entry, ...pages]) {
    if (manifest[key]) closure(key, keys);
    else if (key !== entry) console.log(`  (${key} is not a chunk of its own: counted with the entry)`);
  }
  const files = new Set([...keys].map((k) => manifest[k].file).filter((f) => f.endsWith('.js')));
  const kb = [...files].reduce((sum, f) => sum + weight(f), 0) / 1000;
  const ok = kb <= limit;
  failed ||= !ok;
  console.log(
    `${ok ? 'ok  ' : 'OVER'} ${name.padEnd(16)} ${kb.toFixed(1).padStart(7)} kB of ${limit} kB brotli JS, ${files.size} files`,
  );
}
if (failed) process.exit(1);
