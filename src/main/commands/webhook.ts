/**
 * `npm run sampai -- webhook [ID]`: lists the webhooks that could not be read, or shows one as Meta sent it. What was
 * read has its place in the chats and is not shown here. The look stands in the access log.
 */
import { systemActor } from '../../domain/case/events.ts';
import { officeIdOf, regencyOf } from '../office/office-id.ts';
import { printSentence, type Sentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { findDatabaseUrl, isUnreachable, NO_DATABASE, openOffice } from './open-office.ts';

const USAGE_ERROR = 64;

const NOT_KEPT: Sentence = {
  id: 'Kiriman itu tidak ada, terbaca, atau sudah dihapus: lihat daftarnya tanpa nomor.',
  en: 'That delivery is not there, was read, or is erased already: see the list, without an id.',
};

/** Hostile text: what would steer a terminal, or turn its letters round, is written out. */
function inOneLine(text: string): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

/** The lines for the terminal. */
async function look(settings: Settings, webhookId: string | undefined): Promise<string[] | Sentence> {
  const url = await findDatabaseUrl(settings);
  if (url === undefined) return NO_DATABASE;
  const office = await openOffice(settings, url);
  if ('id' in office) return office;
  const scope = { officeId: officeIdOf(regencyOf(settings)), areas: '*' as const };
  try {
    return await office.storage.transact(scope, async (tx) => {
      if (webhookId === undefined) {
        const kept = await tx.inbox.unreadableWebhooks();
        if (kept.length === 0) return ['Tidak ada kiriman Meta yang tidak terbaca.'];
        return kept.map((one) => `${one.webhookId}  ${one.receivedAt}`);
      }
      const body = await tx.inbox.openUnreadable(webhookId);
      if (body === undefined) return NOT_KEPT;
      const log = { actor: systemActor, purpose: 'webhook', what: `webhook/${webhookId}` };
      await tx.accessLog.add(log, new Date());
      return [inOneLine(Buffer.from(body).toString('utf8'))];
    });
  } catch (error) {
    if (isUnreachable(error)) return NO_DATABASE;
    throw error;
  } finally {
    await office.close();
  }
}

export const webhookCommand: Command = {
  name: 'webhook',
  usage: 'webhook [ID]',
  summary: 'menampilkan kiriman Meta yang tidak terbaca',
  run: async ([webhookId, ...more]) => {
    if (more.length > 0) {
      console.error('Pemakaian: npm run sampai -- webhook [ID]');
      return USAGE_ERROR;
    }
    const read = readSettings(process.env);
    const outcome = read.ok ? await look(read.settings, webhookId) : read.sentence;
    if ('id' in outcome) {
      printSentence(outcome);
      return 1;
    }
    for (const line of outcome) console.log(line);
    return 0;
  },
};
