/** `npm run sampai -- log verify`: says whether the record of everything that was done is whole. */
import pg from 'pg';
import { deriveOfficeKeys } from '../../adapters/keys/office-keys.ts';
import {
  type KnownCheckpoint,
  type LogFault,
  type LogReport,
  verifyOfficeLog,
} from '../../adapters/postgres/verify-log.ts';
import { readKeyFile } from '../key-file.ts';
import { officeIdOf, regencyOf } from '../office/office-id.ts';
import { printSentence, type Sentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { findDatabaseUrl, isUnreachable, NO_DATABASE } from './open-office.ts';

const WHOLE = 0;
const NOT_WHOLE = 1;
const UNREADABLE = 2;
const USAGE_ERROR = 64;

export const logVerifyCommand: Command = {
  name: 'log',
  usage: 'log verify [SEGEL]',
  summary: 'memeriksa keutuhan catatan kejadian (0 utuh, 1 tidak, 2 tidak terbaca)',
  run: async ([verb, given, ...more]) => {
    const known = given === undefined ? undefined : readKnown(given);
    if (verb !== 'verify' || more.length > 0 || (given !== undefined && known === undefined)) {
      console.error(
        'Pemakaian: npm run sampai -- log verify [NOMOR:JEJAK], dengan segel yang pernah dicatat di luar.',
      );
      return USAGE_ERROR;
    }
    const read = readSettings(process.env);
    if (!read.ok) return fail(read.sentence);
    const outcome = await verifyLogOf(read.settings, known);
    if ('id' in outcome) return fail(outcome);
    for (const line of describeReport(outcome)) console.log(line);
    return outcome.fault === undefined ? WHOLE : NOT_WHOLE;
  },
};

function fail(sentence: Sentence): number {
  printSentence(sentence);
  return UNREADABLE;
}

/** A checkpoint as this command prints it: `12:3fa4…`, the hash in 64 hexadecimal digits. */
function readKnown(text: string): KnownCheckpoint | undefined {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/iu.exec(text) ?? [];
  return number === undefined ? undefined : { number: Number(number), hash: hash!.toLowerCase() };
}

/** Verifies the log of the office that these settings name, or says in a sentence why it cannot be read. */
async function verifyLogOf(settings: Settings, known?: KnownCheckpoint): Promise<LogReport | Sentence> {
  const keyFile = await readKeyFile(settings.keyFile);
  if (!keyFile.ok) return keyFile.sentence;
  const keys = deriveOfficeKeys(keyFile.keys);
  const url = await findDatabaseUrl(settings);
  if (url === undefined) return NO_DATABASE;
  const officeId = officeIdOf(regencyOf(settings));
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'sampai-log-verify' });
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  try {
    return await verifyOfficeLog(pool, officeId, keys, known);
  } catch (error) {
    if (isUnreachable(error)) return NO_DATABASE;
    throw error;
  } finally {
    await pool.end();
  }
}

/** The lines that the terminal shows. */
function describeReport(report: LogReport): string[] {
  const { fault, last } = report;
  const walked = `${inDigits(report.events)} kejadian dari ${inDigits(report.cases)} berkas, ${inDigits(report.checkpoints)} segel, ${inDigits(report.unsealed)} kejadian menunggu segel berikutnya`;
  if (fault !== undefined) {
    return ['Hasil         : TIDAK UTUH', `Baris pertama : ${describeFault(fault)}`];
  }
  return [
    'Hasil         : UTUH',
    `Diperiksa     : ${walked}`,
    ...(last === undefined
      ? []
      : [
          `Segel terakhir: ${last.number}:${last.hash}`,
          'Catat segel ini di luar sistem: dengan itu, catatan yang dipotong ujungnya pun ketahuan.',
        ]),
  ];
}

const inDigits = (count: number) => count.toLocaleString('id-ID');

function describeFault(fault: LogFault): string {
  switch (fault.table) {
    case 'case_events': {
      const place = `case_events, berkas ${fault.caseId}, urutan ${fault.seq}`;
      return `${place}: ${EVENT_PROBLEMS[fault.problem]}`;
    }
    case 'cases':
      return `cases, berkas ${fault.caseId}: ${CASE_PROBLEMS[fault.problem]}`;
    case 'checkpoints':
      return `checkpoints, nomor ${fault.number}: ${CHECKPOINT_PROBLEMS[fault.problem]}`;
  }
}

const EVENT_PROBLEMS: Record<Extract<LogFault, { table: 'case_events' }>['problem'], string> = {
  changed: 'isinya berubah sesudah ditulis',
  missing: 'hilang',
  'not-sealed': 'tidak pernah disegel dan tidak menunggu segel',
};

const CASE_PROBLEMS: Record<Extract<LogFault, { table: 'cases' }>['problem'], string> = {
  'not-the-last-event': 'akhirnya bukan kejadian terakhirnya',
  missing: 'hilang',
};

const CHECKPOINT_PROBLEMS: Record<Extract<LogFault, { table: 'checkpoints' }>['problem'], string> = {
  changed: 'segelnya berubah atau bukan dari kunci kantor ini',
  missing: 'hilang',
  'events-differ': 'kejadian di bawahnya bukan yang disegel',
  'not-the-known': 'jejaknya lain dari yang pernah dicatat di luar',
};
