/**
 * Dik Jamila Me-WA when something is missing: one paper is not at hand, one photo is cut off. Only these two are asked
 * for again; and the signer is on the road, with nothing but a phone.
 */
import { bodyOf } from '../src/main/demo/handset-person.ts';
import { matchPhotos, tracePhotos } from './photos.ts';
import type { StoryReport } from './report.ts';
import type { Resident } from './resident.ts';
import { signOnPhone } from './signer-phone.ts';
import {
  acceptCase,
  askedFields,
  checkOutcome,
  handIn,
  receivePdfs,
  takeCase,
  tellOfBirth,
  verify,
  workAtSiakDesk,
} from './steps.ts';
import type { World } from './world.ts';

/** The resident is told which two papers are wanted and why, and sends them. */
async function completeCase(ayah: Resident, again: readonly { file: string; what: string }[]): Promise<void> {
  const request = await ayah.hear(60_000);
  if (!/KK.*terpotong/u.test(bodyOf(request)) || !/KTP ibu/u.test(bodyOf(request))) {
    throw new Error('the resident was not told what is missing and why');
  }
  await ayah.tap(request, /lengkapi/iu);
  await ayah.hear();
  for (const { file, what } of again) {
    await ayah.send([file], `mengirim ulang foto ${what}`);
    await ayah.hear(60_000);
  }
}

/** A missing paper and a refused photo, then complete; the signer signs from a phone elsewhere. */
export async function dikJamilaKurang(world: World): Promise<StoryReport> {
  const { book } = world;
  const family = world.family('tabuan');
  const answers = world.answers(family);
  const ayah = await world.resident(family.ayah.nama, '628009907002', 'ayah di Desa Tabuan');
  const wanted = world.filesFor(await world.papers('tabuan'));
  const [cutOff] = await world.papers('tabuan', 'cut-off');
  const { ktpIbu, kk, ...atHand } = wanted;
  const first = { ...atHand, kk: cutOff!.file };

  book.begin('Warga melapor lewat WhatsApp');
  await tellOfBirth(ayah, answers);
  await ayah.send(Object.values(first), 'mengirim empat foto; KK terpotong, KTP ibu belum ada');
  await ayah.hear(60_000);
  await ayah.say('0');
  await ayah.hear();
  const caseNumber = await handIn(ayah);

  book.begin('Kantor minta ulang yang kurang saja');
  const petugas = await world.officer('petugas');
  const caseId = await takeCase(world, petugas, caseNumber);
  await matchPhotos(world, petugas, caseId, first);
  world.note(petugas.name, 'mencocokkan empat foto dengan persyaratan');
  await petugas.act(caseId, 'ask-again', { requirementId: 'kk', reason: 'cut-off' });
  await petugas.act(caseId, 'ask-again', { requirementId: 'ktpIbu', reason: 'missing' });
  world.note(petugas.name, 'meminta ulang KK (terpotong) dan KTP ibu (belum ada)');
  await completeCase(ayah, [
    { file: kk!, what: 'KK' },
    { file: ktpIbu!, what: 'KTP ibu' },
  ]);

  book.begin('Kantor memeriksa dan memproses');
  const again = await petugas.look(caseId, 'intake');
  if (again.status !== 'submitted') throw new Error(`after completing, the case is ${again.status}`);
  await acceptCase(world, petugas, caseId, answers);
  const photos = await tracePhotos(world, petugas, caseId, wanted);
  await workAtSiakDesk(world, caseId, 'KIA-CONTOH-000124');
  await verify(world, caseId);

  book.begin('Penanda tangan di perjalanan');
  const signer = await signOnPhone(world, 'ponsel di Banjarmasin');

  book.begin('Dokumen sampai di tangan warga');
  await receivePdfs(world, ayah);

  const { state, cards } = await checkOutcome(world, caseId);
  return {
    story: 'dik-jamila-kurang',
    title: 'Dik Jamila Me-WA: dua berkas menyusul, tanda tangan dari ponsel',
    caseNumber,
    messagesOut: ayah.heardCount - cards.length,
    askedFields: askedFields.length,
    photos,
    documents: world.documents(state, signer),
    cards,
  };
}
