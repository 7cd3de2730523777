/** Puts the running app together: adapters behind the ports, the catalogue, the office and its clock. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { createAccounts } from '../adapters/accounts/accounts.ts';
import { createLocalFileStore } from '../adapters/files/local-file-store.ts';
import { createUploadSandbox } from '../adapters/files/upload-sandbox.ts';
import { deriveOfficeKeys } from '../adapters/keys/office-keys.ts';
import { createSignedPdfChecker } from '../adapters/pdf/check/signed-pdf-checker.ts';
import { loadTrustAnchors } from '../adapters/pdf/check/trust-anchors.ts';
import { createPdfChild } from '../adapters/pdf/create-pdf-child.ts';
import { createPaperPrinter } from '../adapters/pdf/papers/paper-printer.ts';
import { createPdfReader } from '../adapters/pdf/read/pdf-reader.ts';
import { KeyRing } from '../adapters/postgres/key-ring.ts';
import { inOffice } from '../adapters/postgres/office-transaction.ts';
import { keepServiceVersions } from '../adapters/postgres/service-versions.ts';
import { createStorage } from '../adapters/postgres/storage.ts';
import { createBsreV1 } from '../adapters/tte/bsre-v1.ts';
import { createWhatsApp } from '../adapters/whatsapp/client.ts';
import type { App, Catalogue } from '../app/app.ts';
import type { Office } from '../app/ports.ts';
import type { Desa } from '../domain/conversation/desa-names.ts';
import type { OfficeCalendar } from '../domain/office/calendar.ts';
import { demoOffice } from './demo/demo-office.ts';
import { readKeyFile } from './key-file.ts';
import { loadCatalogue, type Catalogue as ShelfCatalogue } from './load-catalogue.ts';
import { createLog } from './log.ts';
import { type AppClock, createAppClock } from './office/app-clock.ts';
import { desasAmong } from './office/areas.ts';
import { nationalHolidays } from './office/holidays.ts';
import { officeIdOf, regencyOf } from './office/office-id.ts';
import { setUpOffice } from './office/set-up-office.ts';
import type { Settings } from './settings.ts';

/** The app with the parts that only main looks at. */
export interface OpenApp {
  app: App;
  clock: AppClock;
  pool: pg.Pool;
  ring: KeyRing;
  accounts: ReturnType<typeof createAccounts>;
  /** Reads the office's row again, after an admin or the demo's clock changed it. */
  refreshOffice(): Promise<void>;
  close(): Promise<void>;
}

/** Nobody waits longer for a connection: the answer is then that Sampai cannot be used at this moment. */
const CONNECTION_PATIENCE_MS = 5_000;

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    application_name: 'sampai',
    connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
  });
  // The pool makes new connections by itself once PostgreSQL is back; an error that nobody hears ends the process.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function catalogueOf(
  loaded: ShelfCatalogue,
  versions: ReturnType<Map<string, never>['entries']> | Map<string, unknown>,
): Catalogue {
  const known = versions as Map<string, ShelfCatalogue['services'][number]['service']>;
  return {
    offered: loaded.services,
    documents: loaded.documents,
    at(serviceId, version) {
      const service = known.get(`${serviceId}/${version}`);
      if (service === undefined) throw new Error(`unknown version of service ${serviceId}`);
      return service;
    },
  };
}

interface OfficeView {
  office: Office;
  calendar: OfficeCalendar;
  areaNames: ReadonlyMap<string, string>;
  desas: readonly Desa[];
}

async function readOffice(
  app: Pick<App, 'storage'>,
  officeId: string,
  holidays: readonly string[],
): Promise<OfficeView> {
  return app.storage.transact({ officeId, areas: '*' }, async (tx) => {
    const office = await tx.directory.office();
    const areas = await tx.directory.areas(office.regencyCode);
    const areaNames = new Map(areas.map((area) => [area.code, area.name]));
    const { workdays, opensAtMinute, closesAtMinute, closedDays } = office.profile;
    return {
      office,
      calendar: {
        utcOffsetMinutes: office.utcOffsetMinutes,
        workdays,
        opensAtMinute,
        closesAtMinute,
        holidays: [...holidays, ...closedDays],
      },
      areaNames,
      desas: desasAmong(areaNames),
    };
  });
}

async function isSetUp(pool: pg.Pool, officeId: string): Promise<boolean> {
  const rows = await inOffice(pool, { officeId, areas: '*' }, (tx) =>
    tx.rows('select from offices where office_id = $1', [officeId]),
  );
  return rows.length > 0;
}

async function trustAnchors(settings: Settings): Promise<string[]> {
  const isDemo = settings.mode === 'peragaan';
  const trainingCa = join(settings.dataFolder, 'simulators', 'bsre', 'ca', 'ca.pem');
  const anchors = await loadTrustAnchors(settings.trustFolder, {
    acceptTraining: isDemo,
    ...(isDemo && { alsoFiles: [trainingCa] }),
  });
  return anchors.pem;
}

function whatsAppOf(settings: Settings): App['whatsapp'] {
  const { graphBaseUrl: baseUrl, graphVersion: version, phoneNumberId, accessToken } = settings.whatsapp;
  return createWhatsApp({ baseUrl, version, phoneNumberId, accessToken });
}

/** Where the demo's specimens have room for a visible signature; documents of SIAK bear a QR code of their own. */
const SPECIMEN_BOX = { at: { marker: '[tte]' }, width: 168, height: 54 };

/** The database holds no office of this regency: `new-office` has not been run. */
export class OfficeMissing extends Error {}

/** Opens everything. The database must have been migrated. */
export async function openApp(settings: Settings, databaseUrl: string): Promise<OpenApp> {
  const keyFile = await readKeyFile(settings.keyFile);
  if (!keyFile.ok) throw new Error(keyFile.sentence.en);
  const keys = deriveOfficeKeys(keyFile.keys);
  const pool = openPool(databaseUrl);
  const ring = new KeyRing(keys);
  const fileStore = createLocalFileStore(join(settings.dataFolder, 'files'));
  const storage = createStorage({ pool, keys, ring, fileStore });
  const clock = createAppClock();
  const accounts = createAccounts({
    pool,
    secret: keys.accounts,
    baseUrl: settings.publicUrl,
    secureCookies: settings.publicUrl.startsWith('https://'),
  });
  const officeId = officeIdOf(regencyOf(settings));
  if (settings.mode === 'peragaan')
    await setUpOffice({ pool, storage, accounts, now: clock.now() }, demoOffice);
  const thisYear = clock.now().getFullYear();
  const [holidays, loaded] = await Promise.all([
    nationalHolidays([thisYear - 1, thisYear, thisYear + 1, thisYear + 2]),
    loadCatalogue(),
  ]);
  const versions = await inOffice(pool, { officeId, areas: '*' }, (tx) =>
    keepServiceVersions(tx, loaded.services, clock.now()),
  );
  if (!(await isSetUp(pool, officeId))) throw new OfficeMissing('the office has not been set up');
  let view = await readOffice({ storage }, officeId, holidays);
  clock.setOffset(settings.mode === 'peragaan' ? view.office.clockOffsetMs : 0);

  const child = createPdfChild();
  const sandbox = createUploadSandbox();
  const printer = createPaperPrinter();
  const { bsre } = settings;
  const isDemo = settings.mode === 'peragaan';
  const app: App = {
    storage,
    clock,
    newId: v7,
    randomDigits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
    randomCode: () => randomBytes(16).toString('base64url'),
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    catalogue: catalogueOf(loaded, versions),
    office: () => view.office,
    calendar: () => view.calendar,
    isDesa: (code) => code.length === 13 && view.areaNames.has(code),
    areaName: (code) => view.areaNames.get(code),
    desas: () => view.desas,
    whatsapp: whatsAppOf(settings),
    sandbox,
    ...(bsre !== undefined && {
      signature: createBsreV1(isDemo ? { ...bsre, visible: SPECIMEN_BOX } : bsre),
    }),
    checker: createSignedPdfChecker({ trustAnchorsPem: await trustAnchors(settings), clock, child }),
    reader: createPdfReader(child),
    printer,
    log: createLog(settings.logLevel),
    settings: {
      publicUrl: settings.publicUrl,
      albumQuietMs: 4_000,
      signingTimeoutMs: 3 * 60_000,
      mediaLimitBytes: 16 * 1024 * 1024,
      phoneNumberId: settings.whatsapp.phoneNumberId,
    },
  };
  return {
    app,
    clock,
    pool,
    ring,
    accounts,
    async refreshOffice() {
      view = await readOffice({ storage }, officeId, holidays);
      clock.setOffset(settings.mode === 'peragaan' ? view.office.clockOffsetMs : 0);
    },
    async close() {
      await Promise.all([sandbox.close(), printer.close(), child.close()]);
      await pool.end();
    },
  };
}
