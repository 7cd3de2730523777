/** What the chat makes of digits, slips, old buttons, chatter, voices, silence, and things it cannot understand. */
import { describe, expect, it } from 'vitest';
import { Chat } from './chat.fixture.ts';
import { copyOf, library, reader } from './library.fixture.ts';

function atMenu(settings = {}): Chat {
  const chat = new Chat(settings);
  chat.type('halo');
  chat.tap('Setuju');
  return chat;
}

function atName(): Chat {
  const chat = atMenu();
  chat.tap('Kartu perpustakaan');
  chat.tap('Saya');
  return chat;
}

/** At a question with options, which takes no free text. */
function atChoice(): Chat {
  const chat = atName();
  chat.type(reader.pembaca);
  chat.type(reader.nomorPembaca);
  chat.type('14-11-2010');
  return chat;
}

describe('the menu', () => {
  const civil = copyOf('Akta buku', 'pencatatan-sipil');

  const many = Array.from({ length: 12 }, (_, number) => copyOf(`Layanan nomor ${number + 1}`));

  it('shows all services under their groups while there is room, and always status, officer and anything else', () => {
    const chat = atMenu({ services: [library, copyOf('Kartu ruang baca'), civil] });
    expect(chat.last.options?.map(({ section, title }) => [section, title])).toEqual([
      ['Akta catatan sipil', 'Akta buku'],
      ['Layanan lain', 'Kartu perpustakaan'],
      ['Layanan lain', 'Kartu ruang baca'],
      ['Bantuan', 'Cek status'],
      ['Bantuan', 'Petugas'],
      ['Bantuan', 'Lainnya'],
    ]);
    chat.type('3');
    expect(chat.state).toMatchObject({ step: 'for-whom', serviceId: 'kartu-ruang-baca' });
  });

  it('shows one row for each group that has services when there are too many for one list', () => {
    const chat = atMenu({ services: [...many, civil] });
    expect(chat.last.options?.map(({ section, title }) => [section, title])).toEqual([
      [undefined, 'Akta buku'],
      [undefined, 'Layanan lain'],
      [undefined, 'Cek status'],
      [undefined, 'Petugas'],
      [undefined, 'Lainnya'],
    ]);
    expect(chat.last.body).toContain('ketik saja namanya, misalnya *layanan nomor 1*');
  });

  it('then goes straight to the only service of a group, and else asks which one', () => {
    const chat = atMenu({ services: [library, copyOf('Kartu ruang baca'), civil, ...many.slice(0, 5)] });
    chat.type('1');
    expect(chat.state).toMatchObject({ step: 'for-whom', serviceId: 'akta-buku' });
    chat.type('kembali');
    chat.type('2');
    expect(chat.state.step).toBe('services');
    chat.type('ruang baca');
    expect(chat.state).toMatchObject({ step: 'for-whom', serviceId: 'kartu-ruang-baca' });
  });

  it('turns pages when a group has more than ten services', () => {
    const chat = atMenu({ services: many });
    chat.tap('Layanan lain');
    expect(chat.last.options).toHaveLength(10);
    chat.tap('Lainnya…');
    expect(chat.last.options?.map((option) => option.title)).toContain('Layanan nomor 12');
    chat.type('1');
    expect(chat.state.serviceId).toBe('layanan-nomor-10');
  });

  it('gives whatever the catalogue does not hold to an officer', () => {
    const chat = atMenu();
    chat.tap('Lainnya');
    expect(chat.effects.at(-1)).toEqual({ do: 'hand-over', reason: 'no-such-service' });
    expect(chat.state.step).toBe('with-officer');
  });

  it('is skipped by whoever names a service in the greeting, also after reading what happens to the data', () => {
    const chat = new Chat({ services: [...many, civil] });
    chat.type('Assalamualaikum, mau urus akta buku');
    expect(chat.state.step).toBe('consent');
    chat.tap('Info');
    chat.tap('Setuju');
    expect(chat.state).toMatchObject({ step: 'for-whom', serviceId: 'akta-buku' });
    expect(chat.done('record-consent')).toHaveLength(1);
  });

  it('finds a service in what people write', () => {
    const chat = atMenu({ services: [library, civil] });
    chat.type('saya mau urus akta buku');
    expect(chat.state.serviceId).toBe('akta-buku');
  });
});

describe('an answer', () => {
  it.each(['1', 'fiksi', 'FIKSI!', 'fikse', '1.'])('may be written as %j', (text) => {
    const chat = atChoice();
    chat.type(text);
    expect(chat.case.answers.bacaan).toBe('f');
  });

  it('of a full-width or spaced number is read as well', () => {
    const chat = atName();
    chat.type(reader.pembaca);
    chat.type('９９０１-2341-0190-0001');
    expect(chat.case.answers.nomorPembaca).toBe(reader.nomorPembaca);
  });

  it('that is wrong gets the reason and the same question', () => {
    const chat = atName();
    chat.type(reader.pembaca);
    chat.type('123');
    expect(chat.last.body).toContain('Harus 16 angka');
    expect(chat.last.body).toContain('NIK pembaca');
    expect(chat.state).toMatchObject({ step: 'question', field: 'nomorPembaca', misses: 1 });
  });
});

describe('what is not understood', () => {
  it('is answered with the step again, then with an example, then by an officer', () => {
    const chat = atChoice();
    const question = chat.last.body.split('\n').at(-1)!;
    chat.type('komik dan majalah');
    expect(chat.last.body).toContain('Pilih salah satu');
    expect(chat.last.body).toContain(question);
    chat.type('komik dan majalah');
    expect(chat.last.body).toContain('Balas angka pilihannya');
    chat.type('komik dan majalah');
    expect(chat.effects.at(-1)).toEqual({ do: 'hand-over', reason: 'not-understood' });
    expect(chat.last.body).toContain('Petugas akan menghubungi Anda dari nomor kantor');
  });

  it('is forgotten as soon as something is understood', () => {
    const chat = atChoice();
    chat.type('komik dan majalah');
    chat.type('komik dan majalah');
    chat.type('1');
    chat.type('komik dan majalah');
    expect(chat.state).toMatchObject({ step: 'question', misses: 1 });
  });
});

describe('an officer', () => {
  it('has the chat alone: nothing is said until the person calls the service back', () => {
    const chat = atChoice();
    chat.type('petugas');
    expect(chat.type('selamat pagi pak')).toEqual([]);
    expect(chat.send('foto')).toEqual([]);
    expect(chat.hear({ kind: 'voice' })).toEqual([]);
    chat.type('LANJUT');
    expect(chat.done('end-hand-over')).toHaveLength(1);
    expect(chat.state).toMatchObject({ step: 'question', field: 'bacaan' });
  });

  it('gives it back: the next message continues where the case stands', () => {
    const chat = atChoice();
    chat.type('petugas');
    chat.withOfficer = false;
    chat.type('jadi bagaimana?');
    expect(chat.last.body).toContain('Layanan otomatis');
    expect(chat.state).toMatchObject({ step: 'question', field: 'bacaan', misses: 0 });
  });

  it('has hours, and only then they are mentioned', () => {
    const chat = atMenu({ isOpen: false });
    expect(chat.sent.every((reply) => !reply.body.includes('08.00'))).toBe(true);
    chat.type('petugas');
    expect(chat.last.body).toContain('Senin–Jumat 08.00–15.30 WITA');
  });
});

describe('an old button', () => {
  it('brings the present question again, without changing anything', () => {
    const chat = atName();
    const [, menu] = chat.sent;
    const old = menu!.options![0]!;
    const before = chat.case;
    chat.hear({ kind: 'choice', id: old.id, title: old.title });
    expect(chat.last.body).toContain('nama pembaca');
    expect(chat.state).toMatchObject({ step: 'question', misses: 0 });
    expect(chat.case).toBe(before);
  });

  it('of the same question, asked twice, is old too', () => {
    const chat = atChoice();
    const first = chat.last.options![0]!;
    chat.type('hmm apa ya');
    chat.hear({ kind: 'choice', id: first.id, title: first.title });
    expect(chat.case.answers.bacaan).toBeUndefined();
    chat.tap('Ilmu');
    expect(chat.case.answers.bacaan).toBe('i');
  });

  it.each(['', ':::', 'question:case-1:x:%E0%A4%A', 'complete:', 'documents:case-of-somebody-else'])(
    'with the id %j does no harm',
    (id) => {
      const chat = atChoice();
      chat.hear({ kind: 'choice', id, title: 'x' });
      expect(chat.state).toMatchObject({ step: 'question', misses: 0 });
      expect(chat.effects.filter((effect) => effect.do === 'send-documents')).toEqual([]);
    },
  );
});

describe('chatter', () => {
  it.each(['terima kasih', 'oke', '👍', '🙏🙏', '...'])('%j costs no message', (text) => {
    const chat = atChoice();
    expect(chat.type(text)).toEqual([]);
    expect(chat.state.misses).toBe(0);
  });

  it('of stickers and reactions costs none either', () => {
    const chat = atChoice();
    const before = chat.state;
    expect(chat.hear({ kind: 'other', wireType: 'sticker' })).toEqual([]);
    expect(chat.state).toEqual(before);
  });

  it('that greets is never taken for a name', () => {
    const chat = atName();
    chat.type('Assalamualaikum');
    expect(chat.case.answers.pembaca).toBeUndefined();
    expect(chat.last.body).toContain('nama pembaca');
  });
});

describe('a voice message', () => {
  it('goes to an officer and never answers the question; the third brings an officer in', () => {
    const chat = atChoice();
    chat.hear({ kind: 'voice' });
    expect(chat.effects.at(-1)).toEqual({ do: 'hand-over', reason: 'voice' });
    expect(chat.last.body).toContain('Suka membaca apa?');
    chat.hear({ kind: 'voice' });
    chat.hear({ kind: 'voice' });
    expect(chat.state.step).toBe('with-officer');
  });
});

describe('after days of silence', () => {
  it('a message in an unfinished draft brings the open question again, and is not taken for its answer', () => {
    const chat = atName();
    chat.wait(72);
    chat.type('Maaf baru sempat');
    expect(chat.case.answers.pembaca).toBeUndefined();
    expect(chat.last.body).toContain('Selamat datang kembali');
    expect(chat.last.body).toContain('nama pembaca');
    chat.type(reader.pembaca);
    expect(chat.case.answers.pembaca).toBe(reader.pembaca);
  });

  it('LANJUT does the same, from anywhere', () => {
    const chat = atChoice();
    chat.type('menu');
    expect(chat.last.body).toContain('LANJUT');
    chat.wait(72);
    chat.type('lanjut');
    expect(chat.state).toMatchObject({ step: 'question', field: 'bacaan' });
  });

  it('a tap on the open question still counts', () => {
    const chat = atChoice();
    chat.wait(20);
    chat.tap('Ilmu');
    expect(chat.case.answers.bacaan).toBe('i');
  });
});

describe('changes behind the scenes', () => {
  it('bring the present state instead of a question that makes no sense any more', () => {
    const chat = atChoice();
    chat.office({ act: 'withdraw-case' }, 'petugas-layanan');
    chat.type('1');
    expect(chat.last.body).toContain('dibatalkan');
    expect(chat.done('record-answers')).toHaveLength(3);
  });

  it('that the rules refuse are told, and the step is asked again', () => {
    const chat = atChoice();
    chat.hear({ kind: 'refused', sentence: 'Belum bisa.', next: 'Coba lagi.' });
    expect(chat.last.body).toContain('Belum bisa. Coba lagi.');
    expect(chat.last.body).toContain('Suka membaca apa?');
  });

  it('answers of the app that come out of place are ignored', () => {
    const chat = atChoice();
    expect(chat.hear({ kind: 'pin-digest', digest: 'x' })).toEqual([]);
    expect(chat.hear({ kind: 'pin-verified', outcome: 'ok' })).toEqual([]);
    expect(chat.done('send-documents')).toEqual([]);
  });
});
