/** An endless supply of invented births: each of a household of its own, with answers and papers for the desk. */
import sharp from 'sharp';
import { birthAnswers } from '../../src/main/demo/let-birth-arrive.ts';
import { type DemoFamily, demoFamilies } from '../../src/simulators/papers/families.ts';

/** One family that reports a birth. */
export interface Birth {
  family: DemoFamily;
  /** As people write them, by the field ids of *kelahiran*. */
  written: Record<string, string>;
  /** As the desk's form sends them. */
  typed: Record<string, string | number | boolean>;
}

/** Papers that a birth with a birth letter and a marriage book needs. */
export const BIRTH_PAPERS = ['suratLahir', 'buktiNikah', 'kk', 'ktpIbu', 'ktpAyah'] as const;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A name of letters alone that no other number gets. */
function nameOf(number: number): string {
  const letters = [number % 26, Math.floor(number / 26) % 26, Math.floor(number / 676) % 26];
  return `Anak Contoh ${letters.map((one) => LETTERS[one]).join('')}ah`;
}

/** Birth number `number` (1 to 9999): numbers of region 99, so that no real person is meant. */
export function makeBirth(number: number): Birth {
  const today = new Date().toISOString().slice(0, 10);
  const base = demoFamilies(today).find((one) => one.id === 'tabuan')!;
  const own = (nik: string) => `${nik.slice(0, 12)}${String(number).padStart(4, '0')}`;
  const family: DemoFamily = {
    ...base,
    noKk: own(base.noKk),
    ayah: { ...base.ayah, nik: own(base.ayah.nik) },
    ibu: { ...base.ibu, nik: own(base.ibu.nik) },
    birth: { ...base.birth, nama: nameOf(number) },
  };
  const written = birthAnswers(family);
  const { beratGram, panjangCm, kelahiranKe } = family.birth;
  const typed = {
    ...written,
    beratGram,
    panjangCm,
    kelahiranKe,
    punyaSuratLahir: true,
    punyaBuktiNikah: true,
  };
  return { family, written, typed };
}

/** A small grey photo: what it shows does not matter here, that it is opened and kept does. */
export function takePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 480, height: 360, channels: 3, background: '#c8ccd0' } })
    .jpeg()
    .toBuffer();
}
