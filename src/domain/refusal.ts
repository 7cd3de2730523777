/** The closed list of what may be refused, each with its sentence and the next step. Everything else is a bug. */

/** Words of one refusal: what is wrong, and what to do next. `{…}` slots hold field labels or figures, never personal data. */
export interface RefusalWords {
  sentence: string;
  next: string;
}

/** Indonesian words by code. English stands in `refusal.en.ts`; a test holds the two lists together. */
export const refusals = {
  'not-signed-in': { sentence: 'Anda belum masuk.', next: 'Masuk dengan nama pengguna dan kata sandi Anda.' },
  'wrong-password': {
    sentence: 'Nama pengguna atau kata sandi tidak cocok.',
    next: 'Periksa huruf besar dan kecil. Bila lupa, minta admin mengatur ulang.',
  },
  'password-must-change': {
    sentence: 'Kata sandi Anda masih yang awal.',
    next: 'Ganti dahulu dengan kata sandi pilihan Anda sendiri.',
  },
  'wrong-current-password': {
    sentence: 'Kata sandi lama tidak cocok.',
    next: 'Ketik kata sandi yang Anda pakai untuk masuk. Bila lupa, minta admin membuat yang baru.',
  },
  'password-refused': {
    sentence: 'Kata sandi baru tidak dapat dipakai: {what}.',
    next: 'Pilih yang lain: paling sedikit 10 huruf atau angka, misalnya beberapa kata yang mudah Anda ingat.',
  },
  'not-your-duty': {
    sentence: 'Tugas ini bukan untuk peran Anda.',
    next: 'Minta petugas dengan peran yang sesuai mengerjakannya.',
  },
  'not-found': {
    sentence: 'Berkas ini tidak ada atau di luar wilayah Anda.',
    next: 'Periksa nomor berkas, atau hubungi admin kantor.',
  },
  'not-now': {
    sentence: 'Langkah ini belum bisa atau sudah tidak bisa dilakukan.',
    next: 'Muat ulang berkas untuk melihat keadaannya sekarang.',
  },
  'changed-meanwhile': {
    sentence: 'Berkas ini baru saja diubah oleh orang lain.',
    next: 'Lihat keadaan terbaru, lalu ulangi bila masih perlu.',
  },
  'taken-by-other': {
    sentence: 'Berkas ini sedang dikerjakan petugas lain.',
    next: 'Pilih berkas lain, atau minta petugas itu melepasnya.',
  },
  'not-taken': { sentence: 'Berkas ini belum Anda ambil.', next: 'Tekan "Ambil berkas" dahulu.' },
  'same-person-entered': {
    sentence: 'Yang memasukkan data tidak boleh memverifikasi atau menandatangani dokumen yang sama.',
    next: 'Minta petugas lain melanjutkan.',
  },
  'same-person-verified': {
    sentence: 'Yang memverifikasi tidak boleh menandatangani dokumen yang sama.',
    next: 'Minta pejabat lain menandatangani.',
  },
  'unknown-field': {
    sentence: 'Ada isian yang tidak dikenal layanan ini.',
    next: 'Muat ulang halaman, lalu isi lagi.',
  },
  'bad-answer': { sentence: 'Isian "{field}" belum benar.', next: '{hint}' },
  'fields-missing': {
    sentence: 'Masih ada isian yang kosong: {fields}.',
    next: 'Lengkapi isian itu dahulu.',
  },
  'papers-missing': {
    sentence: 'Masih ada berkas yang belum diterima: {papers}.',
    next: 'Terima berkas itu atau minta ulang.',
  },
  'papers-not-seen': {
    sentence: 'Masih ada berkas yang belum Anda lihat: {papers}.',
    next: 'Buka setiap halamannya, lalu terima satu per satu.',
  },
  'unknown-paper': {
    sentence: 'Lampiran atau persyaratan itu tidak ada di berkas ini.',
    next: 'Muat ulang berkas.',
  },
  'reason-needed': {
    sentence: 'Alasan belum dipilih.',
    next: 'Pilih satu alasan supaya penerima tahu apa yang harus diperbaiki.',
  },
  'unknown-document': { sentence: 'Dokumen itu tidak ada di berkas ini.', next: 'Muat ulang berkas.' },
  'draft-does-not-match': {
    sentence: 'PDF ini tidak cocok dengan dokumen yang ditunggu: {what}.',
    next: 'Pastikan PDF untuk orang dan dokumen yang benar, lalu seret lagi.',
  },
  'draft-was-returned': {
    sentence: 'PDF ini sama persis dengan yang sudah dikembalikan ({reason}).',
    next: 'Perbaiki datanya di SIAK, cetak PDF yang baru, lalu seret ke sini.',
  },
  'not-a-pdf': {
    sentence: 'Berkas ini bukan PDF.',
    next: 'Simpan dokumennya dari SIAK sebagai PDF, lalu seret PDF itu.',
  },
  'pdf-unusable': {
    sentence: 'PDF ini tidak dapat dipakai: {what}.',
    next: 'Ambil ulang PDF-nya dari SIAK, lalu seret lagi.',
  },
  'number-taken': {
    sentence: 'Nomor dokumen ini sudah dipakai berkas lain.',
    next: 'Periksa nomor di SIAK, lalu ambil PDF yang benar.',
  },
  'draft-changed': {
    sentence: 'Konsep dokumen berubah setelah Anda membacanya.',
    next: 'Baca konsep terbaru, lalu ulangi.',
  },
  'not-read': {
    sentence: 'Ada dokumen yang belum dibaca.',
    next: 'Baca setiap dokumen dahulu, baru tanda tangani.',
  },
  'no-authority': {
    sentence: 'Anda tidak punya kewenangan menandatangani dokumen ini hari ini.',
    next: 'Minta admin memeriksa SK dan masa berlakunya.',
  },
  'signing-unsettled': {
    sentence: 'Hasil tanda tangan dokumen ini belum pasti.',
    next: 'Buka "Tak pasti" dan periksa ke BSrE sebelum mencoba lagi.',
  },
  'wrong-passphrase': {
    sentence: 'Passphrase TTE salah.',
    next: 'Ketik ulang dengan teliti. Bila lupa, hubungi BSrE; jangan mencoba berulang-ulang.',
  },
  'signer-not-registered': {
    sentence: 'NIK Anda belum terdaftar di BSrE.',
    next: 'Hubungi admin kantor untuk mendaftarkan sertifikat Anda.',
  },
  'certificate-not-usable': {
    sentence: 'Sertifikat elektronik Anda tidak dapat dipakai.',
    next: 'Periksa masa berlakunya di BSrE dan ajukan pembaruan.',
  },
  'document-refused': {
    sentence: 'BSrE menolak PDF ini.',
    next: 'Kembalikan ke operator untuk diambil ulang dari SIAK.',
  },
  'signing-service-not-reached': {
    sentence: 'Layanan tanda tangan BSrE tidak dapat dihubungi; tidak ada yang terkirim.',
    next: 'Coba lagi beberapa menit lagi.',
  },
  'signed-pdf-faulty': {
    sentence: 'PDF bertanda tangan yang kembali tidak lolos pemeriksaan: {what}.',
    next: 'Jangan diterbitkan. Buka "Tak pasti" dan laporkan ke admin.',
  },
  'upload-empty': { sentence: 'Berkas yang dikirim kosong.', next: 'Pilih berkas lain atau foto ulang.' },
  'upload-too-large': {
    sentence: 'Berkas terlalu besar (paling besar 16 MB).',
    next: 'Kirim sebagai foto biasa, atau perkecil PDF.',
  },
  'upload-wrong-kind': {
    sentence: 'Jenis berkas ini tidak dapat diterima.',
    next: 'Kirim foto (JPG, PNG, WebP) atau PDF.',
  },
  'upload-too-many-pages': {
    sentence: 'PDF terlalu banyak halamannya (paling banyak 10).',
    next: 'Kirim halaman yang diminta saja.',
  },
  'upload-too-many-pixels': {
    sentence: 'Ukuran gambar terlalu besar.',
    next: 'Foto ulang dengan kamera biasa.',
  },
  'upload-active-content': {
    sentence: 'PDF ini berisi program atau lampiran tersembunyi.',
    next: 'Cetak ulang ke PDF biasa, atau kirim fotonya.',
  },
  'upload-encrypted': {
    sentence: 'PDF ini dikunci kata sandi.',
    next: 'Buka kuncinya dahulu, atau kirim fotonya.',
  },
  'upload-unreadable': {
    sentence: 'Berkas ini rusak dan tidak dapat dibuka.',
    next: 'Foto ulang, lalu kirim lagi.',
  },
  'upload-took-too-long': {
    sentence: 'Berkas ini terlalu berat untuk dibuka.',
    next: 'Foto ulang dengan cara biasa, lalu kirim lagi.',
  },
  'wrong-pin': {
    sentence: 'Nomor berkas atau PIN tidak cocok.',
    next: 'Periksa lagi. Setelah 5 kali salah, tunggu 15 menit atau hubungi petugas.',
  },
  'too-many-tries': {
    sentence: 'Terlalu banyak percobaan.',
    next: 'Tunggu 15 menit, lalu coba lagi, atau hubungi petugas.',
  },
  'wrong-pickup-code': {
    sentence: 'Kode ambil tidak cocok.',
    next: 'Minta warga membuka pesan terakhir; periksa identitasnya.',
  },
  'blank-serial-used': {
    sentence: 'Nomor seri blangko ini sudah dipakai.',
    next: 'Periksa nomor pada blangko, lalu ketik lagi.',
  },
  'blank-serial-needed': {
    sentence: 'Nomor seri blangko belum diisi.',
    next: 'Ketik nomor seri yang tercetak di blangko.',
  },
  'account-refused': {
    sentence: 'Akun tidak dapat dibuat: {what}.',
    next: 'Pilih nama pengguna lain: 3 sampai 30 huruf kecil, angka, atau titik.',
  },
  'authority-needs-end': {
    sentence: 'Kewenangan Plt atau Plh harus punya tanggal akhir.',
    next: 'Isi tanggal akhir sesuai SK.',
  },
  'unknown-area': {
    sentence: 'Kode wilayah itu tidak ada di kabupaten ini.',
    next: 'Pilih kecamatan atau desa dari daftar.',
  },
  'outside-your-area': {
    sentence: 'Desa itu di luar wilayah tugas Anda.',
    next: 'Periksa desanya, atau minta petugas kantor melanjutkan.',
  },
  'officer-outside-your-area': {
    sentence: 'Petugas atau wilayah itu di luar wilayah tugas Anda.',
    next: 'Pilih wilayah di dalam wilayah Anda, atau minta admin yang bertugas di seluruh kabupaten.',
  },
  'last-admin': {
    sentence: 'Kantor harus punya paling sedikit satu admin yang aktif.',
    next: 'Jadikan petugas lain admin dahulu, lalu ulangi.',
  },
  'identity-not-seen': {
    sentence: 'Identitas pengambil belum diperiksa.',
    next: 'Lihat KTP-el pengambil dahulu, centang, lalu serahkan.',
  },
  'recipient-needed': {
    sentence: 'Nama penerima belum diisi.',
    next: 'Tulis nama yang menerima dokumen dan hubungannya dengan pemohon.',
  },
  'chat-window-closed': {
    sentence: 'Pesan tidak dapat dikirim: warga tidak menulis dalam 24 jam terakhir.',
    next: 'Minta warga mengirim satu pesan dahulu, atau serahkan PIN di loket.',
  },
  'content-erased': {
    sentence: 'Isi berkas ini sudah dihapus untuk selamanya.',
    next: 'Riwayatnya masih ada; isinya tidak dapat dibuka lagi. Bila perlu, buat permohonan baru.',
  },
  'message-settled': {
    sentence: 'Pesan ini sudah ditangani, atau sudah pasti sampai.',
    next: 'Muat ulang daftar Tak pasti.',
  },
  'not-confirmed': {
    sentence: 'Pesan ini mungkin sudah sampai.',
    next: 'Tanyakan dahulu kepada warga. Bila memang belum menerima, centang, lalu kirim lagi.',
  },
  'message-too-late': {
    sentence: 'Warga terakhir menulis lebih dari 24 jam lalu; WhatsApp tidak menerima pesan ini.',
    next: 'Hubungi warga dengan cara lain, lalu tekan "Sudah ditangani". Atau minta warga menulis sekali, lalu kirim lagi.',
  },
  'secret-gone': {
    sentence: 'PIN atau kode dalam pesan ini sudah tidak berlaku dan tidak dapat dikirim lagi.',
    next: 'Buat PIN baru di halaman berkasnya, atau kode ambil baru di Kartu & loket.',
  },
  'resident-stopped': {
    sentence: 'Warga ini meminta agar tidak dikirimi pesan lagi.',
    next: 'Hubungi warga dengan cara lain, lalu tekan "Sudah ditangani".',
  },
  'nothing-to-do': { sentence: 'Tidak ada yang perlu dikerjakan.', next: 'Muat ulang daftar.' },
  'request-not-understood': {
    sentence: 'Permintaan ini tidak lengkap atau bentuknya salah.',
    next: 'Muat ulang halaman, lalu ulangi.',
  },
  'same-key-other-request': {
    sentence: 'Kunci permintaan ini sudah dipakai untuk isi yang lain.',
    next: 'Kirim ulang dengan kunci baru.',
  },
  'storage-full': {
    sentence: 'Tempat simpan kantor penuh; tidak ada yang hilang.',
    next: 'Beri tahu admin, lalu coba lagi.',
  },
  'service-unavailable': {
    sentence: 'Sampai sedang tidak dapat melayani.',
    next: 'Tunggu sebentar, lalu coba lagi.',
  },
} as const satisfies Record<string, RefusalWords>;

export type RefusalCode = keyof typeof refusals;

/** A refusal as a value: the domain returns it, HTTP and WhatsApp put it into words. */
export interface Refusal {
  refused: RefusalCode;
  /** Fills the slots of the words. Field labels, counts, reasons from closed lists; never personal data. */
  slots?: Readonly<Record<string, string>>;
}

/** Makes a refusal. */
export function refuse(refused: RefusalCode, slots?: Readonly<Record<string, string>>): Refusal {
  return slots === undefined ? { refused } : { refused, slots };
}

/** Tells a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** Fills `{slot}`s of a sentence. A slot without a value disappears. */
export function fillSlots(words: string, slots: Readonly<Record<string, string>> = {}): string {
  return words.replace(/\{(\w+)\}/gu, (_, name: string) => slots[name] ?? '').trim();
}
