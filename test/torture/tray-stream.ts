/** The person at the Tak pasti tray: sees every unknown outcome, settles some by looking at BSrE, leaves others. */
import { setTimeout as wait } from 'node:timers/promises';
import type { BsreLog } from './bsre-log.ts';
import { NoAnswer, RefusedAtDesk } from './desk-clerk.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { Office } from './office.ts';
import type { SigningStream } from './signing-stream.ts';

/** The tray as the API gives it. */
export interface Tray {
  signings: { attemptId: string; caseId: string; documentId: string }[];
  messages: { outboxId: string }[];
}

/** Where the person looks and writes. */
export interface TrayDesk {
  office: Office;
  ledger: Ledger;
  bsre: BsreLog;
  signing: SigningStream;
}

const SETTLED_SHARE = 0.6;
/** People err: a signature that BSrE has made is overlooked, and the document is signed again. */
const OVERLOOKED_SHARE = 0.25;

/** The tray as it is now: signatures as the signer sees them, messages as those do who settle them. */
export async function readTray(office: Office): Promise<Tray> {
  const { signings } = await office.kadis.insist<Tray>('GET', '/api/unsettled');
  const { messages } = await office.petugas.insist<Tray>('GET', '/api/unsettled');
  return { signings, messages };
}

/** Watches the tray until `stop`. Each attempt is decided once; what is left stays left. */
export async function watchTray(desk: TrayDesk, dice: Dice, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await wait(400);
    try {
      for (const one of (await readTray(desk.office)).signings) {
        if (desk.ledger.tray.has(one.attemptId)) continue;
        desk.ledger.tray.set(one.attemptId, 'left');
        if (dice.isLucky(SETTLED_SHARE)) await settle(desk, one, dice.isLucky(OVERLOOKED_SHARE));
      }
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
  }
}

async function settle(desk: TrayDesk, one: Tray['signings'][number], isOverlooked: boolean): Promise<void> {
  const document = desk.signing.find(one.documentId);
  if (document === undefined) return;
  const calls = await desk.bsre.calls();
  const call = calls.findLast(
    ({ inputSha256, outcome }) => inputSha256 === document.draftSha256 && outcome === 'signed',
  );
  const pdf = call === undefined || isOverlooked ? undefined : await desk.bsre.findPdf(call.documentId);
  const form = new FormData();
  form.set('documentId', one.documentId);
  form.set('attemptId', one.attemptId);
  form.set('evidence', pdf === undefined ? 'Tidak ada di arsip BSrE' : 'PDF ditemukan di arsip BSrE');
  if (pdf !== undefined)
    form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'dari-bsre.pdf');
  try {
    await desk.office.kadis.insist('POST', `/api/cases/${one.caseId}/settle-signing`, form);
  } catch (error) {
    // Settled by our own earlier request, of which the answer was lost, or by an answer of BSrE that came late.
    if (!(error instanceof RefusedAtDesk)) throw error;
  }
  desk.ledger.tray.set(one.attemptId, pdf === undefined ? 'unsigned' : 'signed');
  if (pdf === undefined) desk.signing.offer([document]);
}
