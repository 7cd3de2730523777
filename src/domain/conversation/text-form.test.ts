/** The text form: how midwives and village officers send everything at once. */
import { describe, expect, it } from 'vitest';
import { Chat } from './chat.fixture.ts';
import { library, reader } from './library.fixture.ts';
import { readForm } from './text-form.ts';

const filled = [
  'Nama pembaca: Budi Contoh',
  'NIK pembaca (16 angka): 9901 2341 0190 0001',
  'Tanggal lahir (tgl-bln-tahun): 14/11/2010',
  'Bacaan kesukaan: fiksi',
  'Masih sekolah: ya',
  'Pesan: -',
].join('\n');

const read = (text: string, answers = {}) => readForm(library, text, { today: '2026-11-23', answers });

function atQuestion(): Chat {
  const chat = new Chat();
  chat.type('halo');
  chat.tap('Setuju');
  chat.tap('Kartu perpustakaan');
  chat.tap('Saya');
  return chat;
}

describe('reading a form', () => {
  it('takes lines of label and value, whatever their case, brackets, bullets and numbers', () => {
    expect(read(filled)?.answers).toEqual({ ...reader, pesan: '-' });
    const untidy = '1. NAMA PEMBACA = Budi Contoh\n• *Tanggal lahir*: *14 Nov 2010*\n\nterima kasih';
    expect(read(untidy)?.answers).toEqual({ pembaca: 'Budi Contoh', lahirPembaca: '2010-11-14' });
  });

  it('forgives one slip in a longer label, and takes English labels too', () => {
    const form = read("Nama pembacca: Budi Contoh\nReader's NIK: 9901234101900001\nLikes to read: Science");
    expect(form?.answers).toEqual({
      pembaca: 'Budi Contoh',
      nomorPembaca: '9901234101900001',
      bacaan: 'i',
    });
  });

  it('takes one line parted by #, in the order of the questions', () => {
    const line = '#Kartu perpustakaan#Budi Contoh#9901234101900001#14-11-2010#sejarah#tidak#';
    expect(read(line)?.answers).toEqual({ ...reader, bacaan: 's', bersekolah: false, pesan: undefined });
  });

  it('leaves out an empty place of the # line, and begins at the first open question', () => {
    expect(read('#Budi Contoh##14-11-2010')?.answers).toEqual({
      pembaca: 'Budi Contoh',
      lahirPembaca: '2010-11-14',
    });
    expect(read('#14-11-2010#ilmu', { pembaca: 'Budi', nomorPembaca: reader.nomorPembaca })?.answers).toEqual(
      {
        lahirPembaca: '2010-11-14',
        bacaan: 'i',
      },
    );
  });

  it('names what it could not read', () => {
    const form = read('Nama pembaca: Budi 7\nTanggal lahir: 31-02-2010\nHobi: memancing');
    expect(form).toEqual({
      answers: {},
      unread: [
        { field: 'pembaca', fault: 'not-a-name' },
        { field: 'lahirPembaca', fault: 'not-a-date' },
      ],
      guessed: [],
      unknown: ['Hobi'],
      unplaced: [],
    });
  });

  it.each([
    'Budi Contoh',
    'Nama pembaca: Budi',
    'jam 10:30 saya datang',
    '#',
    '##',
    'lihat https://contoh.id',
  ])('does not take %j for a form', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('a form in the chat', () => {
  it('answers all questions at once; only the papers are left', () => {
    const chat = atQuestion();
    chat.type(filled);
    expect(chat.done('record-answers').map((effect) => effect.source)).toEqual(['form']);
    expect(chat.case.answers).toEqual({ ...reader, pesan: '-' });
    expect(chat.state.step).toBe('papers');
    expect(chat.last.body).toContain('✓ 6 isian terbaca');
  });

  it('with gaps goes on with what is missing and names what could not be read', () => {
    const chat = atQuestion();
    chat.type('Nama pembaca: Budi Contoh\nNIK pembaca: 123\nTanggal lahir: 14-11-2010');
    expect(chat.last.body).toContain('✓ 2 isian terbaca');
    expect(chat.last.body).toContain('*NIK pembaca*: Harus 16 angka');
    expect(chat.state.field).toBe('nomorPembaca');
    chat.type(reader.nomorPembaca);
    expect(chat.state.field).toBe('bacaan');
  });

  it('that comes before it is known for whom waits for that answer', () => {
    const chat = new Chat();
    chat.type('halo');
    chat.tap('Setuju');
    chat.tap('Kartu perpustakaan');
    chat.type(filled);
    expect(chat.state.step).toBe('for-whom');
    chat.tap('Warga (petugas desa)');
    expect(chat.case.answers).toMatchObject({ pembaca: 'Budi Contoh', bacaan: 'f' });
    expect(chat.state.step).toBe('papers');
    expect(chat.state.held).toBeUndefined();
  });

  it('corrects what was answered before, also at the summary', () => {
    const chat = atQuestion();
    chat.type(filled);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    chat.type('Nama pembaca: Ani Contoh\nBacaan kesukaan: sejarah');
    expect(chat.state.step).toBe('summary');
    expect(chat.last.body).toContain('Nama pembaca: Ani Contoh');
    expect(chat.last.body).toContain('Bacaan kesukaan: Sejarah');
  });

  it('never repeats a full number of a person', () => {
    const chat = atQuestion();
    chat.type('Nama pembaca: Budi Contoh\nTanggal lahir: x\nNIK saya 9901234101900001: 9901234101900001');
    expect(chat.last.body).not.toMatch(/\d{16}/);
  });

  it('can be fetched with FORMULIR and sent back as it is', () => {
    const chat = atQuestion();
    chat.type('formulir');
    const form = chat.last.body;
    expect(form).toContain('Nama pembaca:');
    expect(form).toContain('Bacaan kesukaan (Fiksi/Ilmu/Sejarah):');
    expect(form).not.toContain('Nama sekolah');
    chat.type(form);
    expect(chat.last.body).toContain('masih kosong');
    const answers: Record<string, string> = {
      'Nama pembaca': 'Budi Contoh',
      'NIK pembaca': reader.nomorPembaca,
      'Tanggal lahir': '14-11-2010',
      'Bacaan kesukaan': 'Fiksi',
      'Masih sekolah': 'tidak',
    };
    const returned = form.replace(
      /^([^:(\n]+?)( \([^)]*\))?:$/gmu,
      (line, label: string) => `${line} ${answers[label] ?? ''}`,
    );
    chat.type(returned);
    expect(chat.case.answers).toEqual({ ...reader, bersekolah: false, pesan: undefined });
  });

  it('in full has the fields of the papers too', () => {
    const chat = atQuestion();
    chat.type('formulir lengkap');
    expect(chat.last.body).toContain('Desa:');
    chat.type('Masih sekolah: ya\nNama sekolah: SMA Contoh\nDesa: 63.11.04.2003');
    expect(chat.case.answers).toMatchObject({ namaSekolah: 'SMA Contoh', rumah: '63.11.04.2003' });
  });

  it('needs a service first', () => {
    const chat = new Chat();
    chat.type('halo');
    chat.tap('Setuju');
    chat.type('formulir');
    expect(chat.last.body).toContain('Pilih dulu layanannya');
  });
});
