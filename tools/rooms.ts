/**
 * Checks who imports whom: `main → http, jobs, simulators, adapters → app → domain → src/catalogue → nothing`.
 *
 * Imports are found with a regular expression over the text without comments. Run by itself it prints every
 * wrong import with the rule it breaks and exits with 1; `rooms.test.ts` runs it with the tests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One import, or one use of the outside world, that the rules forbid. */
export interface Breach {
  /** Path from the root of the project. */
  file: string;
  /** The import as written, or the forbidden word. */
  found: string;
  rule: string;
}

/** Who may import which other room. A room may always import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/catalogue': [],
  'src/domain': ['src/catalogue'],
  'src/app': ['src/domain', 'src/catalogue'],
  'src/adapters': ['src/app/ports.ts', 'src/app/ports', 'src/domain', 'src/catalogue'],
  'src/simulators': [],
  'src/http': ['src/app', 'src/domain', 'src/catalogue'],
  'src/jobs': ['src/app', 'src/domain', 'src/catalogue'],
  'src/main': [
    'src/http',
    'src/jobs',
    'src/simulators',
    'src/adapters',
    'src/app',
    'src/domain',
    'src/catalogue',
    'catalogue',
  ],
  catalogue: ['src/catalogue'],
  web: ['src/domain', 'src/catalogue'],
};

/** Rooms of pure rules: no packages, and none of the words that reach the outside world. */
const PURE_ROOMS = ['src/domain', 'src/catalogue'];

/** Date.parse, Date.UTC and `new Date(moment)` only reckon; as a type Date is no more than a name. */
const FORBIDDEN_WORDS: readonly [RegExp, string][] = [
  [/\bDate\s*(?:\?\.|\.\s*(?!parse\b|UTC\b)|\[\s*[^\]\s])/, 'Date.now'],
  [/\bnew Date(?:\(\s*(?:\)|\.\.\.)|(?!\s*\())/, 'new Date()'],
  [/(?<!new )\bDate\(\s*\)/, 'Date()'],
  // Handed on or taken apart as a value, under whatever name.
  [
    /(?:=>?|[([?!,]|\.\.\.|&&|\|\||\b(?:return|typeof|extends|yield|of))\s*Date\b(?!\s*(?:[.>([]|\?\.))/,
    'Date',
  ],
  [/(?:\?\s+[^:;{}\n]+|\{\s*\w+\s*):\s*Date\b(?!\s*[.(])\s*[;,}\n)]/, 'Date'],
  [/(?<![\w$.])Math\b(?!\s*\.\s*(?!random\b)[A-Za-z\d]+\b)/, 'Math.random'],
  // They know the machine's clock, its place and its language.
  [/(?<![\w$.])(?:Intl|Temporal)\b|\.\s*toLocale\w+/, 'Intl'],
  [/\bfetch\s*\(/, 'fetch'],
  [/\bprocess\s*[.[]/, 'process'],
  [/\b(?:crypto|globalThis)\s*[.[]/, 'crypto or globalThis'],
  [/\bset(?:Timeout|Interval|Immediate)\b/, 'timers'],
  [/\bperformance\s*\.\s*now\b/, 'performance.now'],
];

const IMPORT =
  /(?:^|[;}\s])(?:import|export)\s+(?<type>type\s)?(?:[^'"`;=()]*?\sfrom\s*)?['"](?<path>[^'"]+)['"]|\bimport\s*\(\s*['"`](?<dynamic>[^'"`]+)['"`]\s*\)?(?<asType>\.[A-Z])?/g;

/** An import whose path is no plain text: nobody can say beforehand which room it leads to. */
const HIDDEN_IMPORT = /\bimport\s*\((?!\s*(?:'[^'\n]*'|"[^"\n]*"|`(?:[^`$]|\$(?!\{))*`)\s*[,)])(?=\s*\S)/;

/** Checks the text of one file. `file` is its path from the root of the project. */
export function findBreaches(file: string, text: string): Breach[] {
  const room = roomOf(file);
  if (!room) return [];
  const code = blankComments(text);
  const breaches: Breach[] = [];
  for (const match of code.matchAll(IMPORT)) {
    const found = match.groups?.path ?? match.groups?.dynamic ?? '';
    const isType = (match.groups?.type ?? match.groups?.asType) !== undefined;
    const rule = judgeEquipment(file, found) ?? judgeImport(file, room, found, isType);
    if (rule) breaches.push({ file, found, rule });
  }
  if (room !== 'src/main' && HIDDEN_IMPORT.test(code))
    breaches.push({ file, found: 'import(…)', rule: 'only src/main may import what is named at run time' });
  if (PURE_ROOMS.includes(room) && !isTest(file)) {
    const bare = blankStrings(code);
    for (const [word, name] of FORBIDDEN_WORDS) {
      if (word.test(bare))
        breaches.push({
          file,
          found: name,
          rule: `${room} touches no clock, network, process or randomness`,
        });
    }
  }
  return breaches;
}

function judgeImport(file: string, room: string, path: string, isType: boolean): string | undefined {
  if (!path.startsWith('.')) return judgePackage(file, room);
  const target = normalize(join(dirname(file), path)).replaceAll('\\', '/');
  const targetRoom = roomOf(target);
  if (targetRoom === room) return undefined;
  // Tests may use the shared equipment of test/; the rest of the house may not.
  if (!targetRoom) return isTest(file) ? undefined : `${room} may not import ${target}`;
  const allowed = MAY_IMPORT[room] ?? [];
  if (allowed.some((each) => target === each || target.startsWith(`${each}/`))) return undefined;
  if (room === 'web' && isType && target === 'src/http/api-types.ts') return undefined;
  if (isTest(file) && (isTest(target) || isTestAllowance(room, targetRoom))) return undefined;
  return `${room} may import only ${allowed.join(', ') || 'itself'}`;
}

/** Contract suites and browser tests run against simulators; the shelf is tested by the core's planner. */
function isTestAllowance(room: string, targetRoom: string): boolean {
  if (room === 'src/adapters' || room === 'web') return targetRoom === 'src/simulators';
  return room === 'catalogue' && targetRoom === 'src/domain';
}

/** What is made for tests is named so, and nothing that serves people leans on it. */
function judgeEquipment(file: string, path: string): string | undefined {
  if (isTest(file)) return undefined;
  const isForTests = path === 'vitest' || (path.startsWith('.') && isTest(path));
  return isForTests ? 'only .test and .fixture files may import what is made for tests' : undefined;
}

function judgePackage(file: string, room: string): string | undefined {
  if (isTest(file)) return undefined;
  if (PURE_ROOMS.includes(room) || room === 'catalogue') return `${room} imports no packages`;
  return undefined;
}

function isTest(file: string): boolean {
  return /\.(test|fixture)\.tsx?$/.test(file);
}

function roomOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((room) => file.startsWith(`${room}/`));
}

/** Comments become spaces, so that words in them do not count; strings stay, since imports are strings. */
function blankComments(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (whole, string: string | undefined) => string ?? whole.replace(/[^\n]/g, ' '),
  );
}

/** What stands between quotes is words for people; what a template inserts is code and stays. */
function blankStrings(code: string): string {
  return code
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
    .replace(/`(?:\\.|[^`\\])*`/g, (whole) =>
      [...whole.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1]).join(';'),
    );
}

/** Checks every TypeScript file of the rooms under `root`. */
export function checkRooms(root: string): Breach[] {
  return ['src', 'catalogue', 'web'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .flatMap((path) =>
        findBreaches(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')),
      ),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const breaches = checkRooms(fileURLToPath(new URL('..', import.meta.url)));
  for (const { file, found, rule } of breaches) console.error(`${file}: "${found}": ${rule}`);
  if (breaches.length > 0) process.exitCode = 1;
}
