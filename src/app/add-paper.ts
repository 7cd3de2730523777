/** Takes a file in as a paper of a case: opened in the sandbox first, kept encrypted, shown only re-encoded. */
import type { Attachment } from '../domain/case/state.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import { refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow, Refused } from './do-officer-act.ts';
import { once, type Repeat } from './once.ts';
import { asOfficer, type Performer, performIn, scopeOf } from './perform-act.ts';
import type { Officer, SafePage, Transaction, UploadKind } from './ports.ts';

/** A file that the sandbox has opened. */
export interface InspectedFile {
  bytes: Uint8Array;
  kind: UploadKind;
  pages: SafePage[];
}

const MIME: Record<UploadKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
};

/** Opens hostile bytes. The refusal's code follows from the sandbox's problem. */
export async function inspect(app: App, bytes: Uint8Array): Promise<InspectedFile | Refusal> {
  const seen = await app.sandbox.inspect(bytes);
  if (!seen.ok) return refuse(`upload-${seen.problem}` satisfies RefusalCode);
  return { bytes, kind: seen.kind, pages: seen.pages };
}

/** Keeps opened files and their pages under the key of their case, or of the day when they have none yet. */
async function keepFiles(
  app: App,
  tx: Transaction,
  caseId: string | undefined,
  files: readonly InspectedFile[],
): Promise<Pick<Attachment, 'original' | 'pages'>[]> {
  const wanted = files.flatMap(({ bytes, kind, pages }) => [
    { bytes, mime: MIME[kind], purpose: 'paper-original' },
    ...pages.map(({ jpeg }) => ({ bytes: jpeg, mime: 'image/jpeg', purpose: 'paper-page' })),
  ]);
  const stored = (await tx.files.addAll(caseId, wanted, app.clock.now())).values();
  const next = () => stored.next().value!;
  return files.map(({ pages }) => ({
    original: next(),
    pages: pages.map(({ widthPx, heightPx }) => ({ ...next(), widthPx, heightPx })),
  }));
}

/** Keeps one opened file with its pages. */
export async function keepFile(
  app: App,
  tx: Transaction,
  caseId: string | undefined,
  file: InspectedFile,
): Promise<Pick<Attachment, 'original' | 'pages'>> {
  const [kept] = await keepFiles(app, tx, caseId, [file]);
  return kept!;
}

/** A paper that is about to be put into a case. */
export interface NewPaper {
  caseId: string;
  attachmentId: string;
  file: InspectedFile;
  requirementId: string | null;
  receivedAt: string;
  wamid?: string;
}

/** Keeps opened files of one case; returns what the acts need, in their order. */
export async function keepPapers(
  app: App,
  tx: Transaction,
  caseId: string,
  papers: readonly Omit<NewPaper, 'caseId'>[],
): Promise<Omit<Attachment, 'status'>[]> {
  const files = papers.map((paper) => paper.file);
  const kept = await keepFiles(app, tx, caseId, files);
  return papers.map(({ attachmentId: id, requirementId, receivedAt, wamid }, index) => ({
    id,
    requirementId,
    receivedAt,
    ...kept[index]!,
    ...(wamid !== undefined && { wamid }),
  }));
}

/** Adds a paper in an open transaction. */
export async function addPaperIn(
  app: App,
  tx: Transaction,
  performer: Performer,
  paper: NewPaper,
): Promise<void> {
  if (!(await tx.cases.isVisible(paper.caseId))) throw new Refused(refuse('not-found'));
  const [attachment] = await keepPapers(app, tx, paper.caseId, [paper]);
  orThrow(
    await performIn(app, tx, performer, paper.caseId, { act: 'add-attachment', attachment: attachment! }),
  );
}

/** An officer adds a scanned or photographed paper at the desk. */
export async function addPaper(
  app: App,
  officer: Officer,
  paper: { caseId: string; requirementId: string | null; bytes: Uint8Array },
  repeat?: Repeat,
): Promise<{ attachmentId: string } | Refusal> {
  const file = await inspect(app, paper.bytes);
  if ('refused' in file) return file;
  const attachmentId = app.newId();
  const performer = asOfficer(officer);
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, performer), (tx) =>
      once(app, tx, officer, repeat, async () => {
        const receivedAt = app.clock.now().toISOString();
        await addPaperIn(app, tx, performer, { ...paper, attachmentId, file, receivedAt });
        return { attachmentId };
      }),
    ),
  );
}
