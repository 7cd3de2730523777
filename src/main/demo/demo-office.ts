/** The office of Mode Peragaan: Balangan with its real area names, and people who do not exist. */
import type { OfficePlan } from '../office/set-up-office.ts';

/** Secrets of the demonstration, shown on its pages on purpose. */
export const demoSecrets = {
  password: 'peragaan-sampai',
  passphrase: 'frasa-peragaan',
  pin: '482916',
} as const;

/** The demo's signer, whom the simulated BSrE knows too. NIKs of region 99 exist nowhere. */
export const demoSigner = { nik: '9901015203720001', name: 'Dra. Hj. Rusmini Contoh' } as const;

const password = demoSecrets.password;

/** What the demo begins with. */
export const demoOffice: OfficePlan = {
  regencyCode: '63.11',
  name: 'Disdukcapil Kabupaten Balangan',
  regencyName: 'Balangan',
  utcOffsetMinutes: 480,
  profile: {
    serviceName: 'Dik Jamila Me-WA',
    address: 'Jl. Contoh No. 1, Paringin',
    phone: '0526-000000',
    hoursText: 'Senin–Jumat 08.00–16.00 WITA',
    workdays: [1, 2, 3, 4, 5],
    opensAtMinute: 8 * 60,
    closesAtMinute: 16 * 60,
    retentionDays: 365,
    consentVersion: '2026-11',
    closedDays: [],
  },
  people: [
    { username: 'petugas', password, name: 'Norhayati Contoh', roles: ['petugas-layanan'], areas: '*' },
    { username: 'operator', password, name: 'Ahmad Contoh', roles: ['operator'], areas: '*' },
    { username: 'verifikator', password, name: 'Siti Contoh', roles: ['verifikator'], areas: '*' },
    {
      username: 'kadis',
      password,
      name: demoSigner.name,
      roles: ['penandatangan'],
      areas: '*',
      nik: demoSigner.nik,
      authorities: [
        {
          role: 'Kepala Dinas dan Pejabat Pencatatan Sipil',
          kind: 'definitif',
          decree: 'SK 821/001-CONTOH/2026',
          validFrom: '2026-01-02',
          documentIds: ['akta-kelahiran', 'kk'],
        },
      ],
    },
    { username: 'admin', password, name: 'Admin Contoh', roles: ['admin'], areas: '*' },
  ],
};
