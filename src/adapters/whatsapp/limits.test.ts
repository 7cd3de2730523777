/** What Meta would refuse is refused before it is sent, and menus are made to fit and to be answered by digit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboundContent } from '../../app/ports.ts';
import { findContentProblems, findEnvelopeProblems, LIMITS } from './limits.ts';
import { type Menu, shorten, shortenTitles, withNumbers } from './menus.ts';
import { findUploadProblem } from './upload-limits.ts';

const letters = (count: number) => 'a'.repeat(count);
const row = (n: number) => ({ id: `r${n}`, title: `Baris ${n}` });

describe('content within the limits', () => {
  it.each<[string, OutboundContent]>([
    ['text', { kind: 'text', body: letters(4_096) }],
    [
      'buttons',
      {
        kind: 'buttons',
        body: letters(1_024),
        footer: letters(60),
        buttons: [1, 2, 3].map((n) => ({ id: `b${n}${letters(254)}`, title: `${n}${letters(19)}` })),
      },
    ],
    [
      'list',
      {
        kind: 'list',
        body: letters(1_024),
        button: letters(20),
        sections: [{ rows: Array.from({ length: 10 }, (_, n) => row(n)) }],
      },
    ],
    ['contact request', { kind: 'contact-request', body: 'Bagikan nomor Anda?' }],
    ['document', { kind: 'document', mediaId: '123', filename: 'akta.pdf', caption: letters(1_024) }],
    [
      'template',
      { kind: 'template', name: 'dokumen_terbit', language: 'id', body: ['A'], buttonPayloads: ['x'] },
    ],
  ])('%s may be sent', (_name, content) => {
    expect(findContentProblems(content)).toEqual([]);
  });
});

describe('content beyond the limits', () => {
  const buttons = (more: Partial<Extract<Menu, { kind: 'buttons' }>>): OutboundContent => ({
    kind: 'buttons',
    body: 'Pilih',
    buttons: [{ id: 'a', title: 'A' }],
    ...more,
  });
  const list = (more: Partial<Extract<Menu, { kind: 'list' }>>): OutboundContent => ({
    kind: 'list',
    body: 'Pilih',
    button: 'Menu',
    sections: [{ rows: [row(1)] }],
    ...more,
  });
  it.each<[OutboundContent, string]>([
    [{ kind: 'text', body: letters(4_097) }, 'body too-long'],
    [{ kind: 'text', body: ' \n' }, 'body empty'],
    [buttons({ body: letters(1_025) }), 'body too-long'],
    [buttons({ footer: letters(61) }), 'footer too-long'],
    [buttons({ buttons: [] }), 'buttons too-few'],
    [buttons({ buttons: ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id })) }), 'buttons too-many'],
    [buttons({ buttons: [{ id: 'a', title: letters(21) }] }), 'buttons[0].title too-long'],
    [buttons({ buttons: [{ id: letters(257), title: 'a' }] }), 'buttons[0].id too-long'],
    [buttons({ buttons: [{ id: ' a', title: 'a' }] }), 'buttons[0].id malformed'],
    [buttons({ buttons: ['A', 'B'].map((title) => ({ id: 'x', title })) }), 'buttons.id duplicate'],
    [buttons({ buttons: ['a', 'b'].map((id) => ({ id, title: 'Ya' })) }), 'buttons.title duplicate'],
    [list({ button: letters(21) }), 'button too-long'],
    [list({ sections: [] }), 'sections too-few,rows too-few'],
    [list({ sections: [{ rows: Array.from({ length: 11 }, (_, n) => row(n)) }] }), 'rows too-many'],
    [list({ sections: [{ rows: [row(1)] }, { title: 'B', rows: [row(2)] }] }), 'sections[0].title empty'],
    [list({ sections: [{ title: letters(25), rows: [row(1)] }] }), 'sections[0].title too-long'],
    [list({ sections: [{ rows: [{ ...row(1), title: letters(25) }] }] }), 'rows[0].title too-long'],
    [
      list({ sections: [{ rows: [{ ...row(1), description: letters(73) }] }] }),
      'rows[0].description too-long',
    ],
    [list({ sections: [{ rows: [{ ...row(1), id: letters(201) }] }] }), 'rows[0].id too-long'],
    [list({ sections: [{ rows: [row(1), row(1)] }] }), 'rows.id duplicate'],
    [{ kind: 'document', mediaId: '', filename: 'a.pdf' }, 'mediaId empty'],
    [{ kind: 'document', mediaId: '1', filename: 'a.pdf', caption: letters(1_025) }, 'caption too-long'],
    [
      { kind: 'template', name: 'Bukan Nama', language: 'id', body: [], buttonPayloads: [] },
      'name malformed',
    ],
    [
      { kind: 'template', name: 'a', language: 'bahasa', body: [''], buttonPayloads: [] },
      'language malformed,body[0] empty',
    ],
  ])('%# is named', (content, expected) => {
    const named = findContentProblems(content).map(({ part, problem }) => `${part} ${problem}`);
    expect(named.join(',')).toBe(expected);
  });

  it.each([
    ['a number with a plus', { to: { phone: '+6289900000001' }, callbackData: 'x' }, 'to'],
    ['a user id without a country', { to: { bsuid: '13491208' }, callbackData: 'x' }, 'to'],
    [
      'callback data over 512 bytes',
      { to: { phone: '62899' }, callbackData: 'é'.repeat(257) },
      'callbackData',
    ],
    ['no callback data', { to: { phone: '62899' }, callbackData: '' }, 'callbackData'],
    ['an empty quotation', { to: { phone: '62899' }, callbackData: 'x', quoteWamid: '' }, 'quoteWamid'],
  ])('%s is named', (_name, message, part) => {
    expect(findEnvelopeProblems(message).map((found) => found.part)).toEqual([part]);
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'application/pdf', 'empty'],
    ['a picture over 5 MB', new Uint8Array(5 * 1_048_576 + 1), 'image/jpeg', 'too-large'],
    ['a program', new Uint8Array(1), 'application/x-msdownload', 'mime not-allowed'],
    ['a PDF', new Uint8Array(1), 'application/pdf', undefined],
  ])('%s as upload: %s', (_name, bytes, mime, problem) => {
    expect(findUploadProblem({ bytes, mime, filename: 'x' })).toBe(problem);
  });
});

describe('a menu that can be answered by digit', () => {
  const menu: Menu = {
    kind: 'list',
    body: 'Layanan apa yang Anda perlukan?',
    button: 'Pilih layanan',
    numberHint: 'Atau balas angkanya.',
    sections: [
      { title: 'Kelahiran', rows: [{ id: 'a', title: 'Akta kelahiran untuk bayi yang baru lahir' }] },
      { title: 'Lain', rows: [row(2), { id: 'z', title: '0 Lainnya' }] },
    ],
  };

  it('lists its choices in the body, in full, through all sections', () => {
    expect(withNumbers(menu).body).toBe(
      'Layanan apa yang Anda perlukan?\n\n' +
        '1. Akta kelahiran untuk bayi yang baru lahir\n2. Baris 2\n0 Lainnya\nAtau balas angkanya.',
    );
  });

  it('is not numbered twice', () => {
    const once = withNumbers(menu);
    expect(withNumbers(once)).toEqual(once);
  });

  it('speaks the language it is given', () => {
    const numberHint = 'Or reply with the number.';
    const buttons = [{ id: 'y', title: 'Yes' }];
    const english = withNumbers({ kind: 'buttons', body: 'Agree?', buttons, numberHint });
    expect(english.body).toBe('Agree?\n\n1. Yes\nOr reply with the number.');
  });

  it('stays as it is without a sentence that asks for numbers', () => {
    const news: Menu = { kind: 'buttons', body: 'Selesai.', buttons: [{ id: 'k', title: 'Kirim PDF' }] };
    expect(withNumbers(news)).toBe(news);
  });

  it('keeps every number and its sentence when the words before them are too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2_000 }),
        fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 90 }), {
          minLength: 1,
          maxLength: 10,
        }),
        (body, titles) => {
          const rows = titles.map((title, n) => ({ id: `r${n}`, title: `x${title}` }));
          const sent = shortenTitles(withNumbers({ ...menu, body: `x${body}`, sections: [{ rows }] }));
          expect(findContentProblems(sent)).toEqual([]);
          expect(sent.body.isWellFormed()).toBe(true);
          for (const n of rows.keys()) expect(sent.body).toContain(`\n${n + 1}. `);
          expect(sent.body.endsWith('\nAtau balas angkanya.')).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has long titles cut in the buttons, where there is no room', () => {
    const sent = shortenTitles(menu) as Extract<Menu, { kind: 'list' }>;
    expect(sent.sections[0]!.rows[0]!.title).toBe('Akta kelahiran untuk ba…');
    expect(sent.sections[0]!.rows[0]!.title).toHaveLength(LIMITS.rowTitle);
  });
});

describe('shortening', () => {
  it('never splits what people see as one letter', () => {
    // A family of four is one letter of eleven units; it fits whole or not at all.
    expect(shorten('Keluarga 👨‍👩‍👧‍👦 lengkap', 20)).toBe('Keluarga…');
    expect(shorten('Keluarga 👨‍👩‍👧‍👦 lengkap', 21)).toBe('Keluarga 👨‍👩‍👧‍👦…');
    expect(shorten('cafe\u0301s', 5)).toBe('caf…');
  });

  it('stays within the limit and well-formed for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-composite' }),
        fc.integer({ min: 1, max: 30 }),
        (text, limit) => {
          const short = shorten(text, limit);
          expect(short.length).toBeLessThanOrEqual(limit);
          expect(short.isWellFormed()).toBe(true);
          if (text.length <= limit) expect(short).toBe(text);
        },
      ),
    );
  });
});
