/** Answers /cek: did this office issue the document, is it still current, is the file the very same. */
import type { Language } from '../domain/conversation/types.ts';
import { type App, wholeOffice } from './app.ts';
import type { SignatureReport } from './ports.ts';

/** What the office says. No name and no number: whoever holds the document can read those on it. */
export interface DocumentAnswer {
  standing: 'active' | 'superseded' | 'withdrawn' | 'not-ours';
  document?: string;
  issuedAt?: string;
  /** When the later document was issued that took its place. */
  replacedAt?: string;
  /** Only when the file itself was given. */
  signature?: Pick<SignatureReport, 'faults'> & { signer?: string; signedAt?: string };
}

async function standingOf(
  app: App,
  by: { signedSha256: string } | { code: string },
  language: Language,
): Promise<DocumentAnswer> {
  return app.storage.transact(wholeOffice(app), async (tx): Promise<DocumentAnswer> => {
    // From the row alone: it outlives the content of its case.
    const found = await tx.cases.findDocument(by);
    if (found === undefined) return { standing: 'not-ours' };
    const { documentId, status, issuedAt, replacedAt } = found;
    const kind = app.catalogue.documents.find((one) => one.id === documentId);
    return {
      standing: status === 'superseded' || status === 'withdrawn' ? status : 'active',
      document: kind?.words[language].name ?? documentId,
      ...(issuedAt !== undefined && { issuedAt }),
      ...(replacedAt !== undefined && { replacedAt }),
    };
  });
}

/** By the code that came with the document, however it is typed. Wrong and absent codes get the same answer. */
export function checkByCode(app: App, typed: string, language: Language = 'id'): Promise<DocumentAnswer> {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/gu, '');
  return standingOf(app, { code: letters.match(/.{1,5}/gu)?.join('-') ?? '' }, language);
}

/** By the file itself: the very bytes that were issued, and their signature. */
export async function checkByFile(
  app: App,
  pdf: Uint8Array,
  language: Language = 'id',
): Promise<DocumentAnswer> {
  const report = await app.checker.check(pdf, {});
  const answer = await standingOf(app, { signedSha256: app.sha256(pdf) }, language);
  return {
    ...answer,
    signature: {
      faults: report.faults,
      ...(report.signer !== undefined && { signer: report.signer.name }),
      ...(report.signedAt !== undefined && { signedAt: report.signedAt.toISOString() }),
    },
  };
}
