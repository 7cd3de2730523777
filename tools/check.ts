/** `npm run check`: everything that can be said about the code without running it, side by side, in under a minute. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Check {
  name: string;
  /** What Node is given: a script and its arguments. */
  args: string[];
  /** The check is left out while this path, from the root, does not exist. */
  needs: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Finds the script behind a package's command, which `.bin` would start with whatever node is in the way. */
function commandOf(name: string, command: string): string {
  const require = createRequire(import.meta.url);
  const folder = findPackageFolder(require.resolve.paths(name) ?? [], name);
  const { bin } = require(join(folder, 'package.json')) as { bin: string | Record<string, string> };
  return join(folder, typeof bin === 'string' ? bin : (bin[command] ?? ''));
}

function findPackageFolder(places: string[], name: string): string {
  const place = places.find((each) => existsSync(join(each, name, 'package.json')));
  if (!place) throw new Error(`${name} is not installed: run "npm ci".`);
  return join(place, name);
}

const CHECKS: Check[] = [
  {
    name: 'types of the server',
    args: [commandOf('typescript', 'tsc'), '-p', 'tsconfig.json'],
    needs: 'tsconfig.json',
  },
  {
    name: 'types of the web app',
    args: [commandOf('typescript', 'tsc'), '-p', 'web/tsconfig.json'],
    needs: 'web/tsconfig.json',
  },
  {
    name: 'lint and format',
    args: [commandOf('@biomejs/biome', 'biome'), 'check', '.'],
    needs: 'biome.json',
  },
  { name: 'rooms', args: ['tools/rooms.ts'], needs: 'tools/rooms.ts' },
  { name: 'glossary', args: ['tools/check-glossary.ts'], needs: 'tools/check-glossary.ts' },
  { name: 'catalogue', args: ['tools/check-catalogue.ts'], needs: 'tools/check-catalogue.ts' },
];

function run(check: Check): Promise<boolean> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, check.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${check.name}  (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '        '));
      resolve(code === 0);
    });
  });
}

/** The three heavy ones first and at most as many at once as keeps two cores busy. */
async function runAll(checks: Check[], atOnce: number): Promise<boolean> {
  const waiting = [...checks];
  const results: boolean[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await run(next));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.every(Boolean);
}

const present = CHECKS.filter((check) => existsSync(join(root, check.needs)));
process.exitCode = (await runAll(present, 3)) ? 0 : 1;
