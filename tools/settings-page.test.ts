/** Holds docs/settings.md to the code: every variable that is read is described, as the code treats it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/main/settings.ts';
import { codeWords, listFiles, readPage, tableRows } from './markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = tableRows(readPage(root, 'docs/settings.md').text);
const machine = { isRoot: false, homeFolder: '/home/siti' };
const nameOf = (row: Record<string, string>) => codeWords(row.Variable ?? '')[0] ?? '';

/** Rows that describe how Sampai starts have a column for each mode. */
const settings = rows.filter((row) => row.Production !== undefined);

/** Everything that an office must and may set, in shapes that are accepted. */
const office: Record<string, string> = {
  SAMPAI_MODE: 'produksi',
  SAMPAI_REGENCY: '63.11',
  SAMPAI_KEY_FILE: '/etc/sampai/keys.json',
  DATABASE_URL: 'postgresql://app:s@db/sampai',
  PUBLIC_URL: 'https://sampai.example.go.id',
  WHATSAPP_APP_SECRET: 'a',
  WHATSAPP_VERIFY_TOKEN: 'b',
  WHATSAPP_ACCESS_TOKEN: 'c',
  WHATSAPP_PHONE_NUMBER_ID: '123',
};

/** The names that reading the settings asks the environment for. */
function namesRead(): string[] {
  const asked = new Set<string>();
  const env = new Proxy({} as Record<string, string | undefined>, {
    get: (_target, name) => {
      asked.add(String(name));
      return undefined;
    },
  });
  expect(readSettings(env, machine).ok).toBe(true);
  return [...asked];
}

/** How an office without this variable, or with it, fares. */
function roleInProduction(name: string): 'required' | 'optional' | 'refused' {
  expect(readSettings(office, machine).ok).toBe(true);
  if (name === 'SIMULATORS_PORT' || name === 'DATABASE_PORT') {
    return readSettings({ ...office, [name]: '8090' }, machine).ok ? 'optional' : 'refused';
  }
  return readSettings({ ...office, [name]: '' }, machine).ok ? 'optional' : 'required';
}

describe('the page of settings', () => {
  it('describes every variable that the settings are read from', () => {
    expect(settings.map(nameOf).toSorted()).toEqual(namesRead().toSorted());
  });

  it.each(settings.map((row) => [nameOf(row), row] as const))(
    'says how %s counts in production',
    (name, row) => {
      // Without the mode itself the rest would be read as a demonstration's.
      if (name !== 'SAMPAI_MODE') expect(row.Production).toBe(roleInProduction(name));
    },
  );

  it.each([
    ['HOST', 'host'],
    ['PORT', 'port'],
    ['PUBLIC_URL', 'publicUrl'],
    ['SAMPAI_MODE', 'mode'],
    ['SAMPAI_REGENCY', 'regencyCode'],
    ['GRAPH_VERSION', 'graphVersion'],
  ])('gives the default of %s', (name, key) => {
    const read = readSettings({}, machine);
    if (!read.ok) throw new Error(read.sentence.en);
    const actual = { ...read.settings, ...read.settings.whatsapp }[key as 'host'];
    const row = settings.find((one) => nameOf(one) === name);
    expect(codeWords(row?.Default ?? '')[0]).toBe(String(actual));
  });

  it('describes every other variable of ours that the code reads, and no more', () => {
    const code = listFiles(root)
      .filter((path) => /^(?:src|web|test|tools|stories|bench)\/.*\.tsx?$/.test(path))
      .filter((path) => !path.endsWith('settings-page.test.ts'))
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    const named = new Set(code.match(/\b(?:SAMPAI|BSRE|WHATSAPP)_(?:[A-Z]+_)*[A-Z]+\b/g));
    const described = rows.map(nameOf).filter((name) => name !== '');
    // Set by tests themselves to see that a child does not inherit them.
    const inner = new Set(['SAMPAI_CANARY', 'SAMPAI_TEST_SECRET']);
    expect([...named].filter((name) => !inner.has(name) && !described.includes(name))).toEqual([]);
    expect(described.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });
});
