/** Why the embedded PostgreSQL cannot start, as a closed list, and the one sentence each reason is told by. */
import type { Sentence } from '../sentence.ts';

/** A reason that the person who starts Sampai can do something about. */
export type PostgresRefusal =
  | { kind: 'no-binaries'; platform: string }
  | { kind: 'no-database-user' }
  | { kind: 'folder-not-writable'; path: string }
  | { kind: 'folder-not-reachable'; path: string; user: string }
  | { kind: 'folder-of-other-user'; path: string }
  | { kind: 'folder-damaged'; path: string }
  | { kind: 'binaries-not-executable'; path: string }
  | { kind: 'disk-full'; path: string }
  | { kind: 'port-taken'; port: number }
  | { kind: 'port-forbidden'; port: number }
  | { kind: 'other-version'; path: string; found: string; expected: string }
  | { kind: 'still-running'; path: string; pid: number }
  | { kind: 'no-start'; logFile: string };

/** Says what is wrong and what to do about it, in one sentence for each language. */
export function describePostgresRefusal(refusal: PostgresRefusal): Sentence {
  switch (refusal.kind) {
    case 'no-binaries':
      return {
        id: `Tidak ada PostgreSQL bawaan untuk ${refusal.platform}: jalankan "npm ci" tanpa --omit=optional, atau isi DATABASE_URL dan DATABASE_ADMIN_URL.`,
        en: `There is no bundled PostgreSQL for ${refusal.platform}: run "npm ci" without --omit=optional, or set DATABASE_URL and DATABASE_ADMIN_URL.`,
      };
    case 'no-database-user':
      return {
        id: 'PostgreSQL tidak boleh berjalan sebagai root dan pengguna "nobody" tidak ada di mesin ini: jalankan Sampai sebagai pengguna biasa.',
        en: 'PostgreSQL may not run as root and this machine has no user "nobody": start Sampai as an ordinary user.',
      };
    case 'disk-full':
      return {
        id: `Penyimpanan tempat ${refusal.path} penuh: kosongkan sedikitnya 500 MB, atau pindahkan folder data dengan SAMPAI_DATA.`,
        en: `The disk that holds ${refusal.path} is full: free at least 500 MB, or move the data folder with SAMPAI_DATA.`,
      };
    case 'port-taken':
      return {
        id: `Port ${refusal.port} sudah dipakai program lain: isi DATABASE_PORT dengan port lain, atau kosongkan agar tidak memakai port.`,
        en: `Port ${refusal.port} is used by another program: set DATABASE_PORT to another port, or unset it to use no port at all.`,
      };
    case 'port-forbidden':
      return {
        id: `Port ${refusal.port} tidak boleh dipakai pengguna ini: isi DATABASE_PORT dengan angka di atas 1023.`,
        en: `This user may not use port ${refusal.port}: set DATABASE_PORT to a number above 1023.`,
      };
    case 'no-start':
      return {
        id: `PostgreSQL bawaan tidak mau menyala: sebabnya tertulis di akhir ${refusal.logFile}.`,
        en: `The bundled PostgreSQL did not start: the end of ${refusal.logFile} says why.`,
      };
    default:
      return describeFolderRefusal(refusal);
  }
}

type FolderRefusal = Extract<PostgresRefusal, { path: string }>;

function describeFolderRefusal(refusal: Exclude<FolderRefusal, { kind: 'disk-full' }>): Sentence {
  const { path } = refusal;
  switch (refusal.kind) {
    case 'folder-not-writable':
      return {
        id: `Folder ${path} tidak dapat ditulisi: beri hak tulis, atau pilih folder lain dengan SAMPAI_DATA.`,
        en: `The folder ${path} cannot be written to: allow it, or choose another folder with SAMPAI_DATA.`,
      };
    case 'folder-not-reachable':
      return {
        id: `Folder ${path} tertutup bagi pengguna "${refusal.user}" yang menjalankan PostgreSQL: buka dengan "chmod o+x ${path}", atau pilih folder lain dengan SAMPAI_DATA.`,
        en: `The folder ${path} is closed to the user "${refusal.user}" that runs PostgreSQL: open it with "chmod o+x ${path}", or choose another folder with SAMPAI_DATA.`,
      };
    case 'folder-of-other-user':
      return {
        id: `Folder ${path} milik pengguna lain: jalankan Sampai sebagai pengguna itu, atau pilih folder lain dengan SAMPAI_DATA.`,
        en: `The folder ${path} belongs to another user: start Sampai as that user, or choose another folder with SAMPAI_DATA.`,
      };
    case 'folder-damaged':
      return {
        id: `Folder ${path} tidak berisi basis data yang utuh: pulihkan dari cadangan, atau pilih folder lain dengan SAMPAI_DATA.`,
        en: `The folder ${path} does not hold a whole database: restore it from a backup, or choose another folder with SAMPAI_DATA.`,
      };
    case 'binaries-not-executable':
      return {
        id: `Program di ${path} tidak boleh dijalankan (folder mungkin dipasang "noexec"): pilih folder lain dengan SAMPAI_DATA.`,
        en: `Programs in ${path} may not be executed (perhaps it is mounted "noexec"): choose another folder with SAMPAI_DATA.`,
      };
    case 'other-version':
      return {
        id: `Basis data di ${path} dibuat oleh PostgreSQL ${refusal.found}, sedangkan Sampai ini membawa PostgreSQL ${refusal.expected}: pakai Sampai yang sesuai, atau pilih folder lain dengan SAMPAI_DATA.`,
        en: `The database in ${path} was made by PostgreSQL ${refusal.found}, while this Sampai brings PostgreSQL ${refusal.expected}: use the matching Sampai, or choose another folder with SAMPAI_DATA.`,
      };
    case 'still-running':
      return {
        id: `PostgreSQL lama (proses ${refusal.pid}) masih memegang ${path} dan tidak mau berhenti: hentikan proses itu lalu coba lagi.`,
        en: `An older PostgreSQL (process ${refusal.pid}) still holds ${path} and does not stop: end that process and try again.`,
      };
  }
}

/** Carries a refusal up to the public function that returns it as a value; never leaves this folder. */
export class PostgresRefused extends Error {
  readonly refusal: PostgresRefusal;

  constructor(refusal: PostgresRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** Turns the file system's error codes into a refusal about `path`; anything unknown is thrown on as it is. */
export function refuseFileError(error: unknown, path: string): never {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') throw new PostgresRefused({ kind: 'disk-full', path });
  // The system's own folders, such as /proc, answer ENOENT to whoever wants to create something in them.
  if (
    code === 'ENOENT' ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST'
  ) {
    throw new PostgresRefused({ kind: 'folder-not-writable', path });
  }
  throw error;
}
