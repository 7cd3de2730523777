/** The office at work: takes births in, keys them into SIAK, verifies and reads them, so that something can be signed. */
import type { CaseAtDesk } from '../../stories/officer.ts';
import { BIRTH_PAPERS, type Birth } from './birth-papers.ts';
import { DeskClerk } from './desk-clerk.ts';
import type { Ledger } from './ledger.ts';

/** A verified document that its signer has read. */
export interface ReadyDocument {
  caseId: string;
  documentId: string;
  draftSha256: string;
}

type DocumentAtDesk = CaseAtDesk['documents'][number];

/** The demo's officers at their desks. */
export class Office {
  readonly petugas: DeskClerk;
  readonly operator: DeskClerk;
  readonly verifikator: DeskClerk;
  readonly kadis: DeskClerk;
  readonly #siakUrl: string;
  readonly #photo: Buffer;

  private constructor(clerks: DeskClerk[], siakUrl: string, photo: Buffer) {
    [this.petugas, this.operator, this.verifikator, this.kadis] = clerks as [
      DeskClerk,
      DeskClerk,
      DeskClerk,
      DeskClerk,
    ];
    this.#siakUrl = siakUrl;
    this.#photo = photo;
  }

  /** Everybody signs in. */
  static async open(url: string, siakUrl: string, photo: Buffer, ledger: Ledger): Promise<Office> {
    const clerks: DeskClerk[] = [];
    for (const name of ['petugas', 'operator', 'verifikator', 'kadis'])
      clerks.push(await DeskClerk.signIn(url, name, ledger));
    return new Office(clerks, siakUrl, photo);
  }

  /** Opens a complete birth at the desk. Throws `NoAnswer` when nobody knows whether it was opened. */
  async openCase(birth: Birth): Promise<string> {
    const form = new FormData();
    const application = { serviceId: 'kelahiran', forWhom: 'household', answers: birth.typed, submit: true };
    form.set('case', JSON.stringify(application));
    const photo = new Blob([new Uint8Array(this.#photo)], { type: 'image/jpeg' });
    for (const paper of BIRTH_PAPERS) form.set(`paper.${paper}`, photo, `${paper}.jpg`);
    return (await this.petugas.once<{ id: string }>('POST', '/api/cases', form)).id;
  }

  look(caseId: string): Promise<CaseAtDesk> {
    return this.petugas.insist('GET', `/api/cases/${caseId}?purpose=history`);
  }

  async #act(clerk: DeskClerk, caseId: string, act: string, input: object = {}): Promise<void> {
    await clerk.insist('POST', `/api/cases/${caseId}/${act}`, input);
  }

  /** Takes a submitted case through intake; papers that lie in its tray are put where one is missing. */
  async accept(caseId: string, answers?: Record<string, unknown>): Promise<void> {
    await this.#act(this.petugas, caseId, 'take-case');
    const seen = await this.petugas.insist<CaseAtDesk>('GET', `/api/cases/${caseId}?purpose=intake`);
    const unmatched = seen.papers.filter((paper) => paper.requirementId === null);
    const open = seen.requirements.filter((requirement) => requirement.paperIds.length === 0);
    for (const [index, { id: requirementId }] of open.entries()) {
      const attachmentId = unmatched[index]?.id;
      if (attachmentId === undefined) continue;
      await this.#act(this.petugas, caseId, 'assign-attachment', { attachmentId, requirementId });
    }
    const missing = Object.entries(answers ?? {}).filter(([id]) => seen.missing.includes(id));
    if (missing.length > 0)
      await this.#act(this.petugas, caseId, 'record-answers', { answers: Object.fromEntries(missing) });
    const pages = seen.papers.flatMap(({ id: paperId, pages }) =>
      pages.map(({ sha256 }) => ({ paperId, sha256 })),
    );
    await this.#act(this.petugas, caseId, 'accept-case', { acceptPapers: true, seen: pages });
  }

  /** Keys an accepted case into SIAK, brings the PDFs back, verifies and reads them. */
  async prepare(caseId: string): Promise<ReadyDocument[]> {
    for (const pdf of await this.#keyIntoSiak(caseId)) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'dari-siak.pdf');
      await this.operator.insist('POST', `/api/cases/${caseId}/drafts`, form);
    }
    const seen = await this.verifikator.insist<CaseAtDesk>(
      'GET',
      `/api/cases/${caseId}?purpose=verification`,
    );
    const drafted = seen.documents.filter(
      (job): job is DocumentAtDesk & { draft: { sha256: string } } => job.draft !== undefined,
    );
    const documents = drafted.map((job) => ({ documentId: job.id, draftSha256: job.draft.sha256 }));
    await this.#act(this.verifikator, caseId, 'verify-documents', { documents });
    for (const document of documents) await this.#act(this.kadis, caseId, 'mark-read', document);
    return documents.map((document) => ({ caseId, ...document }));
  }

  async #keyIntoSiak(caseId: string): Promise<Uint8Array[]> {
    const entry = await this.operator.insist<{ fields: { label: string; value: string }[] }>(
      'GET',
      `/api/cases/${caseId}/siak-entry`,
    );
    const fields = Object.fromEntries(entry.fields.map(({ label, value }) => [label, value]));
    const answer = await fetch(`${this.#siakUrl}/api/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'kelahiran', fields }),
    });
    if (!answer.ok) throw new Error(`SIAK refused the entry: ${await answer.text()}`);
    const made = (await answer.json()) as { documents: { url?: string }[] };
    const pdfs: Uint8Array[] = [];
    for (const { url } of made.documents) {
      if (url === undefined) continue;
      pdfs.push(new Uint8Array(await (await fetch(`${this.#siakUrl}${url}`)).arrayBuffer()));
    }
    return pdfs;
  }
}
