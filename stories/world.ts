/** The world of a story: a whole Sampai on this machine, its people, and a book in which everything is written down. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { type GalleryPaper, papersOf } from '../src/main/demo/gallery.ts';
import {
  bodyOf,
  buyHandset,
  type HandsetPerson,
  type ScreenMessage,
} from '../src/main/demo/handset-person.ts';
import { birthAnswers } from '../src/main/demo/let-birth-arrive.ts';
import { type DemoFamily, demoFamilies } from '../src/simulators/papers/families.ts';
import { type RunningSampai, startSampai } from '../test/support/running-sampai.ts';
import { type CaseAtDesk, OfficerAtDesk } from './officer.ts';

/** One line of the timeline. */
interface Moment {
  at: string;
  who: string;
  what: string;
}

/** One document as `report.json` lists it. */
export interface ReportedDocument {
  type: string;
  number: string;
  sha256: string;
  signer: string;
  signedAt: string;
  receivedAt: string;
}

/** What a story did, for `report.json`. */
export interface StoryReport {
  story: string;
  caseNumber: string;
  messagesOut: number;
  askedFields: number;
  documents: ReportedDocument[];
  cards: { type: string; status: string }[];
}

/** A running Sampai with everything a story needs. */
export class World {
  readonly sampai: RunningSampai;
  readonly #moments: Moment[] = [];
  readonly #files = new Map<string, Uint8Array>();
  readonly #officers = new Map<string, OfficerAtDesk>();

  private constructor(sampai: RunningSampai) {
    this.sampai = sampai;
  }

  /** Starts everything as `npm start` does, on free ports and a folder of its own. */
  static async open(): Promise<World> {
    return new World(await startSampai());
  }

  get url(): string {
    return this.sampai.url;
  }

  get phones(): string {
    return `${this.sampai.url}/simulator/whatsapp`;
  }

  /** Writes a moment into the book. */
  note(who: string, what: string): void {
    this.#moments.push({ at: new Date().toISOString(), who, what });
  }

  /** An invented family of the demo; dates follow the day. */
  family(id: DemoFamily['id']): DemoFamily {
    return demoFamilies(new Date().toISOString().slice(0, 10)).find((one) => one.id === id)!;
  }

  answers(family: DemoFamily): Record<string, string> {
    return birthAnswers(family);
  }

  /** Sample papers of a family, with the flaw named or sound; waits until the gallery is drawn. */
  async papers(family: DemoFamily['id'], flaw?: GalleryPaper['flaw']): Promise<GalleryPaper[]> {
    return (await papersOf(this.phones, family)).filter((paper) => paper.flaw === flaw);
  }

  /** A resident with a handset. */
  async resident(name: string, phone: string): Promise<HandsetPerson> {
    const id = `cerita-${phone.slice(-4)}`;
    return buyHandset(this.phones, { id, name, phone });
  }

  /** What the resident hears next, noted in the book. */
  async hear(person: HandsetPerson, timeoutMs?: number): Promise<ScreenMessage> {
    const message = await person.hear(timeoutMs);
    this.note('Sampai', bodyOf(message).split('\n')[0]!.slice(0, 110));
    return message;
  }

  /** One of the demo's officers, signed in once. */
  async officer(username: string): Promise<OfficerAtDesk> {
    const known = this.#officers.get(username);
    if (known !== undefined) return known;
    const officer = await OfficerAtDesk.signIn(this.url, username, demoSecrets.password);
    this.#officers.set(username, officer);
    return officer;
  }

  /** The operator's hands: keys the case into SIAK and brings the PDFs back. */
  async keyIntoSiak(
    operator: OfficerAtDesk,
    caseId: string,
  ): Promise<{ childNik: string; pdfs: Uint8Array[] }> {
    const entry = await operator.get<{ fields: { label: string; value: string }[] }>(
      `/api/cases/${caseId}/siak-entry`,
    );
    const fields = Object.fromEntries(entry.fields.map(({ label, value }) => [label, value]));
    const siak = `${this.url}/simulator/siak`;
    const answer = await fetch(`${siak}/api/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'kelahiran', fields }),
    });
    if (!answer.ok) throw new Error(`SIAK refused the entry: ${await answer.text()}`);
    const made = (await answer.json()) as { childNik: string; documents: { url?: string }[] };
    const pdfs: Uint8Array[] = [];
    for (const { url } of made.documents) {
      if (url !== undefined)
        pdfs.push(
          new Uint8Array(await (await fetch(new URL(url.replace(/^\//u, ''), `${siak}/`))).arrayBuffer()),
        );
    }
    return { childNik: made.childNik, pdfs };
  }

  /** Waits until something holds. */
  async until<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      if (Date.now() > until) throw new Error(`waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The PDF that a received document message carries. */
  async pdfOf(message: ScreenMessage): Promise<{ filename: string; pdf: Uint8Array }> {
    const { id, filename } = message.payload as { id: string; filename: string };
    const response = await fetch(`${this.phones}/_sim/media/${id}`);
    const pdf = new Uint8Array(await response.arrayBuffer());
    this.#files.set(filename, pdf);
    return { filename, pdf };
  }

  /** Documents of a case for the report; the PDFs must be those that arrived at the handset. */
  report(state: CaseAtDesk, signer: string): ReportedDocument[] {
    const arrived = [...this.#files.values()].map((pdf) => createHash('sha256').update(pdf).digest('hex'));
    return state.documents.flatMap((job) => {
      if (job.form !== 'paper' || job.signed === undefined) return [];
      if (!arrived.includes(job.signed.sha256))
        throw new Error(`${job.documentId} at the handset differs from the one that was signed`);
      const { sha256, signedAt } = job.signed;
      return [
        {
          type: job.documentId,
          number: job.number ?? '',
          sha256,
          signer,
          signedAt,
          receivedAt: new Date().toISOString(),
        },
      ];
    });
  }

  /** The book so far, a line a moment. */
  timeline(): string {
    return this.#moments.map(({ at, who, what }) => `${at.slice(11, 23)} ${who}: ${what}`).join('\n');
  }

  /** Warnings and incidents of the app, for a story that failed. */
  async complaints(): Promise<string> {
    const log = await readFile(join(this.sampai.dataFolder, 'log', 'sampai.log'), 'utf8');
    return log
      .split('\n')
      .filter((line) => /"level":[45]0/u.test(line))
      .slice(-8)
      .map((line) => line.slice(0, 700))
      .join('\n');
  }

  /** Writes timeline, report and PDFs. */
  async write(folder: string, report: StoryReport): Promise<void> {
    await mkdir(folder, { recursive: true });
    const lines = this.#moments.map(
      ({ at, who, what }) => `| ${at.slice(11, 23)} | ${who} | ${what.replaceAll('|', '/')} |`,
    );
    const head = [
      `# ${report.story}`,
      '',
      `Berkas ${report.caseNumber}`,
      '',
      '| Waktu (UTC) | Siapa | Apa |',
      '| --- | --- | --- |',
    ];
    await writeFile(join(folder, 'timeline.md'), `${[...head, ...lines].join('\n')}\n`);
    await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    for (const [name, pdf] of this.#files) await writeFile(join(folder, name), pdf);
  }

  async close(): Promise<void> {
    await this.sampai.dispose();
  }
}
