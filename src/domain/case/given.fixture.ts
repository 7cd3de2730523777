/** Words for the tests of the core: who acts, what has happened so far, what an act leads to. */
import type { Refusal } from '../refusal.ts';
import type { ActBy, CaseAct } from './acts.ts';
import { decide } from './decide.ts';
import type { DecideContext } from './decide-context.ts';
import type { Actor, CaseEvent } from './events.ts';
import { evolveAll } from './evolve.ts';
import { libraryCard } from './library-card.fixture.ts';
import type { CaseState, Channel } from './state.ts';

/** Somebody with duties. */
export interface Who {
  actor: Actor;
  by: readonly ActBy[];
}

/** An officer with one or more roles. */
export function officer(id: string, ...by: ActBy[]): Who {
  return { actor: { kind: 'officer', id }, by };
}

/** The people of the tests, by their duty. */
export const resident: Who = { actor: { kind: 'resident', id: 'warga-1' }, by: ['resident'] };
export const system: Who = { actor: { kind: 'system', id: 'system' }, by: ['system'] };
export const intake = officer('lina', 'petugas-layanan');
export const otherIntake = officer('lukman', 'petugas-layanan');
export const operator = officer('oki', 'operator');
export const verifier = officer('vera', 'verifikator');
export const signer = officer('sari', 'penandatangan');
export const otherSigner = officer('surya', 'penandatangan');
export const admin = officer('ade', 'admin');

/** A Monday in November, 08:00 WITA; `minutes` later. */
export function at(minutes: number): string {
  return new Date(Date.parse('2026-11-23T00:00:00.000Z') + minutes * 60_000).toISOString();
}

/** The office's calendar day on which everything happens. */
export const today = '2026-11-23';

/** What `decide` is told, `minutes` after eight o'clock. */
export function contextOf(who: Who, minutes = 0): DecideContext {
  return { now: at(minutes), today, actor: who.actor, by: who.by, service: libraryCard };
}

/** One thing that somebody does. */
export type Step = readonly [who: Who, act: CaseAct];

/** The events of steps, one a minute; a step that is refused is a mistake in the test. */
function eventsOf(before: CaseState | undefined, steps: readonly Step[]): CaseEvent[] {
  let state = before;
  return steps.flatMap(([who, act], minute) => {
    const decided = decide(state, act, contextOf(who, minute));
    if (!Array.isArray(decided)) throw new Error(`${act.act} was refused: ${JSON.stringify(decided)}`);
    state = evolveAll(state, decided);
    return decided;
  });
}

/** The state after steps. */
export function play(before: CaseState | undefined, ...steps: Step[]): CaseState {
  const state = evolveAll(before, eventsOf(before, steps));
  if (state === undefined) throw new Error('nothing was played');
  return state;
}

/** What an act leads to: its events without instant and actor, or the refusal. */
export function when(
  state: CaseState | undefined,
  who: Who,
  act: CaseAct,
): Omit<CaseEvent, 'at' | 'actor'>[] | Refusal {
  const decided = decide(state, act, contextOf(who));
  return Array.isArray(decided) ? decided.map(({ at: _at, actor: _actor, ...event }) => event) : decided;
}

/** Types of the events that an act leads to, or the code of the refusal. */
export function outcome(state: CaseState | undefined, who: Who, act: CaseAct): string[] | string {
  const decided = decide(state, act, contextOf(who));
  return Array.isArray(decided) ? decided.map((event) => event.type) : decided.refused;
}

/** The state that an act leads to; throws when it is refused. */
export function after(state: CaseState | undefined, who: Who, act: CaseAct): CaseState {
  return play(state, [who, act]);
}

const file = (sha256: string) => ({ fileId: `file-${sha256}`, sha256, bytes: 1000 });

/** A paper that somebody sends, received `minutes` after eight o'clock. */
export function paper(id: string, requirementId: string | null, minutes = 0): CaseAct {
  return {
    act: 'add-attachment',
    attachment: {
      id,
      requirementId,
      receivedAt: at(minutes),
      original: file(`original-${id}`),
      pages: [{ ...file(`page-${id}`), widthPx: 1200, heightPx: 900 }],
    },
  };
}

/** Answers of a pupil who is fifteen: a letter and a card, no night room. */
export const pupil = {
  namaAnggota: 'Rara Contoh Utami',
  tanggalLahir: '2011-03-02',
  pelajar: true,
  kelas: 9,
  noKk: '9901042311200001',
  alamat: 'Jalan Contoh 1',
  desa: '63.11.04.2003',
} as const;

/** Answers of an adult who wants the night room: a letter, a permit and a card. */
export const adult = {
  namaAnggota: 'Budi Contoh Hartono',
  tanggalLahir: '1990-05-17',
  pelajar: false,
  ruangMalam: true,
  noKk: '9901042311200001',
  alamat: 'Jalan Contoh 2',
  desa: '63.11.04.2003',
} as const;

/** The act that begins a case. */
export const opening = {
  act: 'open-case',
  id: 'case-1',
  number: 'B-2611-00001',
  serviceId: 'kartu-perpustakaan',
  serviceVersion: 'v1',
  channel: 'whatsapp' as Channel,
  contactId: 'warga-1',
  forWhom: 'self',
} as const satisfies CaseAct;

/** The steps of the ordinary way, in order. */
export const open: Step = [resident, opening];
export const answer: Step = [resident, { act: 'record-answers', answers: pupil, source: 'chat' }];
export const submit: Step = [resident, { act: 'submit-case' }];
export const take: Step = [intake, { act: 'take-case' }];
export const sendPapers: readonly Step[] = [
  [resident, paper('foto-kk', 'kk')],
  [resident, paper('foto-surat', 'suratSekolah')],
];
export const acceptPapers: readonly Step[] = [
  [intake, { act: 'accept-paper', requirementId: 'kk' }],
  [intake, { act: 'accept-paper', requirementId: 'suratSekolah' }],
];
export const accept: Step = [intake, { act: 'accept-case', documentIds: ['surat', 'kartu'] }];

/** A draft that came from SIAK; `sha256` stands for its bytes. */
export function draft(documentId: string, sha256: string, number = 'PUS-2026-0001'): CaseAct {
  return { act: 'attach-draft', documentId, draft: { ...file(sha256), number } };
}

/** From the operator's draft to the issued letter. */
export const enter: Step = [operator, draft('surat', 'sha-1')];
export const verify: Step = [
  verifier,
  { act: 'verify-documents', documents: [{ documentId: 'surat', draftSha256: 'sha-1' }] },
];
export const read: Step = [signer, { act: 'mark-read', documentId: 'surat', draftSha256: 'sha-1' }];
export const startSigning: Step = [
  signer,
  { act: 'start-signing', documentId: 'surat', attemptId: 'attempt-1', authorityId: 'sk-1' },
];
export const signed: Step = [
  system,
  {
    act: 'record-signed',
    documentId: 'surat',
    attemptId: 'attempt-1',
    file: file('signed-1'),
    signedAt: at(60),
  },
];
export const issue: Step = [system, { act: 'issue-document', documentId: 'surat' }];

const stages = {
  opened: [open],
  answered: [answer],
  submitted: [...sendPapers, submit],
  taken: [take],
  checked: acceptPapers,
  accepted: [accept],
  drafted: [enter],
  verified: [verify],
  read: [read],
  signing: [startSigning],
  signed: [signed],
  issued: [issue],
} as const satisfies Record<string, readonly Step[]>;

/** How far a case has come. */
export type Stage = keyof typeof stages;
export const stageNames = Object.keys(stages) as Stage[];

/** The events of a pupil's case that has come this far by the ordinary way. */
export function historyOf(stage: Stage): CaseEvent[] {
  const names = stageNames.slice(0, stageNames.indexOf(stage) + 1);
  return eventsOf(
    undefined,
    names.flatMap((name): readonly Step[] => stages[name]),
  );
}

/** The state of a pupil's case that has come this far by the ordinary way. */
export function given(stage: Stage): CaseState {
  return evolveAll(undefined, historyOf(stage))!;
}

/** The job of a document, by its id. */
export function job(state: CaseState, id: string) {
  const found = state.documents.find((document) => document.id === id);
  if (found === undefined) throw new Error(`no document ${id}`);
  return found;
}
