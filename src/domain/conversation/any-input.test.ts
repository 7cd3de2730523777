/** Whatever people, phones and offices do, in whatever order: the chat stays whole, short and discreet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseAct } from '../case/acts.ts';
import { findEntry, isEditable } from './case-view.ts';
import { Chat } from './chat.fixture.ts';
import { copyOf, library } from './library.fixture.ts';
import { issue } from './office.fixture.ts';
import { steps } from './steps.ts';
import type { ConversationInput, Reply } from './types.ts';
import { speak } from './words.ts';

const NIK = '9901234101900001';

/** One thing that happens to a chat. */
type Happening =
  | { what: 'goes-on' }
  | { what: 'office-issues' }
  | { what: 'hears'; input: ConversationInput }
  | { what: 'taps'; message: number; option: number }
  | { what: 'taps-template'; name: 'complete' | 'documents' | 'received' | 'fault'; of: number }
  | { what: 'sends'; files: string[]; isBad: boolean }
  | { what: 'waits'; hours: number }
  | { what: 'office'; act: CaseAct; by: 'petugas-layanan' | 'operator'; of: number }
  | { what: 'officer-releases' };

const commands = Object.values(speak('id').commands)
  .flat()
  .concat(Object.values(speak('en').commands).flat());

/** Things that move a conversation forward, and things that should not. */
const text = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('1', '2', '3', '0', 'ya', 'Budi Contoh', NIK, '14-11-2010', '274806'),
  },
  { weight: 3, arbitrary: fc.constantFrom(...commands) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      `Nama pembaca: Budi\nNIK pembaca: ${NIK}\nTanggal lahir: 14-11-2010\nPesan: nomor saya 9901 2341 0190 0001`,
      `#Budi#${NIK}#14-11-2010#fiksi#ya#-`,
      `status ${NIK}`,
      'status B-2611-00001',
      `${NIK}: ${NIK}\nNama pembaca: x\nDesa: y`,
      `saya ${NIK} mau tanya`,
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      maxLength: 40,
    }),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 3000, maxLength: 5000 }) },
);

const input: fc.Arbitrary<ConversationInput> = fc.oneof(
  { weight: 12, arbitrary: text.map((body): ConversationInput => ({ kind: 'text', body })) },
  { weight: 1, arbitrary: fc.string().map((id): ConversationInput => ({ kind: 'choice', id, title: id })) },
  { weight: 1, arbitrary: fc.constant<ConversationInput>({ kind: 'voice' }) },
  { weight: 1, arbitrary: fc.constant<ConversationInput>({ kind: 'other', wireType: 'sticker' }) },
  { weight: 1, arbitrary: fc.constant<ConversationInput>({ kind: 'phone-shared' }) },
  { weight: 1, arbitrary: fc.constant<ConversationInput>({ kind: 'papers', papers: [] }) },
  {
    weight: 1,
    arbitrary: fc
      .string()
      .map((words): ConversationInput => ({ kind: 'refused', sentence: words, next: words })),
  },
  { weight: 1, arbitrary: fc.constant<ConversationInput>({ kind: 'pin-digest', digest: 'x' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('ok' as const, 'wrong' as const, 'too-many' as const)
      .map((outcome): ConversationInput => ({ kind: 'pin-verified', outcome })),
  },
);

const requirementId = fc.constantFrom(...Object.keys(library.requirements));

const officeAct: fc.Arbitrary<CaseAct> = fc.oneof(
  fc.constant<CaseAct>({ act: 'take-case' }),
  fc.constant<CaseAct>({ act: 'withdraw-case' }),
  fc.constant<CaseAct>({ act: 'accept-case', documentIds: ['surat', 'kartu'] }),
  requirementId.map((id): CaseAct => ({ act: 'accept-paper', requirementId: id })),
  fc
    .tuple(requirementId, fc.string({ maxLength: 400 }))
    .map(([id, note]): CaseAct => ({ act: 'ask-again', requirementId: id, reason: 'mismatch', note })),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Happening>({ what: 'goes-on' }) },
  { weight: 2, arbitrary: fc.constant<Happening>({ what: 'office-issues' }) },
  { weight: 10, arbitrary: input.map((one): Happening => ({ what: 'hears', input: one })) },
  {
    weight: 8,
    arbitrary: fc
      .record({ message: fc.nat({ max: 3 }), option: fc.nat({ max: 9 }) })
      .map((tap): Happening => ({ what: 'taps', ...tap })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        name: fc.constantFrom(
          'complete' as const,
          'documents' as const,
          'received' as const,
          'fault' as const,
        ),
        of: fc.nat({ max: 3 }),
      })
      .map((tap): Happening => ({ what: 'taps-template', ...tap })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        files: fc.array(fc.constantFrom('', 'pas foto', 'kartu pelajar', 'IMG.jpg', NIK), { maxLength: 5 }),
        isBad: fc.boolean(),
      })
      .map((files): Happening => ({ what: 'sends', ...files })),
  },
  { weight: 1, arbitrary: fc.constantFrom(1, 30, 200).map((hours): Happening => ({ what: 'waits', hours })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        act: officeAct,
        by: fc.constantFrom('petugas-layanan' as const, 'operator' as const),
        of: fc.nat({ max: 3 }),
      })
      .map((act): Happening => ({ what: 'office', ...act })),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ what: 'officer-releases' }) },
);

/** What a sensible person would do now, so that every step is reached. */
function goOn(chat: Chat): Reply[] {
  const answers: Record<string, string> = {
    pembaca: 'Budi Contoh',
    nomorPembaca: NIK,
    lahirPembaca: '14-11-2010',
    bacaan: '1',
    bersekolah: '1',
    pesan: `Nomor saya ${NIK}`,
  };
  switch (chat.state.step) {
    case 'question':
      return chat.type(answers[chat.state.field ?? ''] ?? 'menu');
    case 'papers':
      return chat.send('');
    case 'summary':
    case 'pin-for-documents':
      return chat.type('274806');
    case 'resting':
      if (chat.cases.length > 0 && chat.case.status === 'accepted') return chat.tapTemplate('documents');
      if (chat.cases.length > 0 && chat.case.status === 'incomplete') return chat.tapTemplate('complete');
      return chat.type('menu');
    case 'stopped':
    case 'with-officer':
      return chat.type('menu');
    default:
      return chat.type('1');
  }
}

function happen(chat: Chat, one: Happening): Reply[] {
  switch (one.what) {
    case 'goes-on':
      return goOn(chat);
    case 'hears':
      return chat.hear(one.input);
    case 'taps': {
      const option = chat.sent.at(-1 - one.message)?.options?.[one.option];
      return option === undefined ? [] : chat.hear({ kind: 'choice', id: option.id, title: option.title });
    }
    case 'taps-template':
      return chat.tapTemplate(one.name, `case-${one.of}`);
    case 'sends':
      return chat.send(...one.files, ...(one.isBad ? [{ problem: 'upload-unreadable' as const }] : []));
    case 'waits':
      chat.wait(one.hours);
      return [];
    case 'office-issues':
      if (chat.cases.length > 0 && chat.case.status === 'submitted') issue(chat);
      return [];
    case 'office':
      chat.tryOffice({ act: 'take-case' }, one.by, `case-${one.of}`);
      chat.tryOffice(one.act, one.by, `case-${one.of}`);
      return [];
    case 'officer-releases':
      chat.withOfficer = false;
      return [];
  }
}

/** What the adapter adds below a menu: a line for each choice, and a sentence. */
function withNumbers({ body, options = [] }: Reply): string {
  const numbers = options.map((option, position) => `${position + 1}. ${option.title}`);
  return options.length === 0 ? body : `${body}\n\n${numbers.join('\n')}\n${speak('id').byNumber}`;
}

function checkReply(reply: Reply): void {
  const { body, options = [], listButton } = reply;
  expect(body.trim()).not.toBe('');
  expect(body.isWellFormed()).toBe(true);
  expect(body).not.toMatch(/\d{16}/u);
  expect(body).not.toContain('9901 2341 0190 0001');
  // A slot that was not filled. What people type is said back, so `{0}` may be theirs.
  expect(body).not.toMatch(/\{[a-z]\w{2,}\}|undefined|\[object/u);
  expect(withNumbers(reply).length).toBeLessThanOrEqual(options.length > 0 ? 1024 : 4096);
  expect(options.length).toBeLessThanOrEqual(10);
  const titles = options.map((option) => option.title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(new Set(options.map((option) => option.id)).size).toBe(options.length);
  for (const option of options) {
    expect(option.title.trim()).not.toBe('');
    expect(option.title.length).toBeLessThanOrEqual(options.length > 3 ? 24 : 20);
    expect(option.id).toMatch(/^[\x21-\x7e]{1,200}$/u);
    expect((option.description ?? '').length).toBeLessThanOrEqual(72);
  }
  if (options.length > 3) expect(listButton?.length ?? 99).toBeLessThanOrEqual(20);
}

function checkState(chat: Chat): void {
  const { state } = chat;
  expect(steps[state.step]).toBeDefined();
  expect(state.misses).toBeGreaterThanOrEqual(0);
  expect(state.misses).toBeLessThan(3);
  // It goes through the database as JSON.
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  const entry = findEntry(chat.context, state.currentCaseId);
  if (state.currentCaseId !== undefined) expect(entry).toBeDefined();
  if (state.step === 'question') expect(Object.keys(library.fields)).toContain(state.field);
  if (state.step === 'for-whom')
    expect(chat.context.services.map((one) => one.id)).toContain(state.serviceId);
}

describe('whatever happens', () => {
  it('the chat never breaks, keeps to the limits of WhatsApp, and never shows a full number', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { minLength: 20, maxLength: 40 }),
        fc.boolean(),
        (happenings, hasPhone) => {
          const chat = new Chat({ services: [library, copyOf('Kartu ruang baca')], hasPhone });
          chat.type('halo');
          for (const one of happenings) {
            const replies = happen(chat, one);
            expect(replies.length).toBeLessThanOrEqual(1);
            replies.forEach(checkReply);
            checkState(chat);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('nothing is recorded in a case that can no longer be changed, and only own cases are touched', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 20, maxLength: 70 }), (happenings) => {
        const chat = new Chat();
        chat.type('halo');
        chat.tap('Setuju');
        for (const one of happenings) {
          const before = new Map(chat.cases.map(({ state }) => [state.id, state]));
          const seen = chat.effects.length;
          happen(chat, one);
          for (const effect of chat.effects.slice(seen)) {
            if (effect.do !== 'record-answers' && effect.do !== 'assign-attachment') continue;
            const state = before.get(effect.caseId);
            if (state !== undefined) expect(isEditable(state)).toBe(true);
            else expect(chat.effects.slice(seen).some((other) => other.do === 'open-case')).toBe(true);
          }
        }
        expect(chat.refused).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
