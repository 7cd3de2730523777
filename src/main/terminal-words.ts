/** What the terminal says instead of a line of the log: the log is English for those who read code, its reader is not. */

/** By the line of the log, word for word; a test finds lines that are missing here. */
export const terminalWords: Readonly<Record<string, string>> = {
  'another process does the background work; this one waits for it':
    'proses lain sedang mengerjakan pekerjaan latar; proses ini menunggu giliran',
  'the background work was broken off and begins anew': 'pekerjaan latar terputus dan dimulai lagi',
  'the background work could not begin': 'pekerjaan latar belum dapat dimulai',
  'the background work is paused: messages are kept and wait':
    'pekerjaan latar dijeda: pesan disimpan dan menunggu',
  'messages were on their way when the work was broken off':
    'ada pesan yang sedang dikirim ketika pekerjaan terputus: lihat meja Tak pasti',
  'a delivered document could not be noted': 'dokumen yang sudah sampai belum dapat dicatat',
  'a signed webhook was not JSON': 'webhook bertanda tangan yang bukan JSON diterima',
  'parts of a webhook could not be read': 'sebagian webhook tidak dapat dibaca',
  'messages to another number were kept and not answered':
    'pesan untuk nomor lain disimpan dan tidak dijawab: periksa WHATSAPP_PHONE_NUMBER_ID',
  'job library': 'pustaka pekerjaan latar',
  'the demo family could not finish its report': 'keluarga peragaan tidak dapat menyelesaikan laporannya',
  'a case of a silent resident could not be ended':
    'berkas warga yang lama tidak menjawab tidak dapat diakhiri',
  'a tick failed': 'satu putaran pekerjaan latar gagal',
  'a faulty signed PDF could not be kept': 'PDF yang tanda tangannya keliru tidak dapat disimpan',
  'a signature could not be asked for or checked': 'tanda tangan tidak dapat diminta atau diperiksa',
  'a message could not be sent': 'satu pesan tidak dapat dikirim',
  'a message could not be handled': 'satu pesan tidak dapat diolah',
  'a file could not be taken in': 'satu berkas tidak dapat diterima',
  'a status could not be applied': 'satu status pengiriman tidak dapat dicatat',
  'a request failed': 'satu permintaan gagal',
};
