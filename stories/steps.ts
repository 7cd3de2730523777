/** What people do in more than one story, each step as one person's work. */
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { bodyOf } from '../src/main/demo/handset-person.ts';
import type { OfficerAtDesk } from './officer.ts';
import { proveSigning } from './proofs.ts';
import type { Resident } from './resident.ts';
import { produced, type World } from './world.ts';

/** Fields of *kelahiran* that the chat asks for, in its order. */
export const askedFields = [
  'namaPemohon',
  'nikPemohon',
  'namaAnak',
  'tanggalLahir',
  'punyaSuratLahir',
  'punyaBuktiNikah',
] as const;

/** Messages at most from greeting to both PDFs, beside one for each asked field. */
const MESSAGE_LIMIT = 14;

/** People write a day as on their papers: `2026-10-28` is 28-10-2026. */
function asTyped(answer: string): string {
  return answer.replace(/^(\d{4})-(\d\d)-(\d\d)$/u, '$3-$2-$1');
}

/** Greets, consents, chooses the service and answers; ends with the office asking for papers. */
export async function tellOfBirth(person: Resident, answers: Record<string, string>): Promise<void> {
  await person.say('Assalamualaikum');
  await person.tap(await person.hear(), /setuju/iu);
  await person.tap(await person.hear(), /akta/iu);
  await person.tap(await person.hear(), /anak saya/iu);
  for (const field of askedFields) {
    await person.hear();
    await person.say(asTyped(answers[field]!));
  }
  await person.hear();
}

/** Sends the case with a PIN; returns its number from the receipt. */
export async function handIn(person: Resident): Promise<string> {
  await person.say(demoSecrets.pin);
  const receipt = bodyOf(await person.hear());
  const caseNumber = /B-\d{4}-\d{5}/u.exec(receipt)?.[0];
  if (caseNumber === undefined) throw new Error('the receipt shows no case number');
  return caseNumber;
}

/** The intake officer finds and takes the case. */
export async function takeCase(world: World, petugas: OfficerAtDesk, caseNumber: string): Promise<string> {
  const waiting = (await petugas.queue('intake')).find((one) => one.number === caseNumber);
  if (waiting === undefined) throw new Error('the case does not wait at the intake desk');
  await petugas.act(waiting.caseId, 'take-case');
  world.note(petugas.name, 'mengambil berkas');
  return waiting.caseId;
}

/** The officer reads the remaining fields off the papers and accepts the case. */
export async function acceptCase(
  world: World,
  petugas: OfficerAtDesk,
  caseId: string,
  answers: Record<string, string>,
): Promise<void> {
  const { missing, papers } = await petugas.look(caseId, 'intake');
  const seen: { paperId: string; sha256: string }[] = [];
  for (const { id: paperId, pages } of papers)
    for (const { fileId, sha256 } of pages) {
      await petugas.download(`/api/files/${fileId}?purpose=intake`);
      seen.push({ paperId, sha256 });
    }
  const read = Object.fromEntries(Object.entries(answers).filter(([id]) => missing.includes(id)));
  await petugas.act(caseId, 'record-answers', { answers: read });
  await petugas.act(caseId, 'accept-case', { acceptPapers: true, seen });
  world.note(
    petugas.name,
    'melihat tiap lampiran, menyalin isian, menyatakan lengkap, meneruskan ke Meja SIAK',
  );
}

/** The operator keys the case into SIAK, brings the PDFs back and prints the card. */
export async function workAtSiakDesk(world: World, caseId: string, blankSerial: string): Promise<void> {
  const operator = await world.officer('operator');
  const { pdfs } = await world.keyIntoSiak(operator, caseId);
  for (const pdf of pdfs) {
    const { number } = await operator.dropDraft(caseId, pdf);
    world.note(operator.name, `memasukkan ke SIAK, membawa kembali PDF nomor ${number}`);
  }
  const card = (await operator.look(caseId, 'siak-entry')).documents.find((job) => job.form === 'card')!;
  await operator.act(caseId, 'print-card', { documentId: card.id, blankSerial, isAtCounter: true });
  world.note(operator.name, `mencetak KIA pada blangko ${blankSerial}; kartu menunggu di loket`);
}

/** The verifier verifies every draft of the case. */
export async function verify(world: World, caseId: string): Promise<void> {
  const verifikator = await world.officer('verifikator');
  const drafts = (await verifikator.look(caseId, 'verification')).documents.filter(
    (job) => job.status === 'drafted',
  );
  await verifikator.act(caseId, 'verify-documents', {
    documents: drafts.map((job) => ({ documentId: job.id, draftSha256: job.draft!.sha256 })),
  });
  world.note(verifikator.name, `membandingkan ${drafts.length} konsep dengan berkas dan menyetujuinya`);
}

/** The signer reads each document and signs the batch once; returns the signer's name. */
export async function readAndSign(world: World, where: string): Promise<string> {
  const kadis = await world.officer('kadis');
  const { documents } = await kadis.get<{
    documents: { caseId: string; documentId: string; draft: { fileId: string; sha256: string } }[];
  }>('/api/signing/queue');
  for (const { caseId, documentId, draft } of documents) {
    await kadis.download(`/api/files/${draft.fileId}?purpose=signing`);
    await kadis.act(caseId, 'mark-read', { documentId, draftSha256: draft.sha256 });
  }
  const { results } = await kadis.post<{ results: { outcome: string }[] }>('/api/signing', {
    passphrase: demoSecrets.passphrase,
    documents: documents.map(({ caseId, documentId }) => ({ caseId, documentId })),
  });
  if (results.length !== documents.length || results.some((result) => result.outcome !== 'signed')) {
    throw new Error(`not everything was signed: ${results.map((result) => result.outcome).join(', ')}`);
  }
  world.note(kadis.name, `membaca dan menandatangani ${results.length} dokumen dari ${where}`);
  return kadis.name;
}

/** The resident is told, proves to be the applicant and receives both PDFs. */
export async function receivePdfs(world: World, person: Resident): Promise<void> {
  let notice = await person.hear();
  // The card's notice may come before that of the PDFs.
  while (!/ditandatangani/u.test(bodyOf(notice))) notice = await person.hear();
  await person.tap(notice, /pdf/iu);
  await person.hear();
  await person.say(demoSecrets.pin);
  for (let count = 0; count < 2; count += 1) {
    const filename = await world.keepPdf(await person.hear(30_000));
    world.note(person.name, `menerima ${filename} di ponsel`);
  }
  await person.open();
}

/** Fails when more was said than residents should have to read, and offices to pay for. */
export function checkMessageCount(messagesOut: number): void {
  if (messagesOut - askedFields.length > MESSAGE_LIMIT) {
    throw new Error(`${messagesOut} messages went out, ${MESSAGE_LIMIT + askedFields.length} are allowed`);
  }
}

/** Waits until Meta has told that both PDFs arrived, and were what was signed; the card still waits at the counter. */
export async function checkOutcome(world: World, caseId: string) {
  const petugas = await world.officer('petugas');
  const state = await world.until('both PDFs are received', async () => {
    const now = await petugas.look(caseId);
    return now.documents.filter((job) => job.status === 'received').length === 2 ? now : undefined;
  });
  const cards = state.documents
    .filter((job) => job.form === 'card')
    .map((job) => ({
      type: job.documentId,
      name: produced(state, job.documentId).words.id.name,
      status: job.status,
    }));
  if (cards.some((card) => card.status !== 'waiting'))
    throw new Error('the KIA does not wait at the counter');
  await proveSigning(world, state);
  return { state, cards };
}
