/** What a resident sees at /lacak with case number and PIN: plain words, no numbers of persons. */

import type { Service } from '../catalogue/define-service.ts';
import { neededRequirements } from '../catalogue/plan.ts';
import { officeClock, residentClock } from '../domain/case/clocks.ts';
import { reasonWords } from '../domain/case/reasons.ts';
import { type CaseState, type DocumentStatus, isAwaited } from '../domain/case/state.ts';
import type { Language } from '../domain/conversation/types.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { maskName } from '../domain/person/name.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { performIn } from './perform-act.ts';
import type { Transaction } from './ports.ts';

/** One step of the case on its way. */
export interface TrackStep {
  step: 'opened' | 'complete' | 'accepted' | 'signed' | 'received';
  at?: string;
}

/** One document of the case, as its applicant sees it. */
export interface TrackedDocument {
  id: string;
  name: string;
  form: 'paper' | 'card';
  status: DocumentStatus;
  at?: string;
  canDownload: boolean;
}

/** A case as its applicant sees it. */
export interface TrackedCase {
  number: string;
  service: string;
  /**
   * First letters of the person whose document it is, and of the applicant. Not the names: the PIN is known to whoever
   * looked over a shoulder, and the letters are enough to tell one's cases apart.
   */
  about?: string;
  applicant?: string;
  status: CaseState['status'];
  documents: TrackedDocument[];
  missing: { label: string; reason: string }[];
  steps: TrackStep[];
  /** `YYYY-MM-DD`; absent while the office's clock stands still. */
  expectedOn?: string;
  /** Working minutes of the office. */
  officeMinutes: number;
  /** Minutes since the first word, by day and by night. */
  residentMinutes: number;
  /** Who looked at the data, by kind of work and how often; names of officers are the office's business. */
  looks: { purpose: string; count: number; lastAt: string }[];
}

function stepsOf(state: CaseState): TrackStep[] {
  const latest = (values: (string | undefined)[]) =>
    values.every((one) => one !== undefined) ? values.toSorted().at(-1) : undefined;
  const papers = state.documents.filter((job) => job.form === 'paper');
  const at = (step: TrackStep['step'], when: string | undefined): TrackStep => ({
    step,
    ...(when !== undefined && { at: when }),
  });
  return [
    at('opened', state.openedAt),
    at('complete', state.submittedAt),
    at('accepted', state.acceptedAt),
    at('signed', papers.length === 0 ? undefined : latest(papers.map((job) => job.signed?.signedAt))),
    at(
      'received',
      state.documents.length === 0 ? undefined : latest(state.documents.map((job) => job.receivedAt)),
    ),
  ];
}

function maskedName(service: Service, { answers }: CaseState, role = ''): string | undefined {
  const person = service.persons[role];
  const name = person === undefined ? undefined : answers[person.name];
  return typeof name === 'string' && name.trim() !== '' ? maskName(name) : undefined;
}

async function view(app: App, tx: Transaction, state: CaseState, language: Language): Promise<TrackedCase> {
  const service = app.catalogue.at(state.serviceId, state.serviceVersion);
  const now = app.clock.now().toISOString();
  const clock = officeClock(state, app.calendar(), now, service.target);
  const asked = neededRequirements(
    service,
    state.answers,
    state.submittedOn ?? officeDay(now, app.office().utcOffsetMinutes),
  ).filter(([id]) => isAwaited(state, id));
  const looks = new Map<string, { count: number; lastAt: string }>();
  for (const look of await tx.accessLog.ofCase(state.id)) {
    const known = looks.get(look.purpose) ?? { count: 0, lastAt: look.at };
    looks.set(look.purpose, {
      count: known.count + 1,
      lastAt: known.lastAt > look.at ? known.lastAt : look.at,
    });
  }
  const [subject] = Object.keys(service.persons);
  const about = maskedName(service, state, subject);
  const applicant = maskedName(service, state, service.applicant);
  return {
    number: state.number,
    ...(about !== undefined && { about }),
    ...(applicant !== undefined && { applicant }),
    service: service.words[language].name,
    status: state.status,
    documents: state.documents.map((job) => ({
      id: job.id,
      name:
        service.produces.find((one) => one.document.id === job.documentId)?.document.words[language].name ??
        job.documentId,
      form: job.form,
      status: job.status,
      canDownload: job.signed !== undefined && (job.status === 'issued' || job.status === 'received'),
      ...((job.receivedAt ?? job.issuedAt) !== undefined && { at: job.receivedAt ?? job.issuedAt }),
    })),
    missing: asked.map(([id]) => ({
      label: service.words[language].requirements[id]!.label,
      reason: reasonWords[state.requirements[id]!.reason!][language],
    })),
    steps: stepsOf(state),
    officeMinutes: clock.elapsedWorkingMinutes,
    residentMinutes: residentClock(state, now).elapsedMinutes,
    looks: [...looks].map(([purpose, look]) => ({ purpose, ...look })),
    ...(clock.dueAt !== undefined && { expectedOn: officeDay(clock.dueAt, app.office().utcOffsetMinutes) }),
  };
}

/**
 * Checks number and PIN. A wrong number and a wrong PIN get the same answer after the same work. Only the pause after
 * five wrong PINs tells that a number is real; numbers run on without gaps and are no secret, the PIN is.
 */
async function unlock(app: App, tx: Transaction, number: string, pin: string): Promise<CaseState | Refusal> {
  const caseId = await tx.cases.findIdByNumber(number.trim().toUpperCase());
  if (caseId === undefined) {
    // The same work as for a real case, so that the time tells nothing either.
    tx.secrets.digestPin(pin);
    return refuse('wrong-pin');
  }
  const outcome = await tx.secrets.check(caseId, 'pin', pin, app.clock.now());
  if (outcome !== 'ok') return refuse(outcome === 'wrong' ? 'wrong-pin' : 'too-many-tries');
  const state = await tx.cases.get(caseId);
  return state ?? refuse('wrong-pin');
}

/** Shows the case to whoever has its number and PIN; logged as a look by the resident. */
export function trackCase(
  app: App,
  number: string,
  pin: string,
  language: Language = 'id',
): Promise<TrackedCase | Refusal> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await unlock(app, tx, number, pin);
    if ('refused' in state) return state;
    const actor = { kind: 'resident', id: state.contactId ?? state.id } as const;
    await tx.accessLog.add({ actor, purpose: 'track', what: 'track', caseId: state.id }, app.clock.now());
    return view(app, tx, state, language);
  });
}

/** Gives out a signed PDF to whoever has number and PIN. */
export function downloadDocument(
  app: App,
  number: string,
  pin: string,
  documentId: string,
): Promise<{ filename: string; pdf: Uint8Array } | Refusal> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await unlock(app, tx, number, pin);
    if ('refused' in state) return state;
    const job = state.documents.find((one) => one.id === documentId);
    if (job?.signed === undefined || (job.status !== 'issued' && job.status !== 'received'))
      return refuse('unknown-document');
    const file = await tx.files.read(job.signed.fileId);
    if (file === undefined) return refuse('unknown-document');
    const actor = { kind: 'resident', id: state.contactId ?? state.id } as const;
    await tx.accessLog.add(
      { actor, purpose: 'deliver', what: `document/${job.documentId}`, caseId: state.id },
      app.clock.now(),
    );
    if (job.status === 'issued') {
      // It has reached the applicant: whoever has no WhatsApp receives here.
      const performer = { actor, by: ['resident' as const], areas: '*' as const };
      const act = { act: 'receive-document', documentId: job.id, how: 'said-so' } as const;
      const received = await performIn(app, tx, performer, state.id, act);
      if (isRefusal(received)) return received;
    }
    return { filename: `${job.documentId}-${state.number}.pdf`, pdf: file.bytes };
  });
}
