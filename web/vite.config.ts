/** Builds every page of the web app: each folder `web/NAME/` with an `index.html` becomes `/NAME/`. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const webRoot = import.meta.dirname;

/** The pages that exist now, so that a new one needs no change here. */
function findPages(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(webRoot, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(webRoot, entry.name, 'index.html')))
      .map((entry) => [entry.name, join(webRoot, entry.name, 'index.html')]),
  );
}

/** Where the app listens while pages are developed with `vite web`. */
const app = { target: process.env.SAMPAI_DEV_APP ?? 'http://127.0.0.1:8080' };

export default defineConfig({
  root: webRoot,
  base: '/',
  appType: 'mpa',
  plugins: [react()],
  server: { proxy: { '/api': app, '/simulator': app, '/health': app } },
  build: {
    outDir: join(webRoot, '..', 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: findPages(),
      output: {
        // Libraries change less often than our pages; split by family, so that a light page (phone, courier)
        // never loads the console's component library.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'console', test: /node_modules[\\/](@mantine|@floating-ui|@tanstack)[\\/]/, priority: 2 },
            { name: 'words', test: /node_modules[\\/](i18next|react-i18next)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
});
