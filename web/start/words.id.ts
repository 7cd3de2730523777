/** The words of the start page in Indonesian. */
import type { Role } from '../../src/http/api-types.ts';
import type { Step } from './next-step.ts';

/** All words of the page. */
export type Words = typeof words;

export const words = {
  title: 'Mode Peragaan',
  banner: 'MODE PERAGAAN',
  bannerText: 'bukan layanan sungguhan',
  bannerMore: 'Orang dan datanya rekaan; tidak ada yang keluar dari komputer ini.',
  otherLanguage: 'English',
  clock: 'Jam peragaan',
  hour: '+1 jam',
  day: '+1 hari',
  toNow: 'Ke sekarang',
  clockMoved: 'Jam peragaan dipindah.',
  birth: 'Ada kelahiran',
  birthAgain: 'Ada kelahiran lagi',
  birthComing: 'Berkas sedang masuk …',
  birthComingText: 'Keluarga itu sedang mengirim berkasnya: lihat ponsel.',
  guide: 'Panduan',
  done: 'selesai',
  nowStep: 'sekarang',
  tabs: 'Tampilan',
  phone: 'Ponsel',
  desk: 'Meja',
  phoneTitle: 'Ponsel warga',
  deskTitle: 'Meja kantor',
  here: 'Lanjutkan di sini',
  openAlone: 'Buka di tab sendiri',
  openPhone: 'Buka ponsel',
  openDesk: 'Buka berkasnya',
  signInAs: 'Masuk sebagai',
  signInRole: (role: string) => `Masuk sebagai ${role}`,
  signedIn: (name: string) => `${name} masuk`,
  nobody: 'Belum ada yang masuk',
  waiting: (n: number) => `${n} menunggu`,
  facts: 'Isian contoh',
  pin: 'PIN warga',
  passphrase: 'Passphrase TTE',
  accounts: 'Akun',
  links: 'Halaman lain',
  siak: 'SIAK simulasi',
  track: 'Lacak berkas',
  check: 'Cek dokumen',
  unreachable: 'Sampai sedang tidak menjawab. Halaman ini mencoba lagi sendiri.',
  loading: 'Menyiapkan peragaan …',
  close: 'Tutup',
  roles: {
    'petugas-layanan': 'Petugas layanan',
    operator: 'Operator',
    verifikator: 'Verifikator',
    penandatangan: 'Penanda tangan',
    admin: 'Admin',
  } satisfies Record<Role, string> as Record<Role, string>,
  steps: {
    birth: {
      title: 'Warga mengirim',
      text: 'Satu keluarga mengirim berkas kelahiran lewat WhatsApp. Ketuk tombolnya, lalu lihat ponsel.',
    },
    intake: {
      title: 'Pemeriksaan',
      text: 'Lihat dan terima tiap lampiran, lalu teruskan ke Meja SIAK.',
    },
    siak: { title: 'Meja SIAK', text: 'Ambil PDF dari SIAK simulasi; PDF-nya dicocokkan dengan berkas.' },
    verification: { title: 'Verifikasi', text: 'Bandingkan konsep dengan lampiran, lalu setujui.' },
    signing: {
      title: 'Tanda tangan',
      text: 'Baca tiap dokumen, lalu tanda tangani sekaligus. Passphrase contoh sudah terisi.',
    },
    delivery: {
      title: 'PDF ke ponsel',
      text: 'Di ponsel: ketuk “Kirim PDF”, lalu PIN contoh. Dua PDF bertanda tangan datang.',
    },
    card: {
      title: 'Kartu KIA',
      text: 'Cetak KIA di atas blangko bernomor, lalu tandai siap diambil.',
    },
    done: {
      title: 'Selesai',
      text: 'Dua PDF ada di ponsel dan KIA menunggu diambil. Coba Lacak berkas, atau ulangi.',
    },
  } satisfies Record<Step, { title: string; text: string }> as Record<Step, { title: string; text: string }>,
};
