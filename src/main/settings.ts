/** Reads the environment variables that set Sampai up, checks them against each other and fills in defaults. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Sentence } from './sentence.ts';
import { isSafe, readBsre, readWhatsApp } from './settings-outside.ts';
import { SettingsReader, SettingsRefused } from './settings-reader.ts';
import { describeUnknown } from './unknown-settings.ts';

/** `peragaan` is the demonstration with simulators and invented people, `produksi` the real office. */
export type Mode = 'peragaan' | 'produksi';

/** How Meta's Cloud API, or its simulator, is reached and recognised. */
export interface WhatsAppSettings {
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  phoneNumberId: string;
  /** Without a slash at the end. */
  graphBaseUrl: string;
  /** e.g. "v26.0" */
  graphVersion: string;
}

/** The BSrE e-sign client service inside the government network, or its simulator. */
export interface BsreSettings {
  baseUrl: string;
  user: string;
  password: string;
}

/** Where the simulators listen, all on 127.0.0.1; only in Mode Peragaan. */
export interface SimulatorSettings {
  whatsappPort: number;
  bsrePort: number;
  siakPort: number;
}

/** The PostgreSQL that comes with Sampai, or one that somebody else runs. */
export type DatabaseSettings =
  | { kind: 'embedded'; port?: number }
  /** Without `adminUrl` the start does not migrate; it stops when migrations are missing. */
  | { kind: 'given'; url: string; adminUrl?: string };

/** Everything the processes of one Sampai are told at their start. */
export interface Settings {
  mode: Mode;
  /** Code of the office's regency with dots, e.g. "63.11"; the demo is always Balangan. */
  regencyCode: string;
  /** Absolute path. */
  dataFolder: string;
  /** The office's keys; never inside a backup. */
  keyFile: string;
  /** Certificates that signatures on PDFs are trusted by. */
  trustFolder: string;
  database: DatabaseSettings;
  host: string;
  port: number;
  /** Address that residents and officers see; without a slash at the end. */
  publicUrl: string;
  whatsapp: WhatsAppSettings;
  /** Absent where the office signs in SIAK. */
  bsre?: BsreSettings;
  simulators?: SimulatorSettings;
  /** What arrives is kept and acknowledged, but nothing is handled, sent or reminded until the next start. */
  isHandlingPaused: boolean;
  /** How grave a line must be to be written into the log. */
  logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** What the defaults depend on beside the environment. */
export interface Machine {
  isRoot: boolean;
  homeFolder: string;
}

/** Settings, or the one sentence that says which variable is wrong and what to do. */
export type SettingsOutcome =
  /** `warnings` tell of variables that look like ours and are read by nobody. */
  { ok: true; settings: Settings; warnings: Sentence[] } | { ok: false; sentence: Sentence };

/** How a process on this machine reaches the app, without a slash at the end. */
export function localAddress({ host, port }: Pick<Settings, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** The machine we run on. */
function readMachine(): Machine {
  return { isRoot: process.getuid?.() === 0, homeFolder: homedir() };
}

/** Reads and checks all settings. An empty variable counts as absent. */
export function readSettings(env: NodeJS.ProcessEnv, machine: Machine = readMachine()): SettingsOutcome {
  try {
    const reader = new SettingsReader(env);
    const settings = read(reader, machine);
    return { ok: true, settings, warnings: describeUnknown(env, reader.asked) };
  } catch (error) {
    if (error instanceof SettingsRefused) return { ok: false, sentence: error.sentence };
    throw error;
  }
}

function read(reader: SettingsReader, machine: Machine): Settings {
  const mode = reader.choice('SAMPAI_MODE', ['peragaan', 'produksi'], 'peragaan');
  const dataFolder = readDataFolder(reader, machine);
  const port = reader.port('PORT') ?? 8080;
  const host = reader.text('HOST') ?? '127.0.0.1';
  const simulators = readSimulators(reader, mode, port);
  const bsre = readBsre(reader, simulators);
  return {
    mode,
    regencyCode: readRegencyCode(reader, mode),
    dataFolder,
    keyFile: readKeyFile(reader, mode, dataFolder),
    trustFolder: readFolder(reader, 'SAMPAI_TRUST_DIR') ?? join(dataFolder, 'trust'),
    database: readDatabase(reader, mode),
    host,
    port,
    publicUrl: readPublicUrl(reader, mode, port),
    whatsapp: readWhatsApp(reader, mode, simulators),
    ...(bsre ? { bsre } : {}),
    ...(simulators ? { simulators } : {}),
    isHandlingPaused: reader.choice('SAMPAI_HANDLING', ['on', 'paused'], 'on') === 'paused',
    logLevel: reader.choice('SAMPAI_LOG_LEVEL', ['debug', 'info', 'warn', 'error'], 'info'),
  };
}

const DEMO_REGENCY = '63.11';

function readRegencyCode(reader: SettingsReader, mode: Mode): string {
  const code = reader.text('SAMPAI_REGENCY');
  if (mode === 'produksi' && !/^\d{2}\.\d{2}$/u.test(code ?? '')) {
    reader.refuse(
      'SAMPAI_REGENCY belum diisi: tulis kode kabupaten/kota dengan titik, misalnya 63.11.',
      'SAMPAI_REGENCY is not set: give the code of the regency with a dot, such as 63.11.',
    );
  }
  if (mode === 'peragaan' && code !== undefined && code !== DEMO_REGENCY) {
    reader.refuse(
      `SAMPAI_REGENCY ${code} tidak berlaku dalam Mode Peragaan, yang selalu di Balangan (${DEMO_REGENCY}): kosongkan SAMPAI_REGENCY.`,
      `SAMPAI_REGENCY ${code} has no place in Mode Peragaan, which is always in Balangan (${DEMO_REGENCY}): unset SAMPAI_REGENCY.`,
    );
  }
  return code ?? DEMO_REGENCY;
}

function readDataFolder(reader: SettingsReader, machine: Machine): string {
  const given = readFolder(reader, 'SAMPAI_DATA');
  if (given) return given;
  if (machine.isRoot) return '/var/lib/sampai';
  const userData = reader.text('XDG_DATA_HOME');
  return join(
    userData && isAbsolute(userData) ? userData : join(machine.homeFolder, '.local', 'share'),
    'sampai',
  );
}

function readFolder(reader: SettingsReader, name: string): string | undefined {
  const path = reader.text(name);
  if (path && !isAbsolute(path)) {
    reader.refuse(
      `${name} harus berupa jalur lengkap yang diawali "/".`,
      `${name} must be a whole path that begins with "/".`,
    );
  }
  return path;
}

function readKeyFile(reader: SettingsReader, mode: Mode, dataFolder: string): string {
  const given = readFolder(reader, 'SAMPAI_KEY_FILE');
  if (given) return given;
  if (mode === 'produksi') {
    reader.refuse(
      'SAMPAI_KEY_FILE belum diisi: buat berkas kunci dengan "npm run sampai -- new-keys BERKAS" di luar folder data, lalu tulis jalurnya di sini.',
      'SAMPAI_KEY_FILE is not set: make a key file with "npm run sampai -- new-keys FILE" outside the data folder and name its path here.',
    );
  }
  return join(dataFolder, 'keys', 'office.json');
}

function readDatabase(reader: SettingsReader, mode: Mode): DatabaseSettings {
  const url = reader.databaseUrl('DATABASE_URL');
  const adminUrl = reader.databaseUrl('DATABASE_ADMIN_URL');
  const port = reader.port('DATABASE_PORT');
  if (!url) {
    if (adminUrl || mode === 'produksi') {
      reader.refuse(
        'DATABASE_URL belum diisi: tulis alamat PostgreSQL dengan peran aplikasi, misalnya postgresql://sampai_app:…@server/sampai.',
        "DATABASE_URL is not set: give PostgreSQL's address with the app's role, such as postgresql://sampai_app:…@server/sampai.",
      );
    }
    return { kind: 'embedded', ...(port ? { port } : {}) };
  }
  if (port) {
    reader.refuse(
      'DATABASE_PORT hanya untuk PostgreSQL bawaan: kosongkan, karena DATABASE_URL sudah memuat portnya.',
      'DATABASE_PORT is for the bundled PostgreSQL only: unset it, since DATABASE_URL holds the port.',
    );
  }
  if (adminUrl && new URL(adminUrl).pathname !== new URL(url).pathname) {
    reader.refuse(
      'DATABASE_ADMIN_URL dan DATABASE_URL menunjuk basis data yang berbeda: samakan nama basis datanya.',
      'DATABASE_ADMIN_URL and DATABASE_URL name different databases: give both the same one.',
    );
  }
  return { kind: 'given', url, ...(adminUrl ? { adminUrl } : {}) };
}

function readPublicUrl(reader: SettingsReader, mode: Mode, port: number): string {
  const url = reader.webUrl('PUBLIC_URL');
  if (!url) {
    if (mode === 'produksi') {
      reader.refuse(
        'PUBLIC_URL belum diisi: tulis alamat yang dibuka warga, misalnya https://sampai.contoh.go.id.',
        'PUBLIC_URL is not set: give the address that residents open, such as https://sampai.contoh.go.id.',
      );
    }
    return `http://127.0.0.1:${port}`;
  }
  if (mode === 'produksi' && !isSafe(url)) {
    reader.refuse(
      'PUBLIC_URL harus diawali https:// dalam mode produksi.',
      'PUBLIC_URL must begin with https:// in mode produksi.',
    );
  }
  return url;
}

function readSimulators(reader: SettingsReader, mode: Mode, appPort: number): SimulatorSettings | undefined {
  const given = reader.port('SIMULATORS_PORT');
  if (mode === 'produksi') {
    if (!given) return undefined;
    reader.refuse(
      'SIMULATORS_PORT hanya berlaku dalam Mode Peragaan: kosongkan.',
      'SIMULATORS_PORT is for Mode Peragaan only: unset it.',
    );
  }
  const first = given ?? 8090;
  if (first > 65_533 || (appPort >= first && appPort < first + 3)) {
    reader.refuse(
      `SIMULATORS_PORT ${first} memakai tiga port berurutan yang bertabrakan dengan PORT ${appPort} atau melewati 65535: pilih angka lain.`,
      `SIMULATORS_PORT ${first} takes three ports in a row that meet PORT ${appPort} or pass 65535: choose another number.`,
    );
  }
  return { whatsappPort: first, bsrePort: first + 1, siakPort: first + 2 };
}
