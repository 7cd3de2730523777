/** "A birth arrives": an invented family reports its child by WhatsApp, through the same conversation as anybody. */

import type { App } from '../../app/app.ts';
import type { Service } from '../../catalogue/define-service.ts';
import { officeDay } from '../../domain/office/calendar.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { type DemoFamily, demoFamilies } from '../../simulators/papers/families.ts';
import { demoSecrets } from './demo-office.ts';
import { type GalleryPaper, papersOf, soundOnes } from './gallery.ts';
import { bodyOf, buyHandset, type HandsetPerson } from './handset-person.ts';

/** What the family knows, by the field ids of *kelahiran*, as a midwife would write it into the text form. */
export function birthAnswers(family: DemoFamily, childName = family.birth.nama): Record<string, string> {
  const { address, ayah, ibu, birth, marriage, saksi } = family;
  return {
    namaPemohon: ayah.nama,
    nikPemohon: ayah.nik,
    namaAnak: childName,
    tanggalLahir: birth.tanggalLahir,
    punyaSuratLahir: birth.penolong === '3' ? 'Tidak' : 'Ya',
    punyaBuktiNikah: marriage === undefined ? 'Tidak' : 'Ya',
    jenisKelamin: birth.jenisKelamin,
    tempatDilahirkan: birth.tempatDilahirkan,
    tempatLahir: birth.tempatLahir,
    pukul: birth.pukul,
    jenisKelahiran: birth.jenisKelahiran,
    kelahiranKe: String(birth.kelahiranKe),
    penolong: birth.penolong,
    beratGram: String(birth.beratGram),
    panjangCm: String(birth.panjangCm),
    namaIbu: ibu.nama,
    nikIbu: ibu.nik,
    tempatLahirIbu: ibu.tempatLahir,
    tanggalLahirIbu: ibu.tanggalLahir,
    namaAyah: ayah.nama,
    nikAyah: ayah.nik,
    tempatLahirAyah: ayah.tempatLahir,
    tanggalLahirAyah: ayah.tanggalLahir,
    ...(marriage !== undefined && { nomorBuktiNikah: marriage.nomor, tanggalNikah: marriage.tanggal }),
    noKk: family.noKk,
    namaKepalaKeluarga: ayah.nama,
    alamat: `${address.alamat} RT ${address.rt} RW ${address.rw}`,
    desa: address.kodeDesa,
    namaSaksi1: saksi[0].nama,
    nikSaksi1: saksi[0].nik,
    namaSaksi2: saksi[1].nama,
    nikSaksi2: saksi[1].nik,
  };
}

/** The filled text form, `label: value` lines in the office's words. */
export function textForm(service: Service, answers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(answers).map(
    ([id, value]) => `${service.words.id.fields[id]!.label}: ${value}`,
  );
  return lines.join('\n');
}

/** Reports the birth from greeting to receipt. Returns the receipt's words. */
async function reportBirth(
  person: HandsetPerson,
  given: { service: Service; answers: Record<string, string>; papers: readonly GalleryPaper[]; pin: string },
): Promise<string> {
  const { service } = given;
  await person.say('Assalamualaikum');
  await person.tap(await person.hear(), /setuju/iu);
  const menu = await person.hear();
  await person.tap(menu, /akta/iu);
  let next = await person.hear();
  // The group has other services too: one more level of the menu.
  if (!/untuk siapa/iu.test(bodyOf(next))) {
    await person.tap(next, new RegExp(service.words.id.menu, 'iu'));
    next = await person.hear();
  }
  await person.tap(next, /anak saya/iu);
  await person.hear();
  await person.say(textForm(service, given.answers));
  await person.hear();
  // A midwife writes below each photo what it is, so that it finds its place by itself.
  for (const { file, title } of given.papers) await person.sendPicture(file, title);
  await person.hear();
  await person.say(given.pin);
  return bodyOf(await person.hear());
}

let arrivals = 0;

/** Lets the next family report; resolves as soon as its phone is there, the conversation goes on by itself. */
export async function letBirthArrive(
  simulatorUrl: string,
  app: App,
): Promise<{ handsetId: string } | Refusal> {
  const offered = app.catalogue.offered.find(({ service }) => service.id === 'kelahiran');
  if (offered === undefined) return refuse('not-found');
  const families = demoFamilies(officeDay(app.clock.now().toISOString(), app.office().utcOffsetMinutes));
  const taken = (await (await fetch(`${simulatorUrl}/_sim/handsets`)).json()) as { id: string }[];
  const number = Math.max(arrivals, taken.filter(({ id }) => id.startsWith('keluarga-')).length) + 1;
  arrivals = number;
  const family = families[(number - 1) % families.length]!;
  // The same family again reports a further child, so that no document is asked for twice.
  const round = Math.ceil(number / families.length);
  const childName =
    round === 1 ? family.birth.nama : `${family.birth.nama} ${'Lanjutan '.repeat(round - 1)}`.trim();
  const { pin } = demoSecrets;
  const person = await buyHandset(simulatorUrl, {
    id: `keluarga-${number}`,
    name: family.ayah.nama,
    phone: `62800990${String(1000 + number)}`,
    suggestions: [{ text: pin, label: `PIN ${pin}`, when: 'PIN' }],
  });
  const report = async () => {
    const papers = soundOnes(await papersOf(simulatorUrl, family.id));
    const answers = birthAnswers(family, childName);
    await reportBirth(person, { service: offered.service, answers, papers, pin });
  };
  report().catch((error: unknown) =>
    app.log.warn('the demo family could not finish its report', {
      reason: (error as Error).message.slice(0, 120),
    }),
  );
  return { handsetId: person.id };
}
