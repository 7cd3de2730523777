/** The table of the console's tabs: where each leads, whose it is, and which count it carries. */
import type { Counts, Role } from '../../../src/http/api-types.ts';

/** One tab of the dark bar. */
export interface DeskTab {
  id:
    | 'intake'
    | 'conversations'
    | 'siak'
    | 'cards'
    | 'verification'
    | 'signing'
    | 'unsettled'
    | 'all'
    | 'officers';
  path: string;
  count?: keyof Counts;
  roles: readonly Role[];
}

const caseWorkers: readonly Role[] = ['petugas-layanan', 'operator', 'verifikator', 'penandatangan', 'admin'];

/** All tabs in the order in which a case travels. */
export const deskTabs: readonly DeskTab[] = [
  { id: 'intake', path: '/pemeriksaan', count: 'intake', roles: ['petugas-layanan'] },
  { id: 'conversations', path: '/percakapan', count: 'handed-over', roles: ['petugas-layanan'] },
  { id: 'siak', path: '/meja-siak', count: 'siak', roles: ['operator'] },
  { id: 'cards', path: '/kartu', count: 'cards', roles: ['operator', 'petugas-layanan'] },
  { id: 'verification', path: '/verifikasi', count: 'verification', roles: ['verifikator'] },
  { id: 'signing', path: '/tanda-tangan', count: 'signing', roles: ['penandatangan'] },
  {
    id: 'unsettled',
    path: '/tak-pasti',
    count: 'unsettled',
    roles: ['petugas-layanan', 'penandatangan', 'admin'],
  },
  { id: 'officers', path: '/petugas', roles: ['admin'] },
  { id: 'all', path: '/berkas', roles: caseWorkers },
];

/** The tabs of a person with these roles. */
export function tabsFor(roles: readonly Role[]): DeskTab[] {
  return deskTabs.filter((tab) => tab.roles.some((role) => roles.includes(role)));
}
