/** An officer looks at a page or a PDF, the admin at evidence too: never at the original upload, and never unlogged. */
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import type { Purpose } from './case-view.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';

/** What staff may open. Originals of uploads are hostile and stay sealed. */
const VIEWABLE = new Set(['paper-page', 'draft', 'signed']);

/** Reads the file if the officer may see its case. */
export function readFile(
  app: App,
  officer: Officer,
  fileId: string,
  purpose: Purpose,
): Promise<{ bytes: Uint8Array; mime: string } | Refusal> {
  return readOf(app, officer, fileId, { purpose, isWanted: (kind) => VIEWABLE.has(kind) });
}

/** Who may look into a signed PDF that failed its checks: whoever has to find out what went wrong. */
export function mayOpenEvidence(officer: Officer): boolean {
  return officer.roles.includes('admin');
}

/** Reads a signed PDF that failed its checks. It is no document, and is given out as a download alone. */
export async function readEvidence(
  app: App,
  officer: Officer,
  fileId: string,
): Promise<{ bytes: Uint8Array; mime: string } | Refusal> {
  if (!mayOpenEvidence(officer)) return refuse('not-your-duty');
  return readOf(app, officer, fileId, { purpose: 'history', isWanted: (kind) => kind === 'faulty-signed' });
}

function readOf(
  app: App,
  officer: Officer,
  fileId: string,
  { purpose, isWanted }: { purpose: Purpose; isWanted: (kind: string) => boolean },
): Promise<{ bytes: Uint8Array; mime: string } | Refusal> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const file = await tx.files.read(fileId);
    // What belongs to no case yet is nobody's business.
    if (file?.caseId === undefined || !isWanted(file.purpose)) return refuse('not-found');
    const { caseId } = file;
    const log = { actor: performer.actor, purpose, what: `file/${file.purpose}`, caseId };
    await tx.accessLog.add(log, app.clock.now());
    return { bytes: file.bytes, mime: file.mime };
  });
}
