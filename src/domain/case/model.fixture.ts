/** Random life for the model test: people of a small office, and acts that fit the case or do not. */
import type { Answers } from '../../catalogue/condition.ts';
import { neededRequirements } from '../../catalogue/plan.ts';
import { type ActBy, type ActName, actTable, type CaseAct, isAllowed } from './acts.ts';
import { adult, at, pupil, today, type Who } from './given.fixture.ts';
import { libraryCard } from './library-card.fixture.ts';
import { caseReasons, documentReasons, paperReasons, releaseReasons } from './reasons.ts';
import { type CaseState, type DocumentJob, identityProofs, relations } from './state.ts';

/** Numbers from which one act is made; fast-check shrinks them. */
export interface Dice {
  /** Three out of four acts are ones that the table allows, so that cases get far. */
  mode: number;
  pick: number;
  who: number;
  a: number;
  b: number;
}

/** A small office: duties overlap, one person has all of them. */
export const people: readonly Who[] = [
  { actor: { kind: 'resident', id: 'warga' }, by: ['resident'] },
  { actor: { kind: 'system', id: 'system' }, by: ['system'] },
  { actor: { kind: 'officer', id: 'lina' }, by: ['petugas-layanan'] },
  { actor: { kind: 'officer', id: 'oki' }, by: ['operator', 'petugas-layanan'] },
  { actor: { kind: 'officer', id: 'vera' }, by: ['verifikator', 'operator'] },
  { actor: { kind: 'officer', id: 'sari' }, by: ['penandatangan', 'verifikator'] },
  { actor: { kind: 'officer', id: 'surya' }, by: ['penandatangan'] },
  { actor: { kind: 'officer', id: 'ade' }, by: ['admin'] },
  {
    actor: { kind: 'officer', id: 'semua' },
    by: ['petugas-layanan', 'operator', 'verifikator', 'penandatangan', 'admin'],
  },
];

const requirementIds = ['kk', 'suratSekolah', 'suratKerja', 'paspor'];
const actNames = Object.keys(actTable) as ActName[];

function pickFrom<T>(list: readonly T[], number: number): T | undefined {
  return list.length === 0 ? undefined : list[number % list.length];
}

/** Mostly the right value, sometimes one that does not fit. */
function rightOrWrong<T>(right: T | undefined, wrong: T, dice: number): T {
  return right === undefined || dice % 8 === 0 ? wrong : right;
}

/** Mostly a paper that is needed and not accepted yet, sometimes any, sometimes one that does not exist. */
function requirementFor(state: CaseState | undefined, dice: Dice): string {
  const open = neededRequirements(libraryCard, state?.answers ?? {}, today)
    .map(([id]) => id)
    .filter((id) => state?.requirements[id]?.status !== 'accepted');
  return dice.a % 4 === 0
    ? requirementIds[dice.b % requirementIds.length]!
    : (pickFrom(open, dice.b) ?? 'kk');
}

function answersFor(
  state: CaseState | undefined,
  dice: Dice,
): Record<string, string | number | boolean | null> {
  const whole: Answers = dice.a % 2 === 0 ? pupil : adult;
  switch (state?.status === 'accepted' ? dice.b % 3 : dice.b % 6) {
    case 0:
      return { alamat: `Jalan Contoh ${dice.a}` };
    case 1:
      return { tanggalLahir: ['2011-03-02', '1990-05-17', '2024-06-01', '31-02-2020'][dice.a % 4]! };
    case 2:
      return { kelas: dice.a % 2 === 0 ? null : 1 + (dice.a % 14) };
    default:
      // A whole person at once, so that cases become complete.
      return { kelas: null, ruangMalam: null, ...(whole as Record<string, string>) };
  }
}

function fileOf(name: string) {
  return { fileId: `file-${name}`, sha256: name, bytes: 1 };
}

function intakeAct(
  name: ActName,
  state: CaseState | undefined,
  dice: Dice,
  step: number,
): CaseAct | undefined {
  const requirementId = requirementFor(state, dice);
  const attachmentId = pickFrom(state?.attachments ?? [], dice.b)?.id ?? 'tidak-ada';
  switch (name) {
    case 'record-answers':
      return { act: name, answers: answersFor(state, dice), source: 'officer' };
    case 'check-fields':
      return { act: name, fields: [pickFrom(['noKk', 'alamat', 'umur'], dice.b)!] };
    case 'add-attachment':
      return {
        act: name,
        attachment: {
          id: dice.b % 9 === 0 ? attachmentId : `paper-${step}`,
          requirementId: dice.b % 5 === 0 ? null : requirementId,
          receivedAt: at(step),
          original: fileOf(`o${step}`),
          pages: [],
        },
      };
    case 'assign-attachment':
      return { act: name, attachmentId, requirementId: dice.a % 5 === 0 ? null : requirementId };
    case 'withdraw-attachment':
      return { act: name, attachmentId };
    case 'accept-paper':
      return { act: name, requirementId };
    case 'ask-again':
      return { act: name, requirementId, reason: pickFrom(paperReasons, dice.b)! };
    case 'accept-case':
      return { act: name, documentIds: [0, 1, 2].map((index) => `job-${step}-${index}`) };
    case 'reject-case':
      return { act: name, reason: pickFrom(caseReasons, dice.b)! };
    case 'return-to-intake':
      return { act: name, reason: pickFrom(documentReasons, dice.b)! };
    case 'release-case':
      return { act: name, ...(dice.b % 3 > 0 && { reason: pickFrom(releaseReasons, dice.b)! }) };
    case 'renew-pin':
      return {
        act: name,
        proof: pickFrom(identityProofs, dice.b)!,
        via: dice.a % 2 === 0 ? 'counter' : 'whatsapp',
      };
    case 'submit-case':
    case 'take-case':
    case 'withdraw-case':
    case 'lapse-case':
      return { act: name };
    default:
      return undefined;
  }
}

function draftingAct(
  name: ActName,
  job: DocumentJob | undefined,
  dice: Dice,
  step: number,
): CaseAct | undefined {
  const documentId = job?.id ?? 'tidak-ada';
  const draftSha256 = rightOrWrong(job?.draft?.sha256, 'lain', dice.b);
  switch (name) {
    case 'attach-draft':
      return {
        act: name,
        documentId,
        draft: { ...fileOf(`draft-${dice.b % 3}`), number: `N-${dice.b % 2}` },
      };
    case 'verify-documents': {
      const documents = Array.from({ length: dice.a % 3 }, () => ({ documentId, draftSha256 }));
      return { act: name, documents: documents.length === 0 ? [{ documentId, draftSha256 }] : documents };
    }
    case 'return-document':
      return { act: name, documentId, reason: pickFrom(documentReasons, dice.b)! };
    case 'mark-read':
      return { act: name, documentId, draftSha256 };
    case 'start-signing':
      return { act: name, documentId, attemptId: `attempt-${step}`, authorityId: 'sk' };
    case 'take-in-signed':
      return {
        act: name,
        documentId,
        number: rightOrWrong(job?.draft?.number, 'N-9', dice.b),
        file: fileOf(`signed-${step}`),
        signedAt: at(step),
        signerId: pickFrom(['sari', 'surya', 'semua', 'vera'], dice.a)!,
      };
    default:
      return undefined;
  }
}

function handOutAct(name: ActName, job: DocumentJob | undefined, dice: Dice, step: number): CaseAct {
  const documentId = job?.id ?? 'tidak-ada';
  const attemptId = rightOrWrong(job?.attempt?.id, 'attempt-lain', dice.b);
  const result = { file: fileOf(`signed-${step}`), signedAt: at(step) };
  switch (name) {
    case 'record-signing-refused':
      return { act: name, documentId, attemptId, problem: 'wrong-passphrase' };
    case 'record-signing-not-reached':
      return { act: name, documentId, attemptId };
    case 'record-signing-unsettled':
      return { act: name, documentId, attemptId, reason: 'timeout' };
    case 'keep-faulty-pdf':
      return { act: name, documentId, file: fileOf(`faulty-${dice.b % 3}`), reason: 'altered' };
    case 'record-signed':
      return { act: name, documentId, attemptId, ...result };
    case 'settle-signing': {
      const evidence = dice.b % 7 === 0 ? ' ' : 'riwayat BSrE';
      return { act: name, documentId, attemptId, evidence, ...(dice.a % 2 === 0 && { signed: result }) };
    }
    case 'issue-document':
    case 'offer-card':
      return { act: name, documentId };
    case 'print-card':
      return { act: name, documentId, blankSerial: dice.b % 6 === 0 ? ' ' : `B-${step}` };
    case 'receive-document':
      return {
        act: name,
        documentId,
        how: 'counter',
        ...(dice.b % 6 > 0 && { recipient: { name: 'Rahmat', relation: pickFrom(relations, dice.b)! } }),
      };
    case 'supersede-document':
      return { act: name, documentId, replacedBy: { at: at(step), caseNumber: 'B-2' } };
    default:
      return {
        act: 'open-case',
        id: 'case-1',
        number: 'B-1',
        serviceId: 'kartu-perpustakaan',
        serviceVersion: 'v1',
        channel: 'desk',
        forWhom: 'self',
      };
  }
}

/** All that the table allows now: an act, somebody with that duty, and the document it is about. */
function allowedNow(state: CaseState | undefined): { name: ActName; by: ActBy; job?: DocumentJob }[] {
  const bys: ActBy[] = [...new Set(people.flatMap((who) => who.by))];
  return actNames.flatMap((name) =>
    bys.flatMap((by) => {
      if (!isAllowed(name, [by], state)) return [];
      if (actTable[name].documentWhen === undefined) return [{ name, by }];
      return (state?.documents ?? [])
        .filter((job) => isAllowed(name, [by], state, job))
        .map((job) => ({ name, by, job }));
    }),
  );
}

/** Endings and ways back are rare in life, and a case that never gets anywhere teaches nothing. */
const endings: readonly ActName[] = ['withdraw-case', 'lapse-case', 'reject-case', 'supersede-document'];
const setbacks: readonly ActName[] = [
  'return-to-intake',
  'release-case',
  'withdraw-attachment',
  'assign-attachment',
  'ask-again',
  'return-document',
  'record-answers',
];

/** Makes one act and its actor out of dice. */
export function rollAct(state: CaseState | undefined, dice: Dice, step: number): { who: Who; act: CaseAct } {
  const isFirstAnswer = state !== undefined && Object.keys(state.answers).length < 6;
  const allowed = allowedNow(state).filter(({ name }) => {
    if (endings.includes(name)) return dice.mode % 50 === 0;
    if (name === 'record-answers' && isFirstAnswer) return true;
    return dice.mode % 5 === 0 || !setbacks.includes(name);
  });
  // First an act, then somebody for it: otherwise acts with many doers would crowd out the others.
  const names = [...new Set(allowed.map((one) => one.name))];
  const fitting = dice.mode % 4 !== 3 && names.length > 0;
  const name = fitting ? names[dice.pick % names.length]! : actNames[dice.pick % actNames.length]!;
  const choice = fitting
    ? pickFrom(
        allowed.filter((one) => one.name === name),
        dice.who + dice.a,
      )
    : undefined;
  const job = choice?.job ?? pickFrom(state?.documents ?? [], dice.a);
  const able = choice === undefined ? people : people.filter((who) => who.by.includes(choice.by));
  // Who has the case in hand is more likely to go on with it.
  const holder = able.find((who) => who.actor.id === state?.takenBy);
  const who = (dice.who % 3 !== 0 && holder) || pickFrom(able, dice.who)!;
  const act =
    intakeAct(name, state, dice, step) ??
    draftingAct(name, job, dice, step) ??
    handOutAct(name, job, dice, step);
  return { who, act };
}
