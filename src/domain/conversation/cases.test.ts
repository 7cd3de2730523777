/** Running cases in the chat: how they stand, several at once, corrections, and the documents at the end. */
import { describe, expect, it } from 'vitest';
import { Chat } from './chat.fixture.ts';
import { reader } from './library.fixture.ts';
import { accept, issue } from './office.fixture.ts';

function open(chat: Chat, name: string = reader.pembaca): void {
  chat.tap('Kartu perpustakaan');
  chat.tap('Warga (petugas desa)');
  chat.type(name);
}

function fill(chat: Chat): void {
  chat.type(reader.nomorPembaca);
  chat.type('14-11-2010');
  chat.tap('Fiksi');
  chat.tap('Ya');
  chat.type('lewati');
  chat.send('kartu pelajar', 'bukti alamat', 'pas foto');
  chat.type('274806');
}

function started(): Chat {
  const chat = new Chat();
  chat.type('halo');
  chat.tap('Setuju');
  return chat;
}

function handedIn(): Chat {
  const chat = started();
  open(chat);
  fill(chat);
  expect(chat.case.status).toBe('submitted');
  return chat;
}

/** Accepted by the office: a paper and a card are expected. */
function accepted(): Chat {
  const chat = handedIn();
  accept(chat);
  return chat;
}

function issued(): Chat {
  const chat = handedIn();
  issue(chat);
  return chat;
}

describe('STATUS', () => {
  it('of nothing says how to begin', () => {
    const chat = started();
    chat.type('status');
    expect(chat.last.body).toContain('MENU');
  });

  it('of the only case tells where it is, since when, and until when', () => {
    const chat = handedIn();
    chat.wait(50);
    chat.type('status');
    expect(chat.last.body).toContain('*B-2611-00001* · Kartu perpustakaan, Budi Contoh');
    expect(chat.last.body).toContain('Menunggu diperiksa petugas');
    expect(chat.last.body).toContain('Dikirim 2 hari lalu.');
    expect(chat.last.body).toContain('Perkiraan selesai: *Rabu, 25 November 2026*');
  });

  it('tells the two clocks apart when the office had to wait', () => {
    const chat = handedIn();
    chat.wait(24);
    chat.office({ act: 'take-case' }, 'petugas-layanan');
    chat.office(
      { act: 'ask-again', requirementId: 'pasFoto', reason: 'cut-off', note: 'telinga tidak tampak' },
      'petugas-layanan',
    );
    chat.wait(72);
    chat.type('status');
    expect(chat.last.body).toContain('Menunggu Anda: Pas foto (terpotong)');
    expect(chat.last.body).toContain('Dikirim 4 hari lalu; 3 hari di antaranya menunggu kiriman Anda');
    expect(chat.last.body).toContain('Hitungan waktu kantor berhenti');
    chat.tap('Lengkapi');
    expect(chat.last.body).toContain('• *Pas foto*: terpotong. telinga tidak tampak');
  });

  it('tells the state of each document once the office works on it', () => {
    const chat = accepted();
    chat.type('status');
    expect(chat.last.body).toContain('• Surat anggota: sedang disiapkan');
    expect(chat.last.body).toContain('• Kartu pustaka: sedang disiapkan');
  });

  it('of a draft goes on with it', () => {
    const chat = started();
    open(chat);
    chat.type('status');
    expect(chat.last.body).toContain('Belum dikirim');
    expect(chat.last.body).toContain('NIK pembaca');
  });

  it('with a number, or the end of one, finds that case', () => {
    const chat = handedIn();
    chat.type('menu');
    open(chat, 'Ani Contoh');
    chat.type('STATUS B-2611-00001');
    expect(chat.last.body).toContain('Budi Contoh');
    chat.type('status 00002');
    expect(chat.state).toMatchObject({ step: 'question', currentCaseId: 'case-2' });
  });

  it('also answers a question in free words, and leads to an officer who can say more', () => {
    const chat = handedIn();
    chat.type('kira-kira kapan selesainya ya pak');
    expect(chat.last.body).toContain('Menunggu diperiksa petugas');
    expect(chat.last.body).toContain('PETUGAS');
  });

  it('is not confused with choices that were never shown: a digit after the receipt changes nothing', () => {
    const chat = handedIn();
    chat.type('1');
    expect(chat.state.step).toBe('resting');
  });

  it('never tells about cases of other people', () => {
    const chat = handedIn();
    chat.type('status B-2611-99999');
    expect(chat.last.body).toContain('https://contoh.id/lacak');
    expect(chat.last.body).not.toContain('Budi');
  });
});

describe('several cases of one sender', () => {
  function three(): Chat {
    const chat = handedIn();
    chat.type('menu');
    open(chat, 'Ani Contoh');
    chat.type('menu');
    open(chat, 'Cici Contoh');
    return chat;
  }

  it('are listed by name; one is chosen', () => {
    const chat = three();
    chat.type('status');
    expect(chat.state.step).toBe('which-case');
    expect(chat.last.options?.map((option) => option.title)).toEqual([
      'Cici Contoh',
      'Ani Contoh',
      'Budi Contoh',
    ]);
    chat.type('budi');
    expect(chat.last.body).toContain('Menunggu diperiksa petugas');
  });

  it('continue with the draft in hand; from the menu the person chooses', () => {
    const chat = three();
    chat.type('lanjut');
    expect(chat.state.currentCaseId).toBe('case-3');
    chat.type('menu');
    chat.type('lanjut');
    expect(chat.state.step).toBe('which-case');
    expect(chat.last.options).toHaveLength(2);
    chat.tap('Ani Contoh');
    expect(chat.state).toMatchObject({ step: 'question', currentCaseId: 'case-2', field: 'nomorPembaca' });
  });

  it('are withdrawn one by one', () => {
    const chat = three();
    chat.type('menu');
    chat.type('batal');
    chat.tap('Ani Contoh');
    chat.tap('Ya, batalkan');
    expect(chat.cases.map((entry) => entry.state.status)).toEqual(['submitted', 'withdrawn', 'draft']);
  });

  it('with the same name stay apart below one message', () => {
    const chat = handedIn();
    chat.type('menu');
    open(chat);
    chat.type('status');
    const titles = chat.last.options!.map((option) => option.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('invite a village officer to the next one in the receipt', () => {
    expect(handedIn().last.body).toContain('Berkas warga berikutnya? Ketik MENU');
  });
});

describe('a correction after handing in', () => {
  it('is possible until an officer has accepted the case', () => {
    const chat = handedIn();
    chat.type('status');
    chat.tap('Perbaiki data');
    chat.tap('Tanggal lahir');
    chat.type('15-11-2010');
    expect(chat.case.answers.lahirPembaca).toBe('2010-11-15');
    expect(chat.last.body).toContain('Sudah diperbaiki');
    expect(chat.case.status).toBe('submitted');
  });

  it('that makes another paper necessary asks for it', () => {
    const chat = handedIn();
    chat.type('status');
    chat.tap('Perbaiki data');
    chat.tap('Masih sekolah');
    chat.tap('Tidak');
    expect(chat.state.step).toBe('papers');
    expect(chat.last.body).toContain('Surat pengantar RT');
    chat.send('');
    expect(chat.case.attachments.at(-1)?.requirementId).toBe('suratRt');
  });

  it('is not offered afterwards, and a form that comes too late is not lost in silence', () => {
    const chat = accepted();
    chat.type('status');
    expect(chat.last.options ?? []).toEqual([]);
    chat.type('Nama pembaca: Ani\nTanggal lahir: 15-11-2010');
    expect(chat.last.body).toContain('PETUGAS');
    expect(chat.case.answers.pembaca).toBe('Budi Contoh');
  });
});

describe('withdrawing', () => {
  it('is possible until something cannot be undone', () => {
    const chat = issued();
    chat.type('batal');
    expect(chat.case.status).toBe('accepted');
    expect(chat.last.body).toContain('tidak bisa dibatalkan lagi');
  });
});

describe('documents that were issued', () => {
  it('are sent when the PIN matches, without another message', () => {
    const chat = issued();
    chat.tapTemplate('documents');
    expect(chat.last.body).toContain('untuk menerima: Surat anggota');
    expect(chat.type('274806')).toEqual([]);
    expect(chat.done('send-documents')).toHaveLength(1);
    expect(chat.state.step).toBe('resting');
  });

  it('are not sent for a wrong PIN; too many wrong ones end it', () => {
    const chat = issued();
    chat.tapTemplate('documents');
    chat.type('111111');
    expect(chat.last.body).toContain('belum cocok');
    for (let tries = 0; tries < 4; tries += 1) chat.type('111111');
    expect(chat.last.body).toContain('Tunggu 15 menit');
    chat.type('274806');
    expect(chat.done('send-documents')).toEqual([]);
  });

  it('are not promised before they exist', () => {
    const chat = accepted();
    chat.tapTemplate('documents');
    expect(chat.last.body).toContain('belum terbit');
    expect(chat.state.step).toBe('resting');
  });

  it('can be asked for again from STATUS', () => {
    const chat = issued();
    chat.type('status');
    chat.tap('Kirim PDF');
    expect(chat.state.step).toBe('pin-for-documents');
  });

  it('are confirmed with one tap, in the middle of anything else', () => {
    const chat = issued();
    chat.type('menu');
    open(chat, 'Ani Contoh');
    chat.tapTemplate('received', 'case-1');
    expect(chat.done('confirm-received')).toEqual([{ do: 'confirm-received', caseId: 'case-1' }]);
    expect(chat.last.body).toContain('Kartu pustaka: kami kabari');
    chat.type(reader.nomorPembaca);
    expect(chat.case.answers.nomorPembaca).toBe(reader.nomorPembaca);
  });

  it('that are wrong bring an officer', () => {
    const chat = issued();
    chat.tapTemplate('fault');
    expect(chat.done('report-fault')).toHaveLength(1);
    expect(chat.effects.at(-1)).toEqual({ do: 'hand-over', reason: 'something-wrong' });
    expect(chat.type('nama saya kurang huruf')).toEqual([]);
  });

  it('are asked for with a PIN that nobody in the office sees', () => {
    const chat = issued();
    chat.tapTemplate('documents');
    expect(chat.state.step).toBe('pin-for-documents');
    expect(chat.hearRaw('274806').heardPin).toBe(true);
    expect(chat.hearRaw('apa itu pin').heardPin).toBeUndefined();
  });
});
