/** What Sampai says by itself in Indonesian, when something happened to a case. `{…}` slots are filled by the acts. */

export const notices = {
  issued: '✅ {documents} untuk berkas *{number}* sudah ditandatangani.',
  issuedForPickup: 'Ambil cetakannya di {office} ({hours}), atau terima PDF-nya di sini.',
  sendPdf: 'Kirim PDF',
  cardWaiting:
    '{document} berkas *{number}* siap diambil di {office}, {address} ({hours}). Tunjukkan kode ambil *{code}* dan KTP-el Anda. Jangan beri kode ini kepada orang lain.',
  rejected: 'Berkas *{number}* tidak dapat dilanjutkan: {reason}. Balas PETUGAS bila ingin penjelasan.',
  askedAgain: 'Berkas *{number}* kurang: {papers}. Kirim ulang yang itu saja; berkas lain sudah kami simpan.',
  complete: 'Lengkapi',
  nudge:
    'Berkas *{service}* Anda belum dikirim. Balas LANJUT untuk meneruskan; yang sudah ada tetap tersimpan.',
  caption: '{document}. Cetak di kertas A4 80 gram. Periksa keasliannya di {url} dengan kode {code}',
};
