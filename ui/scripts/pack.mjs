// Compresses every text file of the build once, at brotli 11, beside the original: the server only picks a file.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const root = new URL('../dist/app/', import.meta.url).pathname;
const text = /\.(js|css|svg|json|webmanifest)$/;

function walk(dir) {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

for (const path of walk(root)) {
  if (!text.test(path)) continue;
  const raw = readFileSync(path);
  if (raw.length < 512) continue;
  const small = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  if (small.length < raw.length) writeFileSync(`${path}.br`, small);
}
