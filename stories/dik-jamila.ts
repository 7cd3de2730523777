/**
 * Dik Jamila Me-WA (Balangan): "Di kampung saja, kami melayani melalui WhatsApp." A father reports a birth from the
 * village; the office checks, keys into SIAK, verifies, signs and sends; nobody travels.
 */
import {
  acceptCase,
  askedFields,
  checkMessageCount,
  checkOutcome,
  handIn,
  matchPhotos,
  readAndSign,
  receivePdfs,
  takeCase,
  tellOfBirth,
  verify,
  workAtSiakDesk,
} from './steps.ts';
import type { StoryReport, World } from './world.ts';

/** Complete at once: five photos in one album, no question left open. */
export async function dikJamila(world: World): Promise<StoryReport> {
  const family = world.family('tabuan');
  const answers = world.answers(family);
  const ayah = await world.resident(family.ayah.nama, '628009907001');

  world.note(family.ayah.nama, 'menyapa dari Desa Tabuan');
  await tellOfBirth(world, ayah, answers);
  const papers = await world.papers('tabuan');
  world.note(family.ayah.nama, `mengirim ${papers.length} foto sekaligus`);
  await ayah.sendAlbum(papers.map((paper) => paper.file));
  await world.hear(ayah, 60_000);
  const caseNumber = await handIn(world, ayah);

  const petugas = await world.officer('petugas');
  const caseId = await takeCase(world, petugas, caseNumber);
  const { requirements } = await petugas.look(caseId, 'intake');
  const open = requirements.filter((requirement) => requirement.paperIds.length === 0);
  await matchPhotos(
    petugas,
    caseId,
    open.map((requirement) => requirement.id),
  );
  await acceptCase(world, petugas, caseId, answers);
  await workAtSiakDesk(world, caseId, 'KIA-CONTOH-000123');
  await verify(world, caseId);
  const signer = await readAndSign(world, 'kantor');
  await receivePdfs(world, ayah, family.ayah.nama);

  const { state, cards } = await checkOutcome(world, caseId);
  // The notice that the card waits belongs to the card, not to the two PDFs.
  const messagesOut = ayah.heardCount - cards.length;
  checkMessageCount(messagesOut);
  return {
    story: 'dik-jamila',
    caseNumber,
    messagesOut,
    askedFields: askedFields.length,
    documents: world.report(state, signer),
    cards,
  };
}
