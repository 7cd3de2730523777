/** A birth told by WhatsApp: what it costs in messages, with the real catalogue, the real rules and Meta's limits. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { words as en } from '../../catalogue/services/kelahiran/messages.en.ts';
import { words as id } from '../../catalogue/services/kelahiran/messages.id.ts';
import { service } from '../../catalogue/services/kelahiran/service.ts';
import { findContentProblems } from '../../src/adapters/whatsapp/limits.ts';
import { withNumbers } from '../../src/adapters/whatsapp/menus.ts';
import { toOutbound } from '../../src/app/converse-with.ts';
import type { OutboundContent } from '../../src/app/ports.ts';
import { assembleService } from '../../src/catalogue/define-service.ts';
import { Chat } from '../../src/domain/conversation/chat.fixture.ts';
import { copyOf } from '../../src/domain/conversation/library.fixture.ts';
import { issue } from '../../src/domain/conversation/office.fixture.ts';
import type { Reply } from '../../src/domain/conversation/types.ts';

const birth = assembleService(service, { id, en });

/** An invented service of the same group, and so many more that the menu needs two levels. */
const otherBirth = copyOf('Akta kematian contoh', birth.group);
const manyServices = Array.from({ length: 8 }, (_, number) => copyOf(`Layanan contoh ${number + 1}`));

/** The template that a document is ready, and the two PDFs: sent by the app itself. */
const OUTSIDE_THE_CHAT = 3;

const BUDGET = 14;

const ASKED_FIELDS = Object.values(birth.fields).filter((field) => field.ask === true).length;

function atPapers(): Chat {
  const chat = new Chat({ services: [birth] });
  chat.type('Assalamualaikum');
  chat.tap('Setuju');
  chat.tap('Akta kelahiran');
  answer(chat);
  return chat;
}

function answer(chat: Chat): void {
  chat.tap('Anak saya (keluarga)');
  chat.type('Siti Contoh Rahmawati');
  chat.type('9901234101900001');
  chat.type('Aisyah Contoh Putri');
  chat.type('14-11-2026');
  chat.tap('Ya');
  chat.tap('Ya');
}

/** From handing in to the moment in which the app sends the PDFs; returns how many messages the chat said in all. */
function untilDocuments(chat: Chat): number {
  chat.type('274806');
  expect(chat.case.status).toBe('submitted');
  issue(chat);
  chat.tapTemplate('documents');
  chat.type('274806');
  expect(chat.done('send-documents')).toHaveLength(1);
  expect(chat.refused).toEqual([]);
  return chat.sent.length;
}

/** A reply as the adapter sends it. */
function asContent(reply: Reply): OutboundContent {
  const content = toOutbound(reply, 'id');
  return content.kind === 'list' || content.kind === 'buttons' ? withNumbers(content) : content;
}

describe('the messages of a birth, beside one for each asked field', () => {
  it('are ten when the papers come as an album', () => {
    const chat = atPapers();
    chat.send('surat lahir', 'buku nikah', 'KK', 'KTP ibu', 'KTP ayah');
    expect(untilDocuments(chat) - ASKED_FIELDS + OUTSIDE_THE_CHAT).toBe(10);
  });

  it('are fourteen, the most there may be, when the papers come one by one', () => {
    const chat = atPapers();
    for (let paper = 0; paper < 5; paper += 1) chat.send('');
    const count = untilDocuments(chat) - ASKED_FIELDS + OUTSIDE_THE_CHAT;
    expect(count).toBeLessThanOrEqual(BUDGET);
    expect(count).toBe(14);
  });

  it.each([
    ['chosen from the list', [birth, otherBirth], ['Assalamualaikum', 'Setuju', 'Akta kelahiran']],
    [
      'named in the greeting, where the list has two levels',
      [birth, otherBirth, ...manyServices],
      ['Assalamualaikum, mau urus akta kelahiran', 'Setuju'],
    ],
  ])(
    'are fourteen also beside another service of the same group, when it is %s',
    (_how, services, [hello, ...taps]) => {
      const chat = new Chat({ services });
      chat.type(hello!);
      for (const title of taps) chat.tap(title);
      expect(chat.state).toMatchObject({ step: 'for-whom', serviceId: birth.id });
      answer(chat);
      for (let paper = 0; paper < 5; paper += 1) chat.send('');
      expect(untilDocuments(chat) - ASKED_FIELDS + OUTSIDE_THE_CHAT).toBeLessThanOrEqual(BUDGET);
      for (const reply of chat.sent) expect(findContentProblems(asContent(reply)), reply.body).toEqual([]);
    },
  );

  it('are ten when nothing is asked because a midwife sends a text form', () => {
    const chat = new Chat({ services: [birth] });
    chat.type('halo');
    chat.tap('Setuju');
    chat.tap('Akta kelahiran');
    chat.tap('Warga (petugas desa)');
    chat.type(
      'Nama pemohon: Siti Contoh Rahmawati\nNIK pemohon: 9901234101900001\nNama anak: Aisyah Contoh Putri\n' +
        'Tanggal lahir anak: 14-11-2026\nAda surat keterangan lahir: ya\nAda buku nikah atau akta perkawinan: ya',
    );
    chat.send('', '', '', '', '');
    // The first question was asked before the form came.
    expect(untilDocuments(chat) - 1 + OUTSIDE_THE_CHAT).toBe(10);
  });

  it('all fit into what Meta accepts, with the numbers below', () => {
    const chat = atPapers();
    chat.send({ problem: 'upload-unreadable' });
    chat.send('surat lahir', 'KTP ibu');
    for (let paper = 0; paper < 3; paper += 1) chat.send('');
    chat.tap('Ubah');
    chat.type('kembali');
    untilDocuments(chat);
    chat.type('status');
    chat.type('formulir');
    for (const reply of chat.sent) {
      const content = asContent(reply);
      expect(findContentProblems(content), reply.body).toEqual([]);
      // Nothing was cut to make room for the numbers.
      expect(content).toHaveProperty('body', expect.stringContaining(reply.body));
    }
    // Forms are long; whatever else is said can be read at a glance.
    const others = chat.sent.filter(({ body }) => !body.includes('Formulir'));
    expect(others.length).toBeGreaterThan(chat.sent.length / 2);
    for (const { body } of others) expect(body.length, body).toBeLessThanOrEqual(600);
  });
});

describe('papers of a birth', () => {
  it('without a birth letter lead to SPTJM F-2.03, without buku nikah to F-2.04', () => {
    const chat = atPapers();
    chat.type('0');
    expect(chat.case.answers.punyaSuratLahir).toBe(false);
    expect(chat.last.body).toContain('F-2.03');
    chat.send('');
    chat.type('belum ada');
    expect(chat.case.answers.punyaBuktiNikah).toBe(false);
    expect(chat.last.body).toContain('F-2.04');
  });

  it.each([
    ['surat_lahir.jpg', 'suratLahir'],
    ['SURAT KETERANGAN LAHIR', 'suratLahir'],
    ['buku nikah', 'buktiNikah'],
    ['kk.pdf', 'kk'],
    ['Kartu Keluarga', 'kk'],
    ['ktp ibu', 'ktpIbu'],
    ['ktp-ayah', 'ktpAyah'],
    ['e-ktp bapak/ayah', 'ktpAyah'],
    ['ktp', null],
    ['IMG_20261123_101112.jpg', null],
  ])('called %j in an album are taken for %s', (hint, requirementId) => {
    const chat = atPapers();
    chat.send(hint, '');
    expect(chat.case.attachments[0]?.requirementId).toBe(requirementId);
  });
});

describe('the conversation', () => {
  it('knows no birth: none of its fields, papers or persons is named in it', () => {
    const folder = new URL('../../src/domain/conversation/', import.meta.url);
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
    // Kinds of fields ('kk', 'desa') and groups of the menu ('kia') belong to the language of the catalogue.
    const general = new Set(['kk', 'desa', 'kia']);
    const names = [service.fields, service.requirements, service.persons, service.marks]
      .flatMap((part) => Object.keys(part))
      .filter((name) => !general.has(name));
    expect(names.length).toBeGreaterThan(30);
    for (const name of [...names, 'kelahiran', 'akta-kelahiran']) {
      const asCode = new RegExp(`['"\`]${name}['"\`]|\\.${name}\\b|\\b${name}:`, 'u');
      for (const [file, text] of sources) expect(asCode.test(text), `${name} in ${file}`).toBe(false);
    }
  });
});
