/** Tells which imports the house allows, and that today's house keeps to them. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkRooms, findBreaches } from './rooms.ts';

const found = (file: string, text: string) => findBreaches(file, text).map((breach) => breach.found);

describe('the house', () => {
  it('keeps to its rooms', () => {
    expect(checkRooms(fileURLToPath(new URL('..', import.meta.url)))).toEqual([]);
  });
});

describe('an import', () => {
  it.each([
    ['src/domain/case/decide.ts', "import { x } from '../../catalogue/condition.ts';"],
    ['src/app/accept-case.ts', "import { decide } from '../domain/case/decide.ts';"],
    ['src/adapters/postgres/cases.ts', "import type { Clock } from '../../app/ports.ts';"],
    ['src/adapters/postgres/cases.ts', "import pg from 'pg';"],
    ['src/main/app.ts', "import '../http/cases.ts';"],
    ['web/office/queue.tsx', "import { acts } from '../../src/domain/case/acts.ts';"],
    ['web/office/api.ts', "import type { CaseView } from '../../src/http/api-types.ts';"],
    ['web/office/api.ts', "type A = import('../../src/http/api-types.ts').SigningAuthority[];"],
    ['src/adapters/postgres/cases.ts', "import type { Storage } from '../../app/ports/storage.ts';"],
    ['web/phone/phone.test.ts', "import { start } from '../../src/simulators/whatsapp/start.ts';"],
    ['src/catalogue/plan.test.ts', "import { given } from '../domain/case/given.fixture.ts';"],
    ['src/adapters/tte/contract.test.ts', "import { start } from '../../simulators/bsre/server.ts';"],
  ])('of a lower room is allowed: %s', (file, text) => {
    expect(found(file, text)).toEqual([]);
  });

  it.each([
    ['src/domain/case/decide.ts', "import { acceptCase } from '../../app/accept-case.ts';"],
    ['src/domain/case/decide.ts', "import { v7 } from 'uuid';"],
    ['src/catalogue/plan.ts', "import { readFileSync } from 'node:fs';"],
    ['src/app/accept-case.ts', "export { query } from '../adapters/postgres/cases.ts';"],
    ['src/adapters/postgres/cases.ts', "import type { Act } from '../../app/accept-case.ts';"],
    ['src/adapters/tte/bsre.ts', "import { start } from '../../simulators/bsre/server.ts';"],
    ['src/simulators/siak/server.ts', "import type { Clock } from '../../app/ports.ts';"],
    ['src/http/cases.ts', "const { pool } = await import('../adapters/postgres/pool.ts');"],
    ['src/http/cases.ts', "import {\n  a,\n  b,\n} from '../main/settings.ts';"],
    ['src/domain/case/decide.ts', "const a = 1; import b from '../../../test/support/database.ts';"],
    ['web/office/api.ts', "import { routes } from '../../src/http/cases.ts';"],
    ['web/office/api.ts', "const { open } = await import('../../src/app/ports.ts');"],
    ['web/office/api.ts', "import type { Officer } from '../../src/app/ports.ts';"],
    ['web/office/api.ts', "import { a } from '../../src/http/api-types.ts';"],
    ['web/office/api.ts', "import { stories } from '../../stories/stories.ts';"],
    ['web/start/demo.ts', "import { birth } from '../../bench/birth.ts';"],
    ['web/start/demo.ts', "import '../../docs/images/start.css';"],
    ['catalogue/services/kelahiran/service.ts', "import '../../../src/domain/case/decide.ts';"],
  ])('of a wrong room is named: %s', (file, text) => {
    expect(findBreaches(file, text)).toHaveLength(1);
    expect(findBreaches(file, text)[0]?.rule).toMatch(/may import only|may not import|imports no packages/);
  });

  it.each([
    ['src/adapters/tte/bsre.ts', "import { bench } from './bench.fixture.ts';"],
    ['src/app/accept-case.ts', "import { given } from '../domain/case/given.fixture.ts';"],
    ['src/adapters/whatsapp/contract.ts', "import { describe } from 'vitest';"],
    ['web/office/queue.tsx', "const { rows } = await import('./queue.test.tsx');"],
  ])('of test equipment is for tests alone: %s', (file, text) => {
    expect(findBreaches(file, text).map((breach) => breach.rule)).toEqual([
      'only .test and .fixture files may import what is made for tests',
    ]);
    expect(found(file.replace(/\.tsx?$/, '.fixture.ts'), text)).toEqual([]);
  });

  it.each([
    ['src/app/accept-case.ts', 'const { query } = await import(path);'],
    ['src/domain/case/decide.ts', "await import('./a' + name);"],
    ['web/office/api.ts', 'await import(`../../$' + '{room}/a.ts`);'],
    ['src/adapters/tte/bsre.ts', 'import(\n  modules[0]!,\n)'],
  ])('that is named at run time is for main alone: %s', (file, text) => {
    const rules = findBreaches(file, text).map((breach) => breach.rule);
    expect(rules).toContain('only src/main may import what is named at run time');
    expect(found('src/main/load.ts', 'await import(path);')).toEqual([]);
    expect(found(file, "const a = await import('./b.ts');\nconst { url } = import.meta;")).toEqual([]);
  });

  it('counts only where it is code', () => {
    expect(found('src/domain/a.ts', "// import x from 'pg';\n/* import 'pg' */\n")).toEqual([]);
  });
});

describe('the pure rooms', () => {
  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const roll = Math.random();',
    'await fetch("http://a");',
    'process.env.A',
    'crypto.randomUUID()',
    'setTimeout(f, 1)',
    'const text = `$' + '{Date.now()}`;',
    'const { now } = Date;',
    'const { random } = Math;',
    'const dice = Math["random"]();',
    'const clock = Date["now"]();',
    'const clock = Date?.now();',
    'const now = new Date(...[]);',
    'roll(Math);',
    'tell(1, Date);',
    'const clock = isReal ? Date : given;',
    'const clock = isReal ? given : Date;',
    'const parts = { clock: Date };',
    'const later = () => Date;',
    'const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;',
    'const day = new Date(at).toLocaleDateString();',
    'const now = Temporal.Now.instant();',
  ])('may not say %s', (text) => {
    expect(found('src/domain/case/x.ts', text)).toHaveLength(1);
  });

  it('may read a given date, and speak of such things in words', () => {
    expect(
      found('src/domain/x.ts', "const a = new Date(at); // Date.now()\nconst b = 'process.env';"),
    ).toEqual([]);
  });

  it('may reckon with dates and figures that were given, and name Date as a type', () => {
    const lines = [
      'const ms = Date.parse(at) + Date.UTC(2026, 1, 1) + Math.floor(Math.PI) - Math.max(1, 2);',
      'export function nextNight(now: Date, minutes: number, last?: Date): Date {',
      'const all: Date[] = []; let one: string | Date | undefined; const known = new Map<string, Date>();',
      'const birthDate = readDate(state.birthDate); hasDate(text, date);',
    ];
    expect(found('src/domain/x.ts', lines.join('\n'))).toEqual([]);
  });

  it('are the only ones that are held to this', () => {
    expect(found('src/adapters/clock/x.ts', 'Date.now()')).toEqual([]);
  });
});
