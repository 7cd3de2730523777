/** A resident names the desa instead of typing its code. */
import { expect, it } from 'vitest';
import { Chat } from './chat.fixture.ts';
import type { Desa } from './desa-names.ts';
import { library, reader } from './library.fixture.ts';

const desas: Desa[] = [
  { code: '63.11.04.2003', name: 'Mangkayahu', kecamatan: 'Paringin' },
  { code: '63.11.05.2001', name: 'Sungai Batung', kecamatan: 'Juai' },
  { code: '63.11.06.2001', name: 'Sungai Batung', kecamatan: 'Awayan' },
];
const asking = structuredClone(library);
asking.fields = { ...asking.fields, rumah: { kind: 'desa', ask: true } };

/** A chat that has come to the question for the desa. */
function askedForDesa(): Chat {
  const chat = new Chat({ services: [asking], desas });
  chat.type('Assalamualaikum');
  chat.tap('Setuju');
  chat.tap('Kartu perpustakaan');
  chat.tap('Saya');
  for (let tries = 0; chat.state.field !== 'rumah' && tries < 9; tries += 1) {
    const answers: Record<string, string> = {
      pembaca: reader.pembaca,
      nomorPembaca: reader.nomorPembaca,
      lahirPembaca: '14-11-2010',
      bacaan: 'Fiksi',
      bersekolah: 'Tidak',
      pesan: reader.pesan,
    };
    chat.type(answers[chat.state.field!]!);
  }
  expect(chat.state.field).toBe('rumah');
  return chat;
}

it.each(['mangkayahu', 'Desa Mangkayahu', 'Mangkayahu, Kec. Paringin', '63.11.04.2003'])(
  'takes "%s" for the one desa of that name',
  (text) => {
    const chat = askedForDesa();
    chat.type(text);
    expect(chat.case.answers.rumah).toBe('63.11.04.2003');
    if (!text.startsWith('63')) expect(chat.last.body).toContain('Mangkayahu');
  },
);

it('asks again with the kecamatan when several have the name, and takes the answer', () => {
  const chat = askedForDesa();
  chat.type('Sungai Batung');
  expect(chat.case.answers.rumah).toBeUndefined();
  expect(chat.last.body).toContain('• Sungai Batung, Kecamatan Juai');
  expect(chat.last.body).toContain('• Sungai Batung, Kecamatan Awayan');
  chat.type('Sungai Batung, Kecamatan Awayan');
  expect(chat.case.answers.rumah).toBe('63.11.06.2001');
});

it('names what is similar, or says that there is none', () => {
  const chat = askedForDesa();
  chat.type('Mangka');
  expect(chat.last.body).toContain('• Mangkayahu, Kecamatan Paringin');
  chat.type('Kota Jauh');
  expect(chat.last.body).toContain('tidak ada di wilayah kantor ini. Tulis namanya');
});
