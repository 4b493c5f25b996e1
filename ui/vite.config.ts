import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// theme.js runs before the first paint. It is a file of its own, unbundled, because the policy allows no inline script.
function themeScript(): Plugin {
  const file = resolve(import.meta.dirname, 'scripts/theme.js');
  return {
    name: 'theme-script',
    configureServer(server) {
      server.middlewares.use('/theme.js', (_req, res) => {
        res.setHeader('Content-Type', 'text/javascript');
        res.end(readFileSync(file));
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'theme.js', source: readFileSync(file) });
    },
  };
}

const entries: Record<string, string> = { desk: resolve(import.meta.dirname, 'index.html') };
if (existsSync(resolve(import.meta.dirname, 'src/phone/main.tsx')))
  entries.phone = resolve(import.meta.dirname, 'm.html');

// Two entries: the desk at / and the phone at /m/. Built beside dist/.gitkeep so that Go can embed an empty checkout.
export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [react(), themeScript()],
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: entries,
    },
  },
  server: { proxy: { '/api': process.env.XIAOGUAN_API ?? 'http://127.0.0.1:8080' } },
});
