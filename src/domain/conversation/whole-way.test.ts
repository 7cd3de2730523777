/** The whole way of a case through the chat, from the first hello to the PDFs, with what it costs in messages. */
import { describe, expect, it } from 'vitest';
import { Chat } from './chat.fixture.ts';
import { reader } from './library.fixture.ts';
import { issue } from './office.fixture.ts';

/** Fields that the invented service asks, one message each. */
const ASKED_FIELDS = 6;

/** From greeting to receipt, and the question for the PIN: so much leaves room for the template and two PDFs. */
const BUDGET = 11;

function answerEverything(chat: Chat): void {
  chat.type(reader.pembaca);
  chat.type(reader.nomorPembaca);
  chat.type('14 November 2010');
  chat.tap('Fiksi');
  chat.tap('Ya');
  chat.type(reader.pesan);
}

function begin(chat: Chat): void {
  chat.type('Assalamualaikum');
  chat.tap('Setuju');
  chat.tap('Kartu perpustakaan');
  chat.tap('Saya');
}

describe('a library card told by WhatsApp', () => {
  it('takes six messages beside the questions when the papers come at once', () => {
    const chat = new Chat();
    begin(chat);
    answerEverything(chat);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    expect(chat.state.step).toBe('summary');
    chat.type('274806');
    expect(chat.case.status).toBe('submitted');
    expect(chat.sent.length - ASKED_FIELDS).toBe(6);
    expect(chat.refused).toEqual([]);
  });

  it('stays within the budget when the papers come one by one, the question for the PIN included', () => {
    const chat = new Chat();
    begin(chat);
    answerEverything(chat);
    chat.send('');
    chat.send('');
    chat.send('');
    chat.type('274806');
    issue(chat);
    chat.tapTemplate('documents');
    expect(chat.last.body).toContain('PIN');
    chat.type('274806');
    expect(chat.done('send-documents')).toEqual([{ do: 'send-documents', caseId: 'case-1' }]);
    expect(chat.sent.length - ASKED_FIELDS).toBeLessThanOrEqual(BUDGET);
    expect(chat.sent.length - ASKED_FIELDS).toBe(9);
    expect(chat.refused).toEqual([]);
  });

  it('asks for consent before anything else and records the version that was shown', () => {
    const chat = new Chat();
    chat.type('1');
    expect(chat.last.body).toContain('Disdukcapil Kabupaten Contoh');
    expect(chat.last.options?.map((option) => option.title)).toEqual(['Setuju', 'Info', 'Petugas']);
    expect(chat.effects).toEqual([]);
    chat.type('1');
    expect(chat.effects).toEqual([{ do: 'record-consent', version: '2026-1' }]);
    expect(chat.state.step).toBe('menu');
  });

  it('asks for consent again when its text has changed', () => {
    const chat = new Chat();
    begin(chat);
    chat.state = { ...chat.state, consent: '2025-1' };
    chat.type('menu');
    expect(chat.state.step).toBe('consent');
  });

  it('explains more on [Info], and lets people say no', () => {
    const chat = new Chat();
    chat.type('halo');
    chat.tap('Info');
    expect(chat.last.body).toContain('HAPUS DATA');
    chat.type('tidak');
    expect(chat.last.body).toContain('datang ke kantor');
    expect(chat.done('record-consent')).toEqual([]);
  });

  it('answers each question with the next one, numbers masked and days in words', () => {
    const chat = new Chat();
    begin(chat);
    chat.type(reader.pembaca);
    chat.type('9901 2341 0190 0001');
    expect(chat.last.body).toContain('9901•• •••••• 0001');
    chat.type('14-11-2010');
    expect(chat.last.body).toContain('14 November 2010');
    expect(chat.case.answers).toMatchObject({
      nomorPembaca: reader.nomorPembaca,
      lahirPembaca: '2010-11-14',
    });
  });

  it('shows everything once more before it is sent, and how each document will come', () => {
    const chat = new Chat();
    begin(chat);
    answerEverything(chat);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    expect(chat.last.body).toContain('Nama pembaca: Budi Contoh');
    expect(chat.last.body).toContain('NIK pembaca: 9901•• •••••• 0001');
    expect(chat.last.body).toContain('Bacaan kesukaan: Fiksi');
    expect(chat.last.body).toContain('Foto: 3 dari 3');
    expect(chat.last.body).toContain('Ke WhatsApp ini (PDF): Surat anggota');
    expect(chat.last.body).toContain('Diambil di kantor: Kartu pustaka');
  });

  it('changes an answer on [Ubah] and comes back to the summary', () => {
    const chat = new Chat();
    begin(chat);
    answerEverything(chat);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    chat.tap('Ubah');
    chat.tap('Nama pembaca');
    chat.type('Budi Contoh Santoso');
    expect(chat.state.step).toBe('summary');
    expect(chat.last.body).toContain('Budi Contoh Santoso');
  });

  it('lets people collect at the office instead', () => {
    const chat = new Chat();
    begin(chat);
    answerEverything(chat);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    chat.tap('Ubah');
    chat.tap('Cara menerima');
    chat.tap('Ambil di kantor');
    expect(chat.last.body).toContain('Diambil di kantor: Surat anggota dan Kartu pustaka');
    chat.type('274806');
    expect(chat.done('submit-case')).toEqual([
      { do: 'submit-case', caseId: 'case-1', delivery: 'office-pickup' },
    ]);
  });

  it('takes the PIN as the signature under the summary, and gives number and day', () => {
    const chat = new Chat();
    begin(chat);
    answerEverything(chat);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    chat.type('kirim');
    expect(chat.last.body).toContain('PIN 6 angka');
    chat.type('123456');
    expect(chat.last.body).toContain('mudah ditebak');
    expect(chat.case.status).toBe('draft');
    chat.type('27 48 06');
    expect(chat.done('keep-pin')).toHaveLength(1);
    expect(chat.last.body).toContain('B-2611-00001');
    expect(chat.last.body).toContain('Rabu, 25 November 2026');
    expect(chat.sent.some((reply) => reply.body.includes('274806'))).toBe(false);
  });

  it('asks a sender without a phone number for it, in the receipt itself', () => {
    const chat = new Chat({ hasPhone: false });
    begin(chat);
    answerEverything(chat);
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    expect(chat.last.requestsPhone).toBeUndefined();
    chat.type('274806');
    expect(chat.last.requestsPhone).toBe(true);
    expect(chat.hear({ kind: 'phone-shared' })).toEqual([]);
  });

  it('leaves out an optional question on request', () => {
    const chat = new Chat();
    begin(chat);
    chat.type(reader.pembaca);
    chat.type(reader.nomorPembaca);
    chat.type('14-11-2010');
    chat.type('1');
    chat.type('1');
    chat.type('lewati');
    expect(chat.state.step).toBe('papers');
    expect(chat.case.answers.pesan).toBeUndefined();
  });

  it('speaks English on request, in the middle of it', () => {
    const chat = new Chat();
    begin(chat);
    chat.type('english');
    expect(chat.last.body).toContain('name of the reader');
    chat.type(reader.pembaca);
    chat.type(reader.nomorPembaca);
    chat.type('14-11-2010');
    chat.tap('Fiction');
    chat.tap('Yes');
    chat.type('skip');
    chat.send('', '', '');
    expect(chat.last.body).toContain('Likes to read: Fiction');
    chat.type('INDONESIA');
    expect(chat.last.body).toContain('Bacaan kesukaan: Fiksi');
  });
});
