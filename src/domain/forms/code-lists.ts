/** The code lists of the official forms in their 2026 edition, as data: what is printed and what is stored. */

/**
 * One closed list of an official form. `code` is stored and never changes; `label` is printed. `group` names
 * the printed heading under which an entry stands (form F-1.02 alone has such headings).
 */
export interface CodeList<Code extends string = string> {
  id: string;
  /** True when the paper prints the code before the label; false when the paper shows bare ticks. */
  isNumbered: boolean;
  entries: readonly CodeListEntry<Code>[];
}

/** One entry of a code list, in printed order. */
export interface CodeListEntry<Code extends string = string> {
  code: Code;
  label: string;
  group?: string;
}

/** The codes of a list as a union, so that a wrong code is a compile error: `CodeOf<typeof jenisKelamin>`. */
export type CodeOf<List> = List extends CodeList<infer Code> ? Code : never;

function numbered<const Code extends string>(
  id: string,
  entries: readonly CodeListEntry<Code>[],
): CodeList<Code> {
  return { id, isNumbered: true, entries };
}

function unnumbered<const Code extends string>(
  id: string,
  entries: readonly CodeListEntry<Code>[],
): CodeList<Code> {
  return { id, isNumbered: false, entries };
}

/** Says whether `code` (from a stored answer, say) is one of the list's codes. */
export function isCodeOf<Code extends string>(list: CodeList<Code>, code: string): code is Code {
  return list.entries.some((entry) => entry.code === code);
}

/** Sex, as on F-1.01 and F-2.01A. */
export const jenisKelamin = numbered('jenisKelamin', [
  { code: '1', label: 'Laki-laki' },
  { code: '2', label: 'Perempuan' },
]);

/** What F-2.01A reports. The words are our own codes; the paper prints bare ticks in this order. */
export const jenisPelaporanF201A = unnumbered('jenisPelaporanF201A', [
  { code: 'kelahiran', label: 'Kelahiran' },
  { code: 'lahirMati', label: 'Lahir Mati' },
  { code: 'kematian', label: 'Kematian' },
]);

/** Kind of place where a child was born. */
export const tempatDilahirkan = numbered('tempatDilahirkan', [
  { code: '1', label: 'RS/RB' },
  { code: '2', label: 'Puskesmas' },
  { code: '3', label: 'Polindes' },
  { code: '4', label: 'Rumah' },
  { code: '5', label: 'Lainnya' },
]);

/** Single birth or one of several. */
export const jenisKelahiran = numbered('jenisKelahiran', [
  { code: '1', label: 'Tunggal' },
  { code: '2', label: 'Kembar 2' },
  { code: '3', label: 'Kembar 3' },
  { code: '4', label: 'Kembar 4' },
  { code: '5', label: 'Lainnya' },
]);

/** Who helped at the birth. */
export const penolong = numbered('penolong', [
  { code: '1', label: 'Dokter' },
  { code: '2', label: 'Bidan/Perawat' },
  { code: '3', label: 'Dukun' },
  { code: '4', label: 'Lainnya' },
]);

/** Who established a stillbirth. */
export const yangMenentukanLahirMati = numbered('yangMenentukanLahirMati', [
  { code: '1', label: 'Dokter' },
  { code: '2', label: 'Bidan/Perawat' },
  { code: '3', label: 'Tenaga Kesehatan' },
  { code: '4', label: 'Kepolisian' },
  { code: '5', label: 'Lainnya' },
]);

/** Cause of a death. */
export const sebabKematian = numbered('sebabKematian', [
  { code: '1', label: 'Sakit biasa/tua' },
  { code: '2', label: 'Wabah Penyakit' },
  { code: '3', label: 'Kecelakaan' },
  { code: '4', label: 'Kriminalitas' },
  { code: '5', label: 'Bunuh Diri' },
  { code: '6', label: 'Lainnya' },
]);

/** Who certifies a death. */
export const yangMenerangkanKematian = numbered('yangMenerangkanKematian', [
  { code: '1', label: 'Dokter' },
  { code: '2', label: 'Tenaga Kesehatan' },
  { code: '3', label: 'Kepolisian' },
  { code: '4', label: 'Lainnya' },
]);

/** How two people of F-2.04 stand to each other: person 1 is the … of person 2. */
export const hubunganPasangan = unnumbered('hubunganPasangan', [
  { code: 'suami', label: 'Suami' },
  { code: 'istri', label: 'Istri' },
]);
