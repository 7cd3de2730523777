/** What the office must know of a birth: asked in the chat, or read off the papers. */
import { defineFields } from '../../../src/catalogue/define-service.ts';

/** Witnesses are named where a sworn statement takes the place of a letter. */
const needsSptjm = {
  any: [
    { field: 'punyaSuratLahir', is: false },
    { field: 'punyaBuktiNikah', is: false },
  ],
} as const;

export const fields = defineFields({
  namaPemohon: { kind: 'name', ask: true, max: 60 },
  nikPemohon: { kind: 'nik', ask: true },
  namaAnak: { kind: 'name', ask: true, max: 60, isNewName: true },
  tanggalLahir: { kind: 'date', ask: true },
  punyaSuratLahir: { kind: 'yes-no', ask: true },
  punyaBuktiNikah: { kind: 'yes-no', ask: true },
  jenisKelamin: { kind: 'choice', choices: ['1', '2'], fromAttachment: ['suratLahir', 'sptjmKelahiran'] },
  tempatDilahirkan: {
    kind: 'choice',
    choices: ['1', '2', '3', '4', '5'],
    fromAttachment: ['suratLahir', 'sptjmKelahiran'],
  },
  tempatLahir: { kind: 'text', max: 60, fromAttachment: ['suratLahir', 'sptjmKelahiran'] },
  pukul: { kind: 'time', optional: true, fromAttachment: ['suratLahir', 'sptjmKelahiran'] },
  jenisKelahiran: {
    kind: 'choice',
    choices: ['1', '2', '3', '4', '5'],
    fromAttachment: ['suratLahir', 'sptjmKelahiran'],
  },
  kelahiranKe: { kind: 'number', min: 1, max: 25, fromAttachment: ['suratLahir', 'sptjmKelahiran'] },
  penolong: {
    kind: 'choice',
    choices: ['1', '2', '3', '4'],
    fromAttachment: ['suratLahir', 'sptjmKelahiran'],
  },
  beratGram: {
    kind: 'number',
    min: 300,
    max: 7000,
    unit: 'gram',
    optional: true,
    fromAttachment: ['suratLahir', 'sptjmKelahiran'],
  },
  panjangCm: {
    kind: 'number',
    min: 20,
    max: 70,
    unit: 'cm',
    decimals: 1,
    optional: true,
    fromAttachment: ['suratLahir', 'sptjmKelahiran'],
  },
  namaIbu: { kind: 'name', max: 60, fromAttachment: 'ktpIbu' },
  nikIbu: { kind: 'nik', fromAttachment: 'ktpIbu' },
  tempatLahirIbu: { kind: 'text', max: 60, fromAttachment: 'ktpIbu' },
  tanggalLahirIbu: { kind: 'date', fromAttachment: 'ktpIbu' },
  namaAyah: { kind: 'name', max: 60, fromAttachment: 'ktpAyah' },
  nikAyah: { kind: 'nik', fromAttachment: 'ktpAyah' },
  tempatLahirAyah: { kind: 'text', max: 60, fromAttachment: 'ktpAyah' },
  tanggalLahirAyah: { kind: 'date', fromAttachment: 'ktpAyah' },
  nomorBuktiNikah: {
    kind: 'text',
    max: 60,
    when: { field: 'punyaBuktiNikah', is: true },
    fromAttachment: 'buktiNikah',
  },
  tanggalNikah: {
    kind: 'date',
    when: { field: 'punyaBuktiNikah', is: true },
    fromAttachment: 'buktiNikah',
  },
  noKk: { kind: 'kk', fromAttachment: 'kk' },
  namaKepalaKeluarga: { kind: 'name', max: 60, fromAttachment: 'kk' },
  alamat: { kind: 'text', max: 120, fromAttachment: 'kk' },
  desa: { kind: 'desa', fromAttachment: 'kk' },
  namaSaksi1: {
    kind: 'name',
    max: 60,
    when: needsSptjm,
    fromAttachment: ['sptjmKelahiran', 'sptjmSuamiIstri'],
  },
  nikSaksi1: { kind: 'nik', when: needsSptjm, fromAttachment: ['sptjmKelahiran', 'sptjmSuamiIstri'] },
  namaSaksi2: {
    kind: 'name',
    max: 60,
    when: needsSptjm,
    fromAttachment: ['sptjmKelahiran', 'sptjmSuamiIstri'],
  },
  nikSaksi2: { kind: 'nik', when: needsSptjm, fromAttachment: ['sptjmKelahiran', 'sptjmSuamiIstri'] },
});
