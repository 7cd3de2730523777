/**
 * Dik Jamila Me-WA when something is missing: one paper is not at hand, one photo is cut off. Only these two are asked
 * for again; and the signer is on the road.
 */
import { bodyOf } from '../src/main/demo/handset-person.ts';
import {
  acceptCase,
  askedFields,
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

/** A missing paper and a refused photo, then complete; the signer signs from a phone elsewhere. */
export async function dikJamilaKurang(world: World): Promise<StoryReport> {
  const family = world.family('tabuan');
  const answers = world.answers(family);
  const name = family.ayah.nama;
  const ayah = await world.resident(name, '628009907002');
  const sound = await world.papers('tabuan');
  const fileOf = (part: string) => sound.find((paper) => paper.file.includes(part))!.file;
  const [cutOff] = await world.papers('tabuan', 'cut-off');

  await tellOfBirth(world, ayah, answers);
  world.note(name, 'mengirim empat foto; KK terpotong, KTP ibu belum ada');
  await ayah.sendAlbum([fileOf('surat-lahir'), fileOf('buku-nikah'), fileOf('ktp-ayah'), cutOff!.file]);
  await world.hear(ayah, 60_000);
  await ayah.say('0');
  await world.hear(ayah);
  const caseNumber = await handIn(world, ayah);

  const petugas = await world.officer('petugas');
  const caseId = await takeCase(world, petugas, caseNumber);
  await matchPhotos(petugas, caseId, ['suratLahir', 'buktiNikah', 'ktpAyah', 'kk']);
  await petugas.act(caseId, 'ask-again', { requirementId: 'kk', reason: 'cut-off' });
  await petugas.act(caseId, 'ask-again', { requirementId: 'ktpIbu', reason: 'missing' });
  world.note(petugas.name, 'minta ulang KK (terpotong) dan KTP ibu (belum ada)');

  const request = await world.hear(ayah, 60_000);
  if (!/KK.*terpotong/u.test(bodyOf(request)) || !/KTP ibu/u.test(bodyOf(request))) {
    throw new Error('the resident was not told what is missing and why');
  }
  await ayah.tap(request, /lengkapi/iu);
  await world.hear(ayah);
  for (const part of ['tabuan-kk.', 'ktp-ibu']) {
    world.note(name, `mengirim ulang ${part.replace('tabuan-', '').replace('.', '')}`);
    await ayah.sendPicture(fileOf(part));
    await world.hear(ayah, 60_000);
  }

  const again = await petugas.look(caseId, 'intake');
  if (again.status !== 'submitted') throw new Error(`after completing, the case is ${again.status}`);
  await acceptCase(world, petugas, caseId, answers);
  await workAtSiakDesk(world, caseId, 'KIA-CONTOH-000124');
  await verify(world, caseId);
  const signer = await readAndSign(world, 'ponsel di Banjarmasin');
  await receivePdfs(world, ayah, name);

  const { state, cards } = await checkOutcome(world, caseId);
  return {
    story: 'dik-jamila-kurang',
    caseNumber,
    messagesOut: ayah.heardCount - cards.length,
    askedFields: askedFields.length,
    documents: world.report(state, signer),
    cards,
  };
}
