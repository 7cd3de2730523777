/**
 * Dik Jamila Me-WA (Balangan): "Di kampung saja, kami melayani melalui WhatsApp." A father reports a birth from the
 * village; the office checks, keys into SIAK, verifies, signs and sends; nobody travels.
 */
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { bodyOf } from '../src/main/demo/handset-person.ts';
import type { StoryReport, World } from './world.ts';

/** Asked fields of *kelahiran* that the resident answers one by one. */
const asked = [
  'namaPemohon',
  'nikPemohon',
  'namaAnak',
  'tanggalLahir',
  'punyaSuratLahir',
  'punyaBuktiNikah',
] as const;
/** Messages from greeting to both PDFs, beside one for each asked field. */
const MESSAGE_LIMIT = 14;

/** Tells the story and fails when what the office promises does not happen. */
export async function dikJamila(world: World): Promise<StoryReport> {
  const family = world.family('tabuan');
  const answers = world.answers(family);
  const papers = await world.papers('tabuan');
  const ayah = await world.resident(family.ayah.nama, '628009907001');

  world.note(family.ayah.nama, 'menyapa dari Desa Tabuan');
  await ayah.say('Assalamualaikum');
  await ayah.tap(await world.hear(ayah), /setuju/iu);
  await ayah.tap(await world.hear(ayah), /akta/iu);
  await ayah.tap(await world.hear(ayah), /serumah/iu);
  for (const field of asked) {
    await world.hear(ayah);
    await ayah.say(answers[field]!);
  }
  await world.hear(ayah);
  world.note(family.ayah.nama, `mengirim ${papers.length} foto sekaligus`);
  await ayah.sendAlbum(papers.map((paper) => paper.file));
  await world.hear(ayah, 40_000);
  await ayah.say(demoSecrets.pin);
  const receipt = bodyOf(await world.hear(ayah));
  const caseNumber = /B-\d{4}-\d{5}/u.exec(receipt)?.[0];
  if (caseNumber === undefined) throw new Error(`no case number in the receipt: ${receipt}`);

  const petugas = await world.officer('petugas');
  const waiting = (await petugas.queue('intake')).find((one) => one.number === caseNumber);
  if (waiting === undefined) throw new Error('the case does not wait at the intake desk');
  const { caseId } = waiting;
  await petugas.act(caseId, 'take-case');
  const seen = await petugas.look(caseId, 'intake');
  // The officer matches each photo with what it shows, then reads the fields off it.
  const unmatched = seen.papers.filter((paper) => paper.requirementId === null);
  const open = seen.requirements.filter((requirement) => requirement.paperIds.length === 0);
  for (const [index, requirement] of open.entries()) {
    await petugas.act(caseId, 'assign-attachment', {
      attachmentId: unmatched[index]!.id,
      requirementId: requirement.id,
    });
  }
  const fromPapers = Object.fromEntries(Object.entries(answers).filter(([id]) => seen.missing.includes(id)));
  await petugas.act(caseId, 'record-answers', { answers: fromPapers });
  await petugas.act(caseId, 'accept-case', { acceptPapers: true });
  world.note(petugas.name, 'lengkap, diteruskan ke Meja SIAK');

  const operator = await world.officer('operator');
  const { pdfs } = await world.keyIntoSiak(operator, caseId);
  for (const pdf of pdfs) {
    const { number } = await operator.dropDraft(caseId, pdf);
    world.note(operator.name, `menempelkan PDF dari SIAK, nomor ${number}`);
  }
  const kia = (await operator.look(caseId, 'siak-entry')).documents.find((job) => job.documentId === 'kia')!;
  await operator.act(caseId, 'print-card', {
    documentId: kia.id,
    blankSerial: 'KIA-CONTOH-000123',
    isAtCounter: true,
  });
  world.note(operator.name, 'KIA dicetak, menunggu di loket');

  const verifikator = await world.officer('verifikator');
  const drafts = (await verifikator.look(caseId, 'verification')).documents.filter(
    (job) => job.draft !== undefined,
  );
  await verifikator.act(caseId, 'verify-documents', {
    documents: drafts.map((job) => ({ documentId: job.id, draftSha256: job.draft!.sha256 })),
  });
  world.note(verifikator.name, `${drafts.length} dokumen diverifikasi`);

  const kadis = await world.officer('kadis');
  for (const job of drafts) {
    await kadis.download(`/api/files/${job.draft!.fileId}?purpose=signing`);
    await kadis.act(caseId, 'mark-read', { documentId: job.id, draftSha256: job.draft!.sha256 });
  }
  const { results } = await kadis.post<{ results: { outcome: string }[] }>('/api/signing', {
    passphrase: demoSecrets.passphrase,
    documents: drafts.map((job) => ({ caseId, documentId: job.id })),
  });
  if (results.length !== 2 || results.some((result) => result.outcome !== 'signed')) {
    throw new Error(`not signed: ${JSON.stringify(results)}`);
  }
  world.note(kadis.name, `${results.length} dokumen ditandatangani`);

  await world.hear(ayah);
  const issued = await world.hear(ayah);
  await ayah.tap(issued, /pdf/iu);
  await world.hear(ayah);
  await ayah.say(demoSecrets.pin);
  for (const _job of drafts) {
    const { filename } = await world.pdfOf(await world.hear(ayah, 30_000));
    world.note(family.ayah.nama, `menerima ${filename}`);
  }
  const messagesOut = ayah.heardCount;
  // The notice that the KIA waits is a message of the card, not of the two PDFs.
  const cardNotices = 1;
  if (messagesOut - asked.length - cardNotices > MESSAGE_LIMIT) {
    throw new Error(`${messagesOut} messages are too many`);
  }
  await ayah.open();
  const state = await world.until('both PDFs are received', async () => {
    const now = await petugas.look(caseId);
    return now.documents.filter((job) => job.status === 'received').length === 2 ? now : undefined;
  });
  const card = state.documents.find((job) => job.documentId === 'kia')!;
  if (card.status !== 'waiting') throw new Error(`the KIA is ${card.status}`);
  return {
    story: 'dik-jamila',
    caseNumber,
    messagesOut: messagesOut - cardNotices,
    askedFields: asked.length,
    documents: world.report(state, kadis.name),
    cards: [{ type: card.documentId, status: card.status }],
  };
}
