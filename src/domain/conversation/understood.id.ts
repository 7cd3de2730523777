/** What the chat understands in Indonesian: words of people, in any case and without punctuation. */

export const understood = {
  /** Words that are understood anywhere; several ways to say each. */
  commands: {
    menu: ['menu'],
    status: ['status', 'cek status'],
    continue: ['lanjut', 'lanjutkan'],
    back: ['kembali'],
    cancel: ['batal', 'batalkan'],
    officer: ['petugas'],
    stop: ['berhenti', 'stop'],
    erase: ['hapus data'],
    form: ['formulir'],
    'full-form': ['formulir lengkap'],
    indonesian: ['indonesia', 'bahasa indonesia'],
    english: ['english'],
  },
  /** Asks for nothing and needs no answer. */
  thanks: 'terima kasih, terimakasih, makasih, makasi, trims, tks, ok, oke, siap, baik, sip'.split(', '),
  greetings:
    'assalamualaikum, assalamu alaikum, halo, hallo, hai, hi, hello, p, permisi, tes, pagi, siang, sore, malam, selamat pagi, selamat siang, selamat sore, selamat malam'.split(
      ', ',
    ),
  /** Left out when a service is looked for in free text. */
  fillers:
    'mau, saya, ingin, urus, mengurus, bikin, buat, membuat, tolong, minta, perlu, untuk, aku, kami, sy, pengen, pingin, pengin, hendak, bikinin, buatkan, buatin, dibuatkan, mengajukan, daftar, mendaftarkan, daftarkan, bisa, boleh, dong, ya, pak, bu, kak, min, admin, dan, yang, ini, nya, dengan, sama, dapat, dapatkan, utk, bgt'.split(
      ', ',
    ),
  skipWords: ['lewati', 'lewat', 'skip', '-'],
  /** Ordinary sentences around an answer: what says yes or no, what says nothing, and what leaves it open. */
  sentence: {
    affirms: 'ya, iya, iyaa, yaa, y, ada, punya, betul, benar'.split(', '),
    denies: 'tidak, tdk, gak, ga, gk, nggak, ngga, enggak, engga, kagak, tak, belum, blm, bukan, tiada'.split(
      ', ',
    ),
    /** A thing is there: these two affirm, unless one of those above stands before them. */
    exists: ['ada', 'punya'],
    particles:
      'kok, sih, dong, ya, pak, bu, kak, mas, mbak, min, nya, itu, ini, adalah, saya, sy, aku, kami, si, nih, lah, sudah, udah, sdh, memang, tgl, tanggal, pada, no, nomor'.split(
        ', ',
      ),
    unsure:
      'atau, apakah, apa, mungkin, kayaknya, sepertinya, kalau, kalo, tapi, tetapi, cuma, hanya, dulu, hilang, rusak'.split(
        ', ',
      ),
  },
  /** Days as people call them, by how many days ago they are. */
  daysAgo: [
    'hari ini, tadi, tadi pagi, tadi siang, tadi sore, barusan, baru saja, pagi ini, siang ini, sore ini'.split(
      ', ',
    ),
    'kemarin, kemaren, kemarin pagi, kemarin siang, kemarin sore, kemarin malam, sehari lalu'.split(', '),
    'kemarin lusa, kemaren lusa, kemarin dulu, kemarin dulunya, lusa kemarin'.split(', '),
  ],
  /** `{count}` of them ago: "3 hari lalu", "3 hari yang lalu". */
  daysBefore: ['hari lalu', 'hari yang lalu', 'hari yg lalu', 'hari kemarin'],
  /** Begin a question about what was asked, or a call for help with it. */
  helpWords:
    'dimana, di mana, dmn, gimana, bagaimana, gmn, kenapa, mengapa, bingung, saya bingung, caranya, cara, maksudnya, apa maksudnya, tidak tahu, tidak tau, gak tahu, gak tau, ga tau, nggak tau, ngga tau, tidak mengerti, gak ngerti, ga ngerti, tidak paham, gak paham, ambil di mana, ambil dimana, minta di mana'.split(
      ', ',
    ),
  /** Make a message with a question mark a question. */
  askWords: 'dimana, mana, gimana, bagaimana, kenapa, apa, apaan, cara, caranya, maksud, maksudnya'.split(
    ', ',
  ),
  /** Before the name of an answer that is to be changed. */
  changeWords: 'ubah, ganti, perbaiki, edit, ralat, koreksi, betulkan, salah'.split(', '),
  photoWords: 'foto, berkas, fotonya, gambar, lampiran, foto berkas'.split(', '),
  /** What begins so, or holds one of these words, is hardly the name of a person. */
  notNames: {
    begins: 'di, ke, dari, saya, nama, namanya, nama saya, anak saya, lahir'.split(', '),
    holds: 'rumah sakit, puskesmas, rsud, klinik, bidan, formulir, akta, akte, belum tahu, belum ada'.split(
      ', ',
    ),
  },
};
