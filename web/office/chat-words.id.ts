/** Indonesian words about reading a chat: hidden numbers, recordings, reaching the resident. */
export const chatWords = {
  chat: {
    showNumbers: 'Tampilkan NIK dan nomor KK',
    hideNumbers: 'Sembunyikan nomor',
    logged: 'Tercatat atas nama Anda',
    withdrawn: 'Pesan ditarik oleh warga',
    takenBackKept: 'Ditarik oleh warga; tersimpan karena bagian dari berkas yang diajukan',
    recording: 'Pesan suara atau video',
    play: 'Dengarkan (tercatat)',
    save: 'Simpan rekaman',
    recordingWaits: 'sedang diambil dari WhatsApp',
    recordingGone: 'tidak dapat diambil lagi; minta warga mengirim ulang',
    unread_one: '{{count}} pesan sejak meminta petugas',
    unread_other: '{{count}} pesan sejak meminta petugas',
    calls: 'Nama di WhatsApp: {{name}}',
    callsHelp: 'Ditulis warga sendiri; bukan bukti diri.',
    showPhone: 'Tampilkan nomor',
    openWhatsApp: 'Buka di WhatsApp',
    copyPhone: 'Salin nomor',
    copied: 'Nomor disalin.',
    noPhone:
      'Warga menyembunyikan nomornya. Balas dari WhatsApp kantor dengan nama penggunanya, atau tunggu ia menulis.',
  },
};
