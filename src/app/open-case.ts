/** An officer opens a case at the desk, complete at once or to be filled in, and hands it in. */
import type { AnswerValue } from '../catalogue/condition.ts';
import type { CaseAct } from '../domain/case/acts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type InspectedFile, inspect, keepPapers } from './add-paper.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow } from './do-officer-act.ts';
import { once, type Repeat } from './once.ts';
import { asOfficer, openIn, type Performer, scopeOf } from './perform-act.ts';
import type { Officer, Transaction } from './ports.ts';

/** What the desk sends: answers so far, papers by requirement, and whether it is handed in now. */
export interface DeskApplication {
  serviceId: string;
  forWhom: CaseState['forWhom'];
  answers: Record<string, AnswerValue | null>;
  papers: readonly { requirementId: string; bytes: Uint8Array }[];
  submit: boolean;
  /** PIN by which the applicant tracks the case and receives the documents. */
  pin?: string;
}

/** What the desk is told of the new case. */
export type OpenedCase = Pick<CaseState, 'id' | 'number' | 'status'>;

type InspectedPaper = { requirementId: string; file: InspectedFile };

async function fillIn(
  app: App,
  tx: Transaction,
  performer: Performer,
  application: DeskApplication,
  files: readonly InspectedPaper[],
): Promise<OpenedCase> {
  const { serviceId, forWhom } = application;
  const id = app.newId();
  const now = app.clock.now();
  // The papers first: while they go to the disk, nobody else waits for the number of this case.
  await tx.cases.prepare(id, now);
  const receivedAt = now.toISOString();
  const papers = files.map((one) => ({ ...one, attachmentId: app.newId(), receivedAt }));
  const attachments = await keepPapers(app, tx, id, papers);
  const wanted = { id, serviceId, forWhom, channel: 'desk' } as const;
  const acts: CaseAct[] = [
    { act: 'record-answers', answers: application.answers, source: 'officer' },
    ...attachments.map((attachment) => ({ act: 'add-attachment' as const, attachment })),
    ...(application.submit ? [{ act: 'submit-case' as const }] : []),
  ];
  const { state } = orThrow(await openIn(app, tx, performer, wanted, acts));
  if (application.pin !== undefined) {
    await tx.secrets.setPin(state.id, tx.secrets.digestPin(application.pin));
  }
  return { id: state.id, number: state.number, status: state.status };
}

/**
 * Opens the case with everything in it, or refuses and keeps nothing. `papersMs` is for how many milliseconds of
 * real time its papers were in the sandbox.
 */
export async function openCase(
  app: App,
  officer: Officer,
  application: DeskApplication,
  repeat?: Repeat,
): Promise<{ opened: OpenedCase; papersMs: number } | Refusal> {
  const startedAt = performance.now();
  const files: InspectedPaper[] = [];
  for (const { requirementId, bytes } of application.papers) {
    const file = await inspect(app, bytes);
    if ('refused' in file) return file;
    files.push({ requirementId, file });
  }
  const papersMs = performance.now() - startedAt;
  const performer = asOfficer(officer);
  return orRefusal(async () => {
    const opened = await app.storage.transact(scopeOf(app, performer), (tx) =>
      once(app, tx, officer, repeat, () => fillIn(app, tx, performer, application, files)),
    );
    return { opened, papersMs };
  });
}
