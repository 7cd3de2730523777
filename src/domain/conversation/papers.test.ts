/** Papers in the chat: one by one, as an album, missing, unusable, asked for again. */
import { describe, expect, it } from 'vitest';
import { caseForPapers } from './case-view.ts';
import { Chat } from './chat.fixture.ts';
import { reader } from './library.fixture.ts';

/** A chat that has come to the papers: student card (or a letter instead), proof of address, portrait. */
function atPapers(): Chat {
  const chat = new Chat();
  chat.type('halo');
  chat.tap('Setuju');
  chat.tap('Kartu perpustakaan');
  chat.tap('Saya');
  chat.type(reader.pembaca);
  chat.type(reader.nomorPembaca);
  chat.type('14-11-2010');
  chat.tap('Fiksi');
  chat.tap('Ya');
  chat.type(reader.pesan);
  expect(chat.state.step).toBe('papers');
  return chat;
}

/** A case that was handed in and of which an officer wants some papers again. */
function askedAgain(...requirementIds: string[]): Chat {
  const chat = atPapers();
  chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
  chat.type('274806');
  chat.wait(1);
  chat.office({ act: 'take-case' }, 'petugas-layanan');
  for (const requirementId of requirementIds) {
    chat.office({ act: 'ask-again', requirementId, reason: 'unreadable' }, 'petugas-layanan');
  }
  chat.wait(1);
  return chat;
}

/** Requirement → number of papers in hand. */
function matched(chat: Chat): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const paper of chat.case.attachments) {
    if (paper.status === 'refused') continue;
    const id = paper.requirementId ?? 'tray';
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

describe('the first question for a paper', () => {
  it('says what comes out of it, what a good photo is, that all may be sent at once, and what to do without', () => {
    const { body } = atPapers().last;
    expect(body).toContain('2 dokumen: Surat anggota dan Kartu pustaka');
    expect(body).toContain('(1/3) Foto *Kartu pelajar* asli, terang');
    expect(body).toContain('sekaligus: Kartu pelajar, Bukti alamat dan Pas foto');
    expect(body).toContain('Balas *0*');
  });
});

describe('a single photo', () => {
  it('is the paper that was asked for', () => {
    const chat = atPapers();
    chat.send('');
    expect(matched(chat)).toEqual({ kartuPelajar: 1 });
    expect(chat.last.body).toContain('📎 Masuk: Kartu pelajar');
    expect(chat.last.body).toContain('(2/3) Foto *Bukti alamat*');
    expect(chat.last.body).toContain('Aslinya ditunjukkan');
  });

  it('is what its caption says, when that is another one', () => {
    const chat = atPapers();
    chat.send('pas foto adik');
    expect(matched(chat)).toEqual({ pasFoto: 1 });
    expect(chat.last.body).toContain('(2/3) Foto *Kartu pelajar*');
  });

  it('that cannot be used is the only one asked for again, with the reason', () => {
    const chat = atPapers();
    chat.send({ problem: 'upload-encrypted' });
    expect(chat.last.body).toContain('*Kartu pelajar* tidak bisa dipakai: PDF-nya dikunci kata sandi');
    expect(chat.last.body).toContain('(1/3)');
    expect(chat.state.misses).toBe(0);
  });
});

describe('an album', () => {
  it('is matched by captions and file names, and answered once', () => {
    const chat = atPapers();
    const replies = chat.send('IMG_2026_kartu-pelajar.jpg', 'Pas Foto', 'bukti_alamat.pdf');
    expect(replies).toHaveLength(1);
    expect(matched(chat)).toEqual({ kartuPelajar: 1, pasFoto: 1, buktiAlamat: 1 });
    expect(chat.state.step).toBe('summary');
  });

  it('without any hint goes on when there are enough, and leaves the matching to an officer', () => {
    const chat = atPapers();
    chat.send('', 'IMG-1.jpg', '');
    expect(matched(chat)).toEqual({ tray: 3 });
    expect(chat.state.step).toBe('summary');
    expect(chat.last.body).toContain('3 foto dicocokkan petugas');
  });

  it('that is too small says in the same reply what is still missing', () => {
    const chat = atPapers();
    chat.send('', 'pas foto');
    expect(chat.state.step).toBe('papers');
    expect(chat.last.body).toContain('📎 Masuk: Pas foto');
    expect(chat.last.body).toContain('1 foto masuk; petugas yang mencocokkan');
    expect(chat.last.body).toContain('Masih kurang 1 foto, di antara: Kartu pelajar dan Bukti alamat');
    chat.send('');
    expect(chat.state.step).toBe('summary');
  });

  it('of two pages for the only paper that is missing belongs to that paper', () => {
    const chat = atPapers();
    chat.send('kartu pelajar', 'pas foto');
    chat.send('halaman 1', 'halaman 2');
    expect(matched(chat)).toEqual({ kartuPelajar: 1, pasFoto: 1, buktiAlamat: 2 });
  });

  it('with bad files names how many and why', () => {
    const chat = atPapers();
    chat.send('kartu pelajar', { problem: 'upload-too-large' }, { problem: 'upload-too-large' });
    expect(chat.last.body).toContain('2 kiriman tidak bisa dipakai: ukurannya terlalu besar');
    expect(chat.last.body).toContain('(2/3)');
  });

  it('with an ambiguous hint is not guessed', () => {
    const chat = atPapers();
    chat.send('foto', 'kartu pelajar dan pas foto');
    expect(matched(chat)).toEqual({ tray: 2 });
  });
});

describe('"belum ada"', () => {
  it('leads to the alternative that the service declares', () => {
    const chat = atPapers();
    chat.type('0');
    expect(chat.case.answers.bersekolah).toBe(false);
    expect(chat.last.body).toContain('tanpa Kartu pelajar');
    expect(chat.last.body).toContain('Surat pengantar RT');
    expect(chat.last.body).toContain('Aslinya diserahkan');
    chat.send('');
    expect(matched(chat)).toEqual({ suratRt: 1 });
  });

  it('puts off a paper without an alternative; the receipt says that it follows', () => {
    const chat = atPapers();
    chat.send('kartu pelajar', 'pas foto');
    chat.type('belum ada');
    expect(chat.state.step).toBe('summary');
    expect(chat.last.body).toContain('Foto: 2 dari 3 (menyusul: Bukti alamat)');
    chat.type('274806');
    expect(chat.case.status).toBe('submitted');
    expect(chat.last.body).toContain('Menyusul: Bukti alamat');
  });

  it('can be said for everything at once', () => {
    const chat = atPapers();
    chat.send('', 'pas foto');
    chat.type('0');
    expect(chat.state.step).toBe('summary');
  });
});

describe('papers that come at other times', () => {
  it('before there is a case are kept and taken along, matched by their captions', () => {
    const chat = new Chat();
    chat.send('kartu pelajar.jpg', '');
    expect(chat.last.body).toContain('2 foto kami simpan');
    expect(chat.state.step).toBe('consent');
    chat.tap('Setuju');
    chat.tap('Kartu perpustakaan');
    chat.tap('Saya');
    expect(chat.done('adopt-papers')).toHaveLength(1);
    expect(matched(chat)).toEqual({ kartuPelajar: 1, tray: 1 });
    expect(chat.loose).toEqual([]);
  });

  it('in the middle of the questions are acknowledged with the same question', () => {
    const chat = new Chat();
    chat.type('halo');
    chat.tap('Setuju');
    chat.tap('Kartu perpustakaan');
    chat.tap('Saya');
    chat.type(reader.pembaca);
    chat.send('pas foto');
    expect(matched(chat)).toEqual({ pasFoto: 1 });
    expect(chat.last.body).toContain('📎 Masuk: Pas foto');
    expect(chat.last.body).toContain('NIK pembaca');
    expect(chat.state.field).toBe('nomorPembaca');
  });

  it('after handing in go to the tray of the case, never into a new one', () => {
    const chat = atPapers();
    chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
    chat.type('274806');
    chat.send('');
    expect(chat.cases).toHaveLength(1);
    expect(matched(chat)).toMatchObject({ tray: 1 });
    expect(chat.sent.at(-1)?.body).toContain('1 foto masuk');
  });

  it('while a new case is being begun wait for that one', () => {
    const chat = askedAgain('pasFoto');
    chat.type('menu');
    expect(caseForPapers(chat.state, chat.context)).toBe('case-1');
    chat.tap('Kartu perpustakaan');
    expect(caseForPapers(chat.state, chat.context)).toBeUndefined();
  });
});

describe('a paper that an officer wants again', () => {
  it('is asked for by itself, with the reason, when [Lengkapi] is tapped', () => {
    const chat = askedAgain('pasFoto');
    chat.tapTemplate('complete');
    expect(chat.last.body).toContain('B-2611-00001');
    expect(chat.last.body).toContain('• *Pas foto*: buram, tidak terbaca');
    expect(chat.last.body).not.toContain('Kartu pelajar');
    chat.send('');
    expect(chat.case.status).toBe('submitted');
    expect(chat.last.body).toContain('sudah lengkap');
  });

  it('is understood even when it is just sent', () => {
    const chat = askedAgain('pasFoto');
    chat.send('');
    expect(chat.case.status).toBe('submitted');
  });

  it('is one of several: what is left is said at once', () => {
    const chat = askedAgain('pasFoto', 'buktiAlamat');
    chat.tapTemplate('complete');
    chat.send('bukti alamat');
    expect(chat.last.body).toContain('📎 Masuk: Bukti alamat');
    expect(chat.last.body).toContain('• *Pas foto*');
    chat.send('');
    expect(chat.case.status).toBe('submitted');
  });

  it('is not thought answered by files that lay in the tray before', () => {
    const chat = atPapers();
    chat.send('', '', '');
    chat.type('274806');
    chat.wait(1);
    chat.office({ act: 'take-case' }, 'petugas-layanan');
    chat.office({ act: 'ask-again', requirementId: 'pasFoto', reason: 'cut-off' }, 'petugas-layanan');
    chat.tapTemplate('complete');
    expect(chat.state.step).toBe('papers');
    expect(chat.last.body).toContain('• *Pas foto*: terpotong');
    expect(chat.last.body).not.toContain('Bukti alamat');
  });

  it('can wait: the case stays open', () => {
    const chat = askedAgain('pasFoto');
    chat.tapTemplate('complete');
    chat.type('0');
    expect(chat.last.body).toContain('menunggu');
    expect(chat.case.status).toBe('incomplete');
    chat.type('lanjut');
    expect(chat.state.step).toBe('papers');
  });
});
