/** One birth through the office, request by request, each checked for what it must have done. */
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { attachDrafts, type BirthPapers, openCaseCall, readBirthPapers } from './birth.ts';
import { Desk, parsed } from './desk.ts';
import type { Answer } from './load.ts';
import { must } from './report.ts';
import type { Subject } from './subject.ts';

/** Documents of a birth that are PDFs: the akta and the KK. */
export const PAPER_DOCUMENTS = 2;

/** A birth that was handed in and accepted; latencies in ms. */
export interface AcceptedBirth {
  caseId: string;
  /** `POST /api/cases`, whole, and the part of it that was spent waiting for the image children. */
  openMs: number;
  imagesMs: number;
  takeMs: number;
  acceptMs: number;
}

/** A birth whose PDFs are attached. */
export interface DraftedBirth {
  caseId: string;
  documents: { documentId: string; draftSha256: string }[];
}

/** The office's people at their desks, signed in. */
export class OfficeAtWork {
  readonly #subject: Subject;
  readonly #papers: BirthPapers;
  readonly #intake: Desk;
  readonly #operator: Desk;
  readonly #verifier: Desk;

  private constructor(subject: Subject, papers: BirthPapers, desks: [Desk, Desk, Desk]) {
    this.#subject = subject;
    this.#papers = papers;
    [this.#intake, this.#operator, this.#verifier] = desks;
  }

  static async open(subject: Subject): Promise<OfficeAtWork> {
    const { url } = subject.place;
    const signIn = (username: string) => Desk.signIn(url, username, demoSecrets.password);
    const desks = [await signIn('petugas'), await signIn('operator'), await signIn('verifikator')];
    return new OfficeAtWork(subject, await readBirthPapers(subject.place), desks as [Desk, Desk, Desk]);
  }

  /** Photos that each birth brings. */
  get photosEach(): number {
    return this.#papers.photos.length;
  }

  /** The birth number `index` is sent with its papers, taken and accepted. */
  async handIn(index: number, dueAt?: number): Promise<AcceptedBirth> {
    const opened = await this.#intake.send(openCaseCall(this.#papers, index), dueAt);
    const { id: caseId, status } = parsed<{ id: string; status: string }>(opened);
    must(status === 'submitted', `a complete birth was ${status}`);
    const taken = await this.#intake.act(caseId, 'take-case', {});
    const accepted = await this.#intake.act(caseId, 'accept-case', { acceptPapers: true });
    must(parsed<{ status: string }>(accepted).status === 'accepted', 'a complete birth was not accepted');
    const imagesMs = imagesMsOf(opened);
    return { caseId, openMs: opened.ms, imagesMs, takeMs: taken.ms, acceptMs: accepted.ms };
  }

  /** The operator attaches the PDFs of SIAK. */
  async draft(caseId: string): Promise<DraftedBirth> {
    await attachDrafts(this.#subject.place, this.#operator, caseId);
    const { documents } = await this.#operator.getJson<{
      documents: { id: string; draft?: { sha256: string } }[];
    }>(`/api/cases/${caseId}?purpose=siak-entry`);
    const drafted = documents.flatMap(({ id, draft }) =>
      draft === undefined ? [] : [{ documentId: id, draftSha256: draft.sha256 }],
    );
    must(drafted.length === PAPER_DOCUMENTS, `a birth has ${drafted.length} drafts`);
    return { caseId, documents: drafted };
  }

  /** The verifier verifies the drafts and reads the case. */
  async verify(
    { caseId, documents }: DraftedBirth,
    dueAt?: number,
  ): Promise<{ verifyMs: number; readMs: number }> {
    const verified = await this.#verifier.act(caseId, 'verify-documents', { documents }, dueAt);
    const read = await this.#verifier.send({
      method: 'GET',
      path: `/api/cases/${caseId}?purpose=verification`,
    });
    const now = parsed<{ documents: { status: string; form: string }[] }>(read).documents;
    const count = now.filter((one) => one.form === 'paper' && one.status === 'verified').length;
    must(count === PAPER_DOCUMENTS, `${count} documents of a birth are verified`);
    return { verifyMs: verified.ms, readMs: read.ms };
  }

  close(): void {
    for (const desk of [this.#intake, this.#operator, this.#verifier]) desk.close();
  }
}

/** The time that the app waited for its image children, as it says itself in `Server-Timing`. */
function imagesMsOf(answer: Answer): number {
  const said = /papers;dur=([\d.]+)/u.exec(answer.serverTiming ?? '')?.[1];
  must(said !== undefined, 'the app does not say how long its image children took');
  return Number(said);
}
