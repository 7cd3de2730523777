/** Finds the desa that a resident names, among those of the office, and says which were meant when it is not one. */
import { fillSlots } from '../refusal.ts';
import { plain } from './text-match.ts';
import type { Language } from './types.ts';

/** A desa or kelurahan of the office's areas. */
export interface Desa {
  /** With dots, `63.11.04.2003`. */
  code: string;
  name: string;
  kecamatan: string;
}

/** More candidates than this help nobody on a phone. */
const MOST_SHOWN = 8;

const sentences = {
  id: {
    several: 'Ada beberapa yang bernama begitu. Tulis desa dan kecamatannya:\n{list}',
    similar: 'Desa atau kelurahan itu tidak ada di wilayah kantor ini. Mungkin salah satu dari ini:\n{list}',
    unknown: 'Desa atau kelurahan itu tidak ada di wilayah kantor ini. Tulis namanya seperti di KK.',
  },
  en: {
    several: 'Several have that name. Write the desa and its kecamatan:\n{list}',
    similar: 'That desa is not in the area of this office. Perhaps one of these is meant:\n{list}',
    unknown: 'That desa is not in the area of this office. Write its name as on the family card.',
  },
} as const;

/** As people write it: without "desa" before it and without "kecamatan" inside. */
function bare(text: string): string {
  return plain(text)
    .replace(/^(?:desa|ds|kelurahan|kel) /u, '')
    .replace(/ (?:kecamatan|kec) /u, ' ');
}

const inFull = ({ name, kecamatan }: Desa) => `${name}, Kecamatan ${kecamatan}`;

/** All desas that a text names: by name, by name and kecamatan, or by code. */
export function desasNamed(text: string, desas: readonly Desa[]): Desa[] {
  const wanted = bare(text);
  return desas.filter(
    (one) =>
      text.trim() === one.code ||
      wanted === plain(one.name) ||
      wanted === plain(`${one.name} ${one.kecamatan}`),
  );
}

/** Desas whose name begins like the text or holds it; at least three letters are wanted for that. */
function desasLike(text: string, desas: readonly Desa[]): Desa[] {
  const wanted = bare(text);
  if (wanted.length < 3) return [];
  return desas.filter(({ name }) => plain(name).includes(wanted) || wanted.startsWith(`${plain(name)} `));
}

/** What to ask a person whose text names no desa, or several: with the candidates. */
export function askWhichDesa(text: string, desas: readonly Desa[], language: Language): string {
  const words = sentences[language];
  const named = desasNamed(text, desas);
  const shown = (named.length > 0 ? named : desasLike(text, desas)).slice(0, MOST_SHOWN);
  if (shown.length === 0) return words.unknown;
  const list = shown.map((one) => `• ${inFull(one)}`).join('\n');
  return fillSlots(named.length > 0 ? words.several : words.similar, { list });
}
