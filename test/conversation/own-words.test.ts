/** A birth told in people's own words: what is understood is repeated, what might mean something else is asked again. */
import { describe, expect, it } from 'vitest';
import { words as en } from '../../catalogue/services/kelahiran/messages.en.ts';
import { words as id } from '../../catalogue/services/kelahiran/messages.id.ts';
import { service } from '../../catalogue/services/kelahiran/service.ts';
import { assembleService } from '../../src/catalogue/define-service.ts';
import { Chat } from '../../src/domain/conversation/chat.fixture.ts';
import { issue } from '../../src/domain/conversation/office.fixture.ts';

const birth = assembleService(service, { id, en });
const NIK = '9901234101900001';

function atMenu(settings = {}): Chat {
  const chat = new Chat({ services: [birth], ...settings });
  chat.type('Assalamualaikum');
  chat.tap('Setuju');
  return chat;
}

/** A chat in which so many questions are answered, in order. */
function afterAnswers(count: number): Chat {
  const chat = atMenu();
  chat.tap('Akta kelahiran');
  chat.tap('Anak saya (keluarga)');
  const answers = ['Siti Contoh Rahmawati', NIK, 'Aisyah Contoh Putri', '14-11-2026', 'Ya', 'Ya'];
  for (const answer of answers.slice(0, count)) chat.type(answer);
  return chat;
}

function handedIn(): Chat {
  const chat = afterAnswers(6);
  chat.send('surat lahir', 'buku nikah', 'KK', 'KTP ibu', 'KTP ayah');
  chat.type('274806');
  expect(chat.case.status).toBe('submitted');
  return chat;
}

describe('the menu', () => {
  it.each([
    'anak saya baru lahir mau bikin akte',
    'mau buat akte kelahiran',
    'istri saya melahirkan',
    'bikin akta bayi',
  ])('understands %j, and says which service that is', (text) => {
    const chat = atMenu();
    chat.type(text);
    expect(chat.state).toMatchObject({ step: 'for-whom', serviceId: 'kelahiran' });
    expect(chat.last.body).toContain('Pencatatan kelahiran');
  });

  it.each(['akta lahir hilang', 'anak saya meninggal', 'bukan akta lahir', 'ganti nama di akta lahir'])(
    'does not take %j for a birth',
    (text) => {
      const chat = atMenu();
      chat.type(text);
      expect(chat.state.step).toBe('menu');
    },
  );
});

describe('for whom', () => {
  it('a birth is asked for fits a birth: mostly a child', () => {
    const chat = atMenu();
    chat.tap('Akta kelahiran');
    expect(chat.last.options?.map((option) => option.title)).toEqual([
      'Anak saya (keluarga)',
      'Warga (petugas desa)',
      'Saya sendiri',
    ]);
  });

  it.each([
    ['buat anak saya', 'household'],
    ['untuk bayi', 'household'],
    ['family', 'household'],
    ['untuk saya', 'self'],
  ])('may be said as %j', (text, whom) => {
    const chat = atMenu();
    chat.tap('Akta kelahiran');
    chat.type(text);
    expect(chat.case.forWhom).toBe(whom);
  });

  it('is repeated when it was found in a sentence, and not taken from one that says otherwise', () => {
    const chat = atMenu();
    chat.tap('Akta kelahiran');
    chat.type('bukan anak saya');
    expect(chat.cases).toEqual([]);
    chat.type('mau buat anak saya');
    expect(chat.last.body).toContain('Untuk: *Anak saya (keluarga)*');
  });
});

describe('an answer in a sentence', () => {
  it.each([
    ['ada dari bidan', true],
    ['iya ada', true],
    ['gak ada', false],
    ['belum ada bu', false],
  ])('%j is read and repeated', (text, value) => {
    const chat = afterAnswers(4);
    chat.type(text);
    expect(chat.case.answers.punyaSuratLahir).toBe(value);
    expect(chat.last.body).toContain(`Ada surat keterangan lahir: ${value ? 'Ya' : 'Tidak'}`);
  });

  it.each([
    'ada atau tidak ya',
    'tidak ada dari bidan, ada dari kepala desa',
    'ada tapi hilang',
    'bukan tidak ada',
  ])('%j is not taken for either', (text) => {
    const chat = afterAnswers(4);
    chat.type(text);
    expect(chat.case.answers.punyaSuratLahir).toBeUndefined();
  });

  it.each([
    ['hari ini', '2026-11-23', '23 November 2026'],
    ['tadi pagi', '2026-11-23', '23 November 2026'],
    ['kemarin', '2026-11-22', '22 November 2026'],
    ['lahirnya kemarin lusa', '2026-11-21', '21 November 2026'],
    ['3 hari yang lalu', '2026-11-20', '20 November 2026'],
    ['lahir tgl 14 november 2026', '2026-11-14', '14 November 2026'],
  ])('of the day, %j, counts from the day of the office', (text, day, words) => {
    const chat = afterAnswers(3);
    chat.type(text);
    expect(chat.case.answers.tanggalLahir).toBe(day);
    expect(chat.last.body).toContain(`Tanggal lahir anak: ${words}`);
  });

  it.each(['bukan kemarin', 'kemarin atau hari ini', 'semalam', 'minggu lalu'])('%j is no day', (text) => {
    const chat = afterAnswers(3);
    chat.type(text);
    expect(chat.case.answers.tanggalLahir).toBeUndefined();
  });

  it('holds the number that was asked for, and no other', () => {
    const chat = afterAnswers(1);
    chat.type(`nik ibu saya ${NIK}`);
    expect(chat.case.answers.nikPemohon).toBeUndefined();
    chat.type(`nik nya ${NIK}`);
    expect(chat.case.answers.nikPemohon).toBe(NIK);
    expect(chat.last.body).toContain('NIK pemohon: 9901');
    expect(chat.last.body).not.toContain(NIK);
  });

  it('may ask to change another one', () => {
    const chat = afterAnswers(4);
    chat.type('ubah nama anak');
    expect(chat.state).toMatchObject({ step: 'question', field: 'namaAnak' });
    expect(chat.last.body).toContain('nama lengkap anak');
  });
});

describe('names', () => {
  it.each([
    ['M Rizky', 'disingkat'],
    ['Muh Rizky', 'disingkat'],
    ['Rizky', 'dua kata'],
  ])('of a child like %j are asked for once more, and then believed', (name, why) => {
    const chat = afterAnswers(2);
    chat.type(name);
    expect(chat.last.body).toContain(why);
    expect(chat.last.body).toContain('Permendagri 73/2022');
    expect(chat.case.answers.namaAnak).toBeUndefined();
    chat.type('1');
    expect(chat.case.answers.namaAnak).toBe(name);
  });

  it('are believed when they are typed again, and replaced by a full one', () => {
    const again = afterAnswers(2);
    again.type('Rizky');
    again.type('RIZKY');
    expect(again.case.answers.namaAnak).toBe('RIZKY');
    const full = afterAnswers(2);
    full.type('M Rizky');
    full.type('Muhammad Rizky');
    expect(full.case.answers.namaAnak).toBe('Muhammad Rizky');
  });

  it.each(['M. Rizky', "Nur'aini Contoh", 'Rizky 2'])(
    'of a child like %j are refused with the reason',
    (name) => {
      const chat = afterAnswers(2);
      chat.type(name);
      expect(chat.last.body).toContain('tanda baca (Permendagri 73/2022)');
      chat.type('1');
      expect(chat.case.answers.namaAnak).toBeUndefined();
    },
  );

  it('of people who have theirs already may have dots; places are asked again once', () => {
    const chat = afterAnswers(0);
    chat.type('di rumah sakit');
    expect(chat.last.body).toContain('sepertinya bukan nama orang');
    expect(chat.case.answers.namaPemohon).toBeUndefined();
    chat.type('St. Contoh');
    expect(chat.case.answers.namaPemohon).toBe('St. Contoh');
  });
});

describe('without a letter', () => {
  it('it is said who gives the form, and a question about that is no miss', () => {
    const chat = afterAnswers(4);
    chat.type('tidak');
    chat.type('ya');
    expect(chat.last.body).toContain('Formulir F-2.03 kosong diberikan gratis di kantor kami');
    chat.type('dimana saya ambil formulirnya?');
    expect(chat.last.body).toContain('kantor desa/kelurahan');
    expect(chat.last.body).toContain('PETUGAS');
    expect(chat.state).toMatchObject({ step: 'papers', misses: 0 });
    // The question stands above already: only what was asked about is said.
    expect(chat.last.body).not.toContain('(1/5)');
    chat.send('');
    expect(chat.last.body).toContain('📎 Masuk: SPTJM lahir');
  });

  it.each([0, 1, 3, 4])(
    'a question at question %i is answered with help, and never taken for the answer',
    (count) => {
      const chat = afterAnswers(count);
      const before = chat.case.answers;
      chat.type('dimana saya lihat itu');
      expect(chat.case.answers).toEqual(before);
      expect(chat.last.body).toContain('Masih bingung?');
      expect(chat.state.misses).toBe(0);
    },
  );
});

describe('at the end', () => {
  it('the receipt says how to change the PIN and to delete the message with it', () => {
    const { body } = handedIn().last;
    expect(body).toContain('Hapus pesan berisi PIN');
    expect(body).toContain('ganti PIN? Ketik PETUGAS');
  });

  it.each(['pin saya lupa', 'lupa pin', 'Lupa PIN'])('%j at the PIN leads to an officer', (text) => {
    const chat = handedIn();
    issue(chat);
    chat.tapTemplate('documents');
    chat.type(text);
    expect(chat.effects.at(-1)).toEqual({ do: 'hand-over', reason: 'asked' });
    expect(chat.last.body).toContain('PIN baru');
  });

  it('STATUS says that nobody has looked yet until somebody has, and when the office is open', () => {
    const chat = handedIn();
    chat.type('status');
    expect(chat.last.body).toContain('Menunggu diperiksa petugas.');
    expect(chat.last.body).not.toContain('jam kerja');
    chat.settings.isOpen = false;
    chat.type('status');
    expect(chat.last.body).toContain('jam kerja: Senin–Jumat');
    chat.office({ act: 'take-case' }, 'petugas-layanan');
    chat.type('status');
    expect(chat.last.body).toContain('Sedang diperiksa petugas.');
  });

  it('a photo can be replaced: the old one counts until the new one is there', () => {
    const chat = afterAnswers(6);
    chat.send('surat lahir', 'buku nikah', 'KK', 'KTP ibu', 'KTP ayah');
    chat.tap('Ubah');
    expect(chat.last.options?.every((option) => !option.title.endsWith('…'))).toBe(true);
    chat.tap('Foto berkas');
    chat.tap('KK');
    const papers = () => chat.case.attachments.filter((one) => one.requirementId === 'kk');
    expect(papers().map((one) => one.status)).toEqual(['received']);
    chat.send('');
    expect(papers().map((one) => one.status)).toEqual(['withdrawn', 'received']);
    expect(chat.last.body).toContain('Foto KK diganti');
    expect(chat.state.step).toBe('summary');
  });
});

describe('with an officer', () => {
  it('a word that does nothing there is answered once an hour; BATAL, STATUS, LANJUT and MENU work', () => {
    const chat = afterAnswers(1);
    chat.type('petugas');
    expect(chat.last.body).toContain('Berkas Anda tetap tersimpan');
    expect(chat.type('kembali')).toHaveLength(1);
    expect(chat.last.body).toContain('balas LANJUT');
    expect(chat.type('formulir')).toEqual([]);
    chat.wait(1);
    expect(chat.type('petugas')).toHaveLength(1);
    expect(chat.type('selamat pagi pak')).toEqual([]);
    chat.type('batal');
    expect(chat.state.step).toBe('confirm-withdraw');
  });

  it('nothing is said of a case to somebody who has none', () => {
    const chat = atMenu();
    chat.type('petugas');
    expect(chat.last.body).not.toContain('Berkas Anda');
    expect(chat.last.body).toContain('MENU');
  });
});

describe('a text form', () => {
  it('is read with short and misspelt labels, in any order and without colons; guesses are said back', () => {
    const chat = afterAnswers(0);
    chat.type(
      `buku nikah: ada\nnama anak Aisyah Contoh Putri\nnik: ${NIK}\ntgl lahir anak: 14-11-2026\nNama pemohn Siti Contoh Rahmawati\nsurat lahir: ya`,
    );
    expect(chat.case.answers).toMatchObject({
      namaPemohon: 'Siti Contoh Rahmawati',
      nikPemohon: NIK,
      namaAnak: 'Aisyah Contoh Putri',
      tanggalLahir: '2026-11-14',
      punyaSuratLahir: true,
      punyaBuktiNikah: true,
    });
    expect(chat.last.body).toContain('NIK pemohon: 9901');
    expect(chat.last.body).not.toContain(NIK);
  });

  it('says back what it could not place, and never guesses between two', () => {
    const chat = afterAnswers(0);
    chat.type(
      `nama: Aisyah Contoh\nNIK pemohon: ${NIK}\ntanggal lahir anak: 14-11-2026\nrumah dekat pasar lama`,
    );
    expect(chat.case.answers.namaAnak).toBeUndefined();
    expect(chat.case.answers.namaPemohon).toBeUndefined();
    expect(chat.last.body).toContain('nama: bukan isian di sini, atau tidak jelas yang mana');
    expect(chat.last.body).toContain('“rumah dekat pasar lama”');
  });

  it('leaves a doubtful name of the child for the question', () => {
    const chat = afterAnswers(0);
    chat.type(`Nama pemohon: Siti Contoh\nNIK pemohon: ${NIK}\nNama anak: M Rizky`);
    expect(chat.case.answers.namaAnak).toBeUndefined();
    expect(chat.last.body).toContain('disingkat');
    expect(chat.state).toMatchObject({ step: 'question', field: 'namaAnak' });
  });
});
