/** Example births: they document the service and run as tests. */
import type { Example } from '../../../src/catalogue/define-service.ts';
import type { service } from './service.ts';

const ordinary = {
  namaAnak: 'Aisyah Contoh Putri',
  tanggalLahir: '2026-11-14',
  punyaSuratLahir: true,
  punyaBuktiNikah: true,
} as const;

export const examples: Example<typeof service>[] = [
  {
    title: 'born nine days ago, birth letter and buku nikah at hand',
    today: '2026-11-23',
    answers: ordinary,
    needs: ['suratLahir', 'buktiNikah', 'kk', 'ktpIbu', 'ktpAyah'],
    produces: ['akta-kelahiran', 'kk', 'kia'],
    marks: [],
  },
  {
    title: 'born at home without any letter: SPTJM F-2.03 takes its place',
    today: '2026-11-23',
    answers: { ...ordinary, punyaSuratLahir: false },
    needs: ['sptjmKelahiran', 'buktiNikah', 'kk', 'ktpIbu', 'ktpAyah'],
    produces: ['akta-kelahiran', 'kk', 'kia'],
    marks: ['noBirthLetter'],
  },
  {
    title: 'marriage cannot be proven: SPTJM F-2.04 takes its place',
    today: '2026-11-23',
    answers: { ...ordinary, punyaBuktiNikah: false },
    needs: ['suratLahir', 'sptjmSuamiIstri', 'kk', 'ktpIbu', 'ktpAyah'],
    produces: ['akta-kelahiran', 'kk', 'kia'],
    marks: ['noMarriageProof'],
  },
  {
    title: 'exactly 60 days after birth is still in time',
    today: '2026-11-23',
    answers: { ...ordinary, tanggalLahir: '2026-09-24' },
    needs: ['suratLahir', 'buktiNikah', 'kk', 'ktpIbu', 'ktpAyah'],
    produces: ['akta-kelahiran', 'kk', 'kia'],
    marks: [],
  },
  {
    title: 'reported after nine years: late, same papers, same documents',
    today: '2026-11-23',
    answers: { ...ordinary, tanggalLahir: '2017-11-20' },
    needs: ['suratLahir', 'buktiNikah', 'kk', 'ktpIbu', 'ktpAyah'],
    produces: ['akta-kelahiran', 'kk', 'kia'],
    marks: ['lateReport'],
  },
  {
    title: 'an adult gets an akta at last: no KIA from 17 on',
    today: '2026-11-23',
    answers: { ...ordinary, tanggalLahir: '2009-11-23' },
    needs: ['suratLahir', 'buktiNikah', 'kk', 'ktpIbu', 'ktpAyah'],
    produces: ['akta-kelahiran', 'kk'],
    marks: ['lateReport'],
  },
];
