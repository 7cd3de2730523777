/**
 * The app on a database of its own: real storage, keys and catalogue rules; the outside world is fake and the clock
 * stands still until it is moved. The office lends library cards, so that no test relies on the rules of a birth.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';
import type { OfficeKeys } from '../../src/adapters/keys/office-keys.ts';
import { randomOfficeKeys } from '../../src/adapters/keys/random-office-keys.fixture.ts';
import { KeyRing } from '../../src/adapters/postgres/key-ring.ts';
import { inOffice, sqlFor } from '../../src/adapters/postgres/office-transaction.ts';
import { createStorage } from '../../src/adapters/postgres/storage.ts';
import { createWebhookIntake } from '../../src/adapters/postgres/webhook-intake.ts';
import type { App } from '../../src/app/app.ts';
import type { Office, Officer, Storage, Transaction, WebhookIntake } from '../../src/app/ports.ts';
import type { Service } from '../../src/catalogue/define-service.ts';
import type { Role } from '../../src/domain/case/acts.ts';
import { libraryCard } from '../../src/domain/case/library-card.fixture.ts';
import { desasAmong } from '../../src/main/office/areas.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import {
  FakeSigner,
  FakeWhatsApp,
  fakeChecker,
  fakePrinter,
  fakeReader,
  fakeSandbox,
  MemoryFileStore,
} from './fake-outside.ts';

/** A Monday in November, 08:00 in the office. */
export const startAt = '2026-11-23T00:00:00.000Z';
/** Two kecamatan with a desa each; `desa` is that of the answers in `given.fixture.ts`. */
export const desa = '63.11.04.2003';
export const otherDesa = '63.11.05.2001';
const areaNames = new Map([
  ['63.11', 'Balangan'],
  ['63.11.04', 'Paringin'],
  [desa, 'Desa Contoh'],
  ['63.11.05', 'Awayan'],
  [otherDesa, 'Desa Lain'],
]);

/** The invented service; its letter has a number of its own, as an akta has. */
export const service: Service = {
  ...libraryCard,
  produces: libraryCard.produces.map((one) =>
    one.document.id === 'surat-anggota'
      ? { ...one, document: { ...one.document, numberNamesOne: 'document' as const } }
      : one,
  ),
};

/** A line of the log. */
export interface LogLine {
  level: 'info' | 'warn' | 'incident';
  what: string;
  facts?: unknown;
  error?: unknown;
}

/** What a test app is made of. Offices on the same database share nothing else. */
export interface TestApp {
  app: App;
  storage: Storage;
  officeId: string;
  database: TestDatabase;
  pool: pg.Pool;
  /** Looks into the database as its administrator, whom row-level security does not bind. */
  admin: pg.Pool;
  keys: OfficeKeys;
  ring: KeyRing;
  intake: WebhookIntake;
  files: MemoryFileStore;
  whatsapp: FakeWhatsApp;
  signer: FakeSigner;
  log: LogLine[];
  clock: { now(): Date; move(milliseconds: number): void };
  /** One transaction that sees the whole office. */
  whole<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  addOfficer(name: string, roles: Role[], more?: OfficerOptions): Promise<Officer>;
  close(): Promise<void>;
}

/** An officer who differs from the ordinary one: everywhere, without NIK, may sign nothing. */
export interface OfficerOptions {
  areas?: readonly string[] | '*';
  nik?: string;
  /** Kinds of documents that they may sign from the beginning of the year on. */
  signs?: string[];
}

const hour = 60;

function officeOf(officeId: string): Office {
  return {
    officeId,
    name: 'Perpustakaan Contoh',
    regencyCode: '63.11',
    regencyName: 'Balangan',
    utcOffsetMinutes: 480,
    clockOffsetMs: 0,
    profile: {
      serviceName: 'Perpustakaan Me-WA',
      address: 'Jl. Contoh 1',
      phone: '0526-000000',
      hoursText: 'Senin–Jumat 08.00–16.00',
      workdays: [1, 2, 3, 4, 5],
      opensAtMinute: 8 * hour,
      closesAtMinute: 16 * hour,
      retentionDays: 365,
      consentVersion: '2026-11',
      closedDays: [],
    },
  };
}

async function setUp(pool: pg.Pool, office: Office): Promise<void> {
  await inOffice(pool, { officeId: office.officeId, areas: '*' }, async (tx) => {
    await tx.run(
      sqlFor.insertInto('offices').values({
        office_id: office.officeId,
        name: office.name,
        regency_code: office.regencyCode,
        regency_name: office.regencyName,
        utc_offset_minutes: office.utcOffsetMinutes,
        profile: JSON.stringify(office.profile),
        opened_at: startAt,
      }),
    );
    const levels: Record<number, string> = { 5: 'kabupaten', 8: 'kecamatan', 13: 'desa' };
    for (const [code, name] of areaNames) {
      await tx.rows('insert into areas (code, name, level) values ($1, $2, $3) on conflict do nothing', [
        code,
        name,
        levels[code.length],
      ]);
    }
  });
}

function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 6 });
  // Connections that are still being closed when the database is dropped are broken off; that is no fault.
  pool.on('error', () => undefined);
  return pool;
}

function appOf(
  parts: Pick<TestApp, 'storage' | 'clock' | 'whatsapp' | 'signer' | 'log'>,
  office: Office,
): App {
  const { storage, clock, whatsapp, signer, log } = parts;
  const { workdays, opensAtMinute, closesAtMinute } = office.profile;
  const { utcOffsetMinutes } = office;
  return {
    storage,
    clock,
    whatsapp,
    signature: signer,
    newId: v7,
    randomDigits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
    randomCode: () => randomBytes(16).toString('base64url'),
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    catalogue: {
      offered: [{ service, version: 'v1' }],
      documents: service.produces.map((one) => one.document),
      at: () => service,
    },
    office: () => office,
    calendar: () => ({ utcOffsetMinutes, workdays, opensAtMinute, closesAtMinute, holidays: [] }),
    isDesa: (code) => code.length === 13 && areaNames.has(code),
    desas: () => desasAmong(areaNames),
    areaName: (code) => areaNames.get(code),
    sandbox: fakeSandbox,
    checker: fakeChecker,
    reader: fakeReader,
    printer: fakePrinter,
    log: {
      info: (what, facts) => void log.push({ level: 'info', what, facts }),
      warn: (what, facts) => void log.push({ level: 'warn', what, facts }),
      incident: (id, what, error) => void log.push({ level: 'incident', what, facts: { id }, error }),
    },
    settings: {
      publicUrl: 'http://kantor.example',
      albumQuietMs: 4_000,
      signingTimeoutMs: 180_000,
      mediaLimitBytes: 16 * 1024 * 1024,
      phoneNumberId: '111',
    },
  };
}

/** Opens an office on a fresh database, or one more office on the database of another. */
export async function openTestApp(beside?: TestApp): Promise<TestApp> {
  const database = beside?.database ?? (await openTestDatabase());
  const pool = openPool(database.appUrl);
  const admin = openPool(database.adminUrl);
  const office = officeOf(v7());
  const { officeId } = office;
  await setUp(pool, office);

  const keys = randomOfficeKeys();
  const ring = new KeyRing(keys);
  const files = new MemoryFileStore();
  const storage = createStorage({ pool, keys, ring, fileStore: files });
  let now = Date.parse(startAt);
  const clock = {
    now: () => new Date(now),
    move(milliseconds: number) {
      now += milliseconds;
    },
  };
  const fakes = { whatsapp: new FakeWhatsApp(), signer: new FakeSigner(), log: [] as LogLine[] };
  const whole: TestApp['whole'] = (work) => storage.transact({ officeId, areas: '*' }, work);

  return {
    ...{ officeId, database, pool, admin, keys, ring, files, storage, clock, whole, ...fakes },
    app: appOf({ storage, clock, ...fakes }, office),
    intake: createWebhookIntake({ pool, ring }),
    addOfficer: (name, roles, { areas = '*', nik, signs } = {}) =>
      whole(async (tx) => {
        const officerId = v7();
        const officer: Officer = { officerId, accountId: `akun-${name}`, name, roles, areas, isActive: true };
        await tx.directory.addOfficer(officer, nik, clock.now());
        if (signs !== undefined) {
          const authority = { authorityId: v7(), officerId, role: 'Kepala', kind: 'definitif' as const };
          await tx.directory.addAuthority({
            ...authority,
            decree: 'SK 1/CONTOH',
            validFrom: '2026-01-01',
            documentIds: signs,
          });
        }
        return officer;
      }),
    async close() {
      await Promise.all([pool.end(), admin.end()]);
      if (beside === undefined) await database.close();
    },
  };
}
