/**
 * Dik Jamila Me-WA (Balangan): "Di kampung saja, kami melayani melalui WhatsApp." A father reports a birth from the
 * village; the office checks, keys into SIAK, verifies, signs and sends; nobody travels.
 */
import { matchPhotos, tracePhotos } from './photos.ts';
import type { StoryReport } from './report.ts';
import {
  acceptCase,
  askedFields,
  checkMessageCount,
  checkOutcome,
  handIn,
  readAndSign,
  receivePdfs,
  takeCase,
  tellOfBirth,
  verify,
  workAtSiakDesk,
} from './steps.ts';
import type { World } from './world.ts';

/** Complete at once: five photos in one album, no question left open. */
export async function dikJamila(world: World): Promise<StoryReport> {
  const { book } = world;
  const family = world.family('tabuan');
  const answers = world.answers(family);
  const ayah = await world.resident(family.ayah.nama, '628009907001', 'ayah di Desa Tabuan');
  const wanted = world.filesFor(await world.papers('tabuan'));

  book.begin('Warga melapor lewat WhatsApp');
  await tellOfBirth(ayah, answers);
  const files = Object.values(wanted);
  await ayah.send(files, `mengirim ${files.length} foto sekaligus`);
  await ayah.hear(60_000);
  const caseNumber = await handIn(ayah);

  book.begin('Kantor memeriksa dan memproses');
  const petugas = await world.officer('petugas');
  const caseId = await takeCase(world, petugas, caseNumber);
  await matchPhotos(world, petugas, caseId, wanted);
  world.note(petugas.name, `mencocokkan ${files.length} foto dengan persyaratan`);
  await acceptCase(world, petugas, caseId, answers);
  const photos = await tracePhotos(world, petugas, caseId, wanted);
  await workAtSiakDesk(world, caseId, 'KIA-CONTOH-000123');
  await verify(world, caseId);
  const signer = await readAndSign(world, 'kantor');

  book.begin('Dokumen sampai di tangan warga');
  await receivePdfs(world, ayah);

  const { state, cards } = await checkOutcome(world, caseId);
  // The notice that the card waits belongs to the card, not to the two PDFs.
  const messagesOut = ayah.heardCount - cards.length;
  checkMessageCount(messagesOut);
  return {
    story: 'dik-jamila',
    title: 'Dik Jamila Me-WA: lengkap sekali kirim',
    caseNumber,
    messagesOut,
    askedFields: askedFields.length,
    photos,
    documents: world.documents(state, signer),
    cards,
  };
}
