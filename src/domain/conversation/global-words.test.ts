/** Words that work everywhere. */
import { describe, expect, it } from 'vitest';
import { Chat } from './chat.fixture.ts';
import { reader } from './library.fixture.ts';

function atName(): Chat {
  const chat = new Chat();
  chat.type('halo');
  chat.tap('Setuju');
  chat.tap('Kartu perpustakaan');
  chat.tap('Saya');
  return chat;
}

function atDate(): Chat {
  const chat = atName();
  chat.type(reader.pembaca);
  chat.type(reader.nomorPembaca);
  return chat;
}

describe('a global word', () => {
  it.each(['MENU', 'menu', ' Menu! ', 'mneu', 'menuu', 'meny'])('is understood as %j', (text) => {
    const chat = atDate();
    chat.type(text);
    expect(chat.state.step).toBe('menu');
  });

  it.each([
    ['petugsa', 'with-officer'],
    ['berhnti', 'stopped'],
    ['hapus dta', 'confirm-erase'],
    ['BATAL', 'confirm-withdraw'],
    ['bayal', 'confirm-withdraw'],
  ] as const)('%j leads to %s', (text, step) => {
    const chat = atDate();
    chat.type(text);
    expect(chat.state.step).toBe(step);
  });

  it('does not swallow a name that is one slip away from it', () => {
    const chat = atName();
    chat.type('Natal');
    expect(chat.case.answers.pembaca).toBe('Natal');
  });

  it('is still understood with a slip where a name is asked, when it is long', () => {
    const chat = atName();
    chat.type('formulr');
    expect(chat.last.body).toContain('Formulir');
  });

  it('works before anything was agreed to', () => {
    const chat = new Chat();
    chat.type('petugas');
    expect(chat.state.step).toBe('with-officer');
    expect(chat.effects).toEqual([{ do: 'hand-over', reason: 'asked' }]);
    chat.type('menu');
    expect(chat.state.step).toBe('consent');
  });

  it('has English forms for those who chose English', () => {
    const chat = atDate();
    chat.type('continue');
    expect(chat.state.misses).toBe(1);
    chat.type('ENGLISH');
    chat.type('back');
    expect(chat.state.field).toBe('nomorPembaca');
    chat.type('officer');
    expect(chat.state.step).toBe('with-officer');
    chat.type('continue');
    expect(chat.state.step).toBe('question');
  });
});

describe('KEMBALI', () => {
  it('asks the question before again', () => {
    const chat = atDate();
    chat.type('kembali');
    expect(chat.state.field).toBe('nomorPembaca');
    chat.type('kembali');
    expect(chat.state.field).toBe('pembaca');
    chat.type('Ani Contoh');
    expect(chat.case.answers.pembaca).toBe('Ani Contoh');
    expect(chat.state.field).toBe('lahirPembaca');
  });

  it('leads from the first question to the menu; the draft stays', () => {
    const chat = atName();
    chat.type('kembali');
    expect(chat.state.step).toBe('menu');
    expect(chat.case.status).toBe('draft');
  });
});

describe('BATAL', () => {
  it('withdraws the case after one question', () => {
    const chat = atDate();
    chat.type('batal');
    chat.tap('Ya, batalkan');
    expect(chat.case.status).toBe('withdrawn');
    expect(chat.sent.at(-1)?.options).toBeUndefined();
  });

  it('is taken back by [Tidak jadi], and the question comes again', () => {
    const chat = atDate();
    chat.type('batal');
    chat.type('tidak');
    expect(chat.case.status).toBe('draft');
    expect(chat.state.field).toBe('lahirPembaca');
  });

  it('twice does not withdraw by accident', () => {
    const chat = atDate();
    chat.type('batal');
    chat.type('batal');
    expect(chat.state.step).toBe('confirm-withdraw');
    expect(chat.case.status).toBe('draft');
  });

  it('says so when there is nothing to withdraw', () => {
    const chat = new Chat();
    chat.type('halo');
    chat.tap('Setuju');
    chat.type('batal');
    expect(chat.last.body).toContain('Tidak ada berkas');
  });
});

describe('HAPUS DATA', () => {
  it('deletes drafts and consent after one question', () => {
    const chat = atDate();
    chat.type('hapus data');
    chat.tap('Ya, hapus');
    expect(chat.done('erase-unsent')).toHaveLength(1);
    expect(chat.state.consent).toBeUndefined();
    expect(chat.state.currentCaseId).toBeUndefined();
    chat.type('halo');
    expect(chat.state.step).toBe('consent');
    expect(chat.last.body).toContain('Selamat datang');
  });

  it('says before and after what is kept, and for how long', () => {
    const chat = atDate();
    chat.type('hapus data');
    expect(chat.last.body).toMatch(
      /Tetap disimpan.*berkas yang sudah dikirim.*sampai 30 hari.*nomor WhatsApp/su,
    );
    chat.tap('Ya, hapus');
    expect(chat.last.body).toMatch(
      /Sudah dihapus.*isi percakapan.*persetujuan.*Tetap disimpan.*sampai 30 hari/su,
    );
    expect(chat.last.body).not.toContain('Berkas Anda yang disimpan');
  });

  it('does nothing on [Tidak jadi]', () => {
    const chat = atDate();
    chat.type('hapus data');
    chat.type('2');
    expect(chat.done('erase-unsent')).toEqual([]);
    expect(chat.state.field).toBe('lahirPembaca');
  });
});

describe('BERHENTI', () => {
  it('stops all messages, thanks included, until the person writes again', () => {
    const chat = atDate();
    chat.type('berhenti');
    expect(chat.done('stop-messages')).toHaveLength(1);
    expect(chat.type('ok')).toEqual([]);
    expect(chat.type('berhenti')).toEqual([]);
    chat.type('saya mau lanjutkan yang kemarin');
    expect(chat.done('resume-messages')).toHaveLength(1);
    expect(chat.state.field).toBe('lahirPembaca');
  });

  it('counts as STOP in any language', () => {
    const chat = atDate();
    chat.type('STOP');
    expect(chat.state.step).toBe('stopped');
  });
});
