/**
 * `npm run sampai -- reset-password USERNAME`: a new first password for an officer, from the terminal of the server.
 * It is the way back in when no admin can give one any more.
 */
import { randomBytes } from 'node:crypto';
import type { Officer, Transaction } from '../../app/ports.ts';
import { systemActor } from '../../domain/case/events.ts';
import { officeIdOf, regencyOf } from '../office/office-id.ts';
import { printSentence, type Sentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { findDatabaseUrl, isUnreachable, NO_DATABASE, type OpenOffice, openOffice } from './open-office.ts';

const USAGE_ERROR = 64;

const NOBODY: Sentence = {
  id: 'Tidak ada petugas dengan nama pengguna itu: periksa ejaannya, atau buat petugasnya di meja Petugas.',
  en: 'No officer has that user name: check its spelling, or make the officer at the desk Officers.',
};
const CLOSED: Sentence = {
  id: 'Akun petugas itu dinonaktifkan: minta admin mengaktifkannya dahulu.',
  en: 'The account of that officer is closed: ask an admin to open it first.',
};

const isAdmin = (officer: Officer) => officer.roles.includes('admin');

/** Demands a new password, and notes it. A closed admin is opened again when no other admin is left to do it. */
async function demandPassword(tx: Transaction, accountId: string): Promise<'done' | Sentence> {
  await tx.directory.lockOffice();
  const officer = await tx.directory.findOfficerByAccount(accountId);
  if (officer === undefined) return NOBODY;
  const { officerId, isActive } = officer;
  if (!isActive) {
    const all = await tx.directory.listOfficers();
    if (!isAdmin(officer) || all.some((one) => one.isActive && isAdmin(one))) return CLOSED;
  }
  await tx.directory.setOfficer(officerId, { isActive: true, mustChangePassword: true });
  const note = (what: string) =>
    tx.accessLog.add({ actor: systemActor, purpose: 'officers', what: `${what}/${officerId}` }, new Date());
  if (!isActive) await note('open');
  await note('password');
  return 'done';
}

/**
 * Gives the officer of this account a first password that must be changed, and ends their sessions. Demanded before it
 * is set: after a kill in between the old one still has to be changed, and the command is given again.
 */
export async function giveFirstPassword(
  { storage, accounts }: OpenOffice,
  officeId: string,
  accountId: string,
): Promise<{ password: string } | Sentence> {
  const demanded = await storage.transact({ officeId, areas: '*' }, (tx) => demandPassword(tx, accountId));
  if (demanded !== 'done') return demanded;
  const password = randomBytes(12).toString('base64url');
  const set = await accounts.setPassword(accountId, password);
  if (!set.ok) throw new Error(`the first password was refused: ${set.problem}`);
  return { password };
}

async function resetPassword(settings: Settings, username: string): Promise<{ password: string } | Sentence> {
  const url = await findDatabaseUrl(settings);
  if (url === undefined) return NO_DATABASE;
  const office = await openOffice(settings, url);
  if ('id' in office) return office;
  try {
    const account = await office.accounts.findAccount(username);
    if (account === undefined) return NOBODY;
    return await giveFirstPassword(office, officeIdOf(regencyOf(settings)), account.accountId);
  } catch (error) {
    if (isUnreachable(error)) return NO_DATABASE;
    throw error;
  } finally {
    await office.close();
  }
}

export const resetPasswordCommand: Command = {
  name: 'reset-password',
  usage: 'reset-password USERNAME',
  summary: 'memberi petugas kata sandi awal yang baru',
  run: async ([username, ...more]) => {
    if (username === undefined || more.length > 0) {
      console.error('Pemakaian: npm run sampai -- reset-password USERNAME');
      return USAGE_ERROR;
    }
    const read = readSettings(process.env);
    const outcome = read.ok ? await resetPassword(read.settings, username) : read.sentence;
    if ('id' in outcome) {
      printSentence(outcome);
      return 1;
    }
    console.log(`Kata sandi awal ${username}: ${outcome.password}   (harus diganti setelah masuk)`);
    return 0;
  },
};
