/** An officer opens a case at the desk, complete at once or to be filled in, and hands it in. */
import type { AnswerValue } from '../catalogue/condition.ts';
import type { CaseAct } from '../domain/case/acts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type InspectedFile, inspect, keepPapers } from './add-paper.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow } from './do-officer-act.ts';
import { once, type Repeat } from './once.ts';
import { asOfficer, openIn, type Performer, performOn, scopeOf } from './perform-act.ts';
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
  const wanted = { id: app.newId(), serviceId, forWhom, channel: 'desk' } as const;
  const opened = orThrow(await openIn(app, tx, performer, wanted));
  const acts: CaseAct[] = [{ act: 'record-answers', answers: application.answers, source: 'officer' }];
  const receivedAt = app.clock.now().toISOString();
  const papers = files.map((one) => ({ ...one, attachmentId: app.newId(), receivedAt }));
  for (const attachment of await keepPapers(app, tx, opened.state.id, papers)) {
    acts.push({ act: 'add-attachment', attachment });
  }
  if (application.submit) acts.push({ act: 'submit-case' });
  const { state } = orThrow(await performOn(app, tx, performer, opened.state, acts));
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
