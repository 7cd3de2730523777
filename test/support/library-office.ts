/** The people of the invented office, and cases that they bring as far as a test needs them. */

import { officerActs } from '../../src/app/acts/index.ts';
import { attachDraft } from '../../src/app/attach-draft.ts';
import { doOfficerActIn, orRefusal } from '../../src/app/do-officer-act.ts';
import { openCase } from '../../src/app/open-case.ts';
import { asOfficer, asResident, openIn, scopeOf } from '../../src/app/perform-act.ts';
import type { Officer } from '../../src/app/ports.ts';
import { signDocuments } from '../../src/app/sign-documents.ts';
import type { ActName, Role } from '../../src/domain/case/acts.ts';
import { pupil } from '../../src/domain/case/given.fixture.ts';
import { type CaseState, findDocument } from '../../src/domain/case/state.ts';
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts';
import { pdf, photo } from './fake-outside.ts';
import type { TestApp } from './open-test-app.ts';

/** NIK of the office's signer (region 99 exists nowhere). */
export const signerNik = '9901015203720001';
/** PIN of every applicant at the desk. */
export const pin = '482916';

/** The people, by duty. */
export interface People {
  intake: Officer;
  operator: Officer;
  verifier: Officer;
  signer: Officer;
  admin: Officer;
}

/** Hires one officer for each duty. */
export async function hire(office: TestApp): Promise<People> {
  const one = (name: string, role: Role, more = {}) => office.addOfficer(name, [role], more);
  return {
    intake: await one('Lina Contoh', 'petugas-layanan'),
    operator: await one('Oki Contoh', 'operator'),
    verifier: await one('Vera Contoh', 'verifikator'),
    signer: await one('Sari Contoh', 'penandatangan', {
      nik: signerNik,
      signs: ['surat-anggota', 'izin-malam'],
    }),
    admin: await one('Ade Contoh', 'admin'),
  };
}

/** The value; a refusal is a mistake in the test. */
export function done<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`refused: ${JSON.stringify(value)}`);
  return value;
}

/** The code of the refusal, or `done`. */
export function codeOf(value: unknown): string {
  return isRefusal(value) ? value.refused : 'done';
}

/** One of the declared acts of officers, in a transaction of its own. */
export async function act(
  office: TestApp,
  officer: Officer,
  caseId: string,
  name: ActName,
  input: object = {},
): Promise<CaseState | Refusal> {
  const declared = officerActs.find((one) => one.name === name)!;
  const { app } = office;
  const performed = await orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(officer)), (tx) =>
      doOfficerActIn(app, tx, officer, caseId, declared, input),
    ),
  );
  return isRefusal(performed) ? performed : performed.state;
}

/** How far a case comes. */
export type Stage = 'submitted' | 'accepted' | 'drafted' | 'verified' | 'read' | 'issued';
const stages: readonly Stage[] = ['submitted', 'accepted', 'drafted', 'verified', 'read', 'issued'];

/** Words of the letter that SIAK would print for these answers. */
export function letter(number = 'PUS-2026-0001', name: string = pupil.namaAnggota): Buffer {
  return pdf(`SURAT KEANGGOTAAN PERPUSTAKAAN Nomor: ${number} Nama ${name} lahir 02-03-2011`);
}

/** A pupil's application at the desk, with both papers. */
export async function apply(office: TestApp, intake: Officer, answers: object = {}): Promise<CaseState> {
  const outcome = await openCase(office.app, intake, {
    serviceId: 'kartu-perpustakaan',
    forWhom: 'self',
    answers: { ...pupil, ...answers },
    papers: [
      { requirementId: 'kk', bytes: photo('kk') },
      { requirementId: 'suratSekolah', bytes: photo('surat') },
    ],
    submit: true,
    pin,
  });
  const { opened } = done(outcome);
  return (await office.whole((tx) => tx.cases.get(opened.id)))!;
}

/** Brings a case to a stage; each of its letters needs a number of its own. */
export async function bring(
  office: TestApp,
  people: People,
  to: Stage,
  given: { answers?: { namaAnggota?: string; desa?: string }; number?: string } = {},
): Promise<CaseState> {
  const { intake, operator, verifier, signer } = people;
  const isReached = (stage: Stage) => stages.indexOf(to) >= stages.indexOf(stage);
  let state = await apply(office, intake, given.answers);
  const { id } = state;
  const go = async (who: Officer, name: ActName, input = {}) => {
    state = done(await act(office, who, id, name, input));
  };
  if (!isReached('accepted')) return state;
  await go(intake, 'take-case');
  await go(intake, 'accept-case', { acceptPapers: true });
  if (!isReached('drafted')) return state;
  const words = letter(given.number, given.answers?.namaAnggota);
  const { documentJobId: documentId } = done(await attachDraft(office.app, operator, id, words));
  state = (await office.whole((tx) => tx.cases.get(id)))!;
  if (!isReached('verified')) return state;
  const draftSha256 = findDocument(state, documentId)!.draft!.sha256;
  await go(verifier, 'verify-documents', { documents: [{ documentId, draftSha256 }] });
  if (!isReached('read')) return state;
  await go(signer, 'mark-read', { documentId, draftSha256 });
  if (!isReached('issued')) return state;
  const [result] = done(await signDocuments(office.app, signer, 'frasa-benar', [{ caseId: id, documentId }]));
  if (result?.outcome !== 'signed') throw new Error(`not signed: ${JSON.stringify(result)}`);
  return (await office.whole((tx) => tx.cases.get(id)))!;
}

/** The letter of a case. */
export function letterOf(state: CaseState) {
  return state.documents.find((job) => job.documentId === 'surat-anggota')!;
}

/**
 * Lets the resident of a case hand in so many more, as a village officer does for others. They are seals of another
 * place: whoever opens one of them fails.
 */
export async function handInMore(office: TestApp, caseId: string, count: number): Promise<void> {
  await office.admin.query(
    `insert into cases
     select (jsonb_populate_record(c, jsonb_build_object('case_id', gen_random_uuid(), 'number', 'X-' || n,
                                   'opened_at', now() + interval '1 year', 'submitted_at', now(), 'ended_at', null))).*
       from cases c, generate_series(1, $2) n where c.case_id = $1`,
    [caseId, count],
  );
}

/** A draft that a resident begins by WhatsApp. */
export async function beginByWhatsApp(office: TestApp, bsuid = 'ID.contoh1'): Promise<CaseState> {
  return office.whole(async (tx) => {
    const contact = await tx.contacts.findOrMake('111', { bsuid }, office.clock.now());
    const resident = asResident(contact.contactId);
    const opened = await openIn(office.app, tx, resident, {
      id: office.app.newId(),
      serviceId: 'kartu-perpustakaan',
      forWhom: 'self',
      channel: 'whatsapp',
      contactId: contact.contactId,
    });
    return done(opened).state;
  });
}
