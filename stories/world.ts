/** The world of a story: a whole Sampai on this machine, its people, and what they leave behind. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { type GalleryPaper, papersOf } from '../src/main/demo/gallery.ts';
import { bodyOf, buyHandset, type ScreenMessage } from '../src/main/demo/handset-person.ts';
import { birthAnswers } from '../src/main/demo/let-birth-arrive.ts';
import { type DemoFamily, demoFamilies } from '../src/simulators/papers/families.ts';
import { type RunningSampai, startSampai } from '../test/support/running-sampai.ts';
import { Book } from './book.ts';
import { sha256Of } from './digest.ts';
import { type CaseAtDesk, OfficerAtDesk } from './officer.ts';
import type { ReportedDocument, StoryReport } from './report.ts';
import { Resident } from './resident.ts';

/** What officers are called in the book. */
const DUTIES: Readonly<Record<string, string>> = {
  'petugas-layanan': 'petugas layanan',
  operator: 'operator',
  verifikator: 'verifikator',
  penandatangan: 'penandatangan',
};

/** The certificate of the simulated BSrE, below the data folder. */
const TRAINING_CA = join('simulators', 'bsre', 'ca', 'ca.pem');

/** A PDF as it arrived at the handset. */
interface Arrived {
  filename: string;
  pdf: Uint8Array;
  code: string;
}

/** A document's code as it stands in the caption of its PDF. */
const CODE = /[2-9A-HJ-NP-Z]{5}(?:-[2-9A-HJ-NP-Z]{1,5}){5}/u;

/** What a page for residents answers; `body` when it is JSON. */
export interface ResidentAnswer {
  status: number;
  bytes: Uint8Array;
  body: unknown;
}

/** What the catalogue says of a document of this case. */
export function produced(state: CaseAtDesk, documentId: string) {
  return state.service.produces.find(({ document }) => document.id === documentId)!.document;
}

/** A running Sampai with everything a story needs. */
export class World {
  readonly sampai: RunningSampai;
  readonly book: Book;
  readonly #arrived: Arrived[] = [];
  readonly #pictures = new Map<string, Uint8Array>();
  readonly #officers = new Map<string, OfficerAtDesk>();

  private constructor(sampai: RunningSampai, book: Book) {
    this.sampai = sampai;
    this.book = book;
  }

  /** Starts everything as `npm start` does, on free ports and a folder of its own. */
  static async open(): Promise<World> {
    const sampai = await startSampai();
    try {
      const office = await (await fetch(`${sampai.url}/api/office`)).json();
      return new World(sampai, new Book((office as { utcOffsetMinutes: number }).utcOffsetMinutes));
    } catch (error) {
      await sampai.dispose();
      throw error;
    }
  }

  get url(): string {
    return this.sampai.url;
  }

  get phones(): string {
    return `${this.sampai.url}/simulator/whatsapp`;
  }

  /** Writes a moment into the book. */
  note(who: string, what: string): void {
    this.book.note(who, what);
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

  /** Which photo shows which paper of a birth. */
  filesFor(papers: readonly GalleryPaper[]): Record<string, string> {
    const names = {
      suratLahir: 'surat-lahir',
      buktiNikah: 'buku-nikah',
      kk: '-kk',
      ktpIbu: 'ktp-ibu',
      ktpAyah: 'ktp-ayah',
    };
    return Object.fromEntries(
      Object.entries(names).map(([requirement, part]) => {
        const found = papers.filter(({ file }) => file.includes(part));
        if (found.length !== 1) throw new Error(`${found.length} sample papers for ${requirement}`);
        return [requirement, found[0]!.file];
      }),
    );
  }

  /** A resident with a handset. */
  async resident(name: string, phone: string, duty: string): Promise<Resident> {
    const id = `cerita-${phone.slice(-4)}`;
    this.book.introduce(name, duty);
    return new Resident(name, await buyHandset(this.phones, { id, name, phone }), this.book);
  }

  /** One of the demo's officers, signed in once. */
  async officer(username: string): Promise<OfficerAtDesk> {
    const known = this.#officers.get(username);
    if (known !== undefined) return known;
    const officer = await OfficerAtDesk.signIn(this.url, username, demoSecrets.password);
    this.#officers.set(username, officer);
    this.book.introduce(officer.name, officer.roles.map((role) => DUTIES[role] ?? role).join(', '));
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

  /** Keeps the PDF and the code that a received document message carries; returns the file's name. */
  async keepPdf(message: ScreenMessage): Promise<string> {
    const { id, filename } = message.payload as { id: string; filename: string };
    const response = await fetch(`${this.phones}/_sim/media/${id}`);
    const pdf = new Uint8Array(await response.arrayBuffer());
    const code = CODE.exec(bodyOf(message))?.[0];
    if (code === undefined) throw new Error(`${filename} came without its code`);
    this.#arrived.push({ filename, pdf, code });
    return filename;
  }

  /** Keeps a picture for the book. */
  keepPicture(file: string, png: Uint8Array): void {
    this.#pictures.set(file, png);
  }

  /** Asks a page for residents, without any account. A form is sent as such, anything else as JSON. */
  async asResident(path: string, body: FormData | object): Promise<ResidentAnswer> {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'x-requested-with': 'sampai', ...(!isForm && { 'content-type': 'application/json' }) },
      body: isForm ? body : JSON.stringify(body),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return {
      status: answer.status,
      bytes,
      body: isJson ? JSON.parse(Buffer.from(bytes).toString()) : undefined,
    };
  }

  /** Documents of a case for the report; the PDFs must be those that arrived at the handset, one for each. */
  documents(state: CaseAtDesk, signer: string): ReportedDocument[] {
    const left = [...this.#arrived];
    const documents = state.documents.flatMap((job) => {
      if (job.form !== 'paper' || job.signed === undefined) return [];
      const { sha256, signedAt } = job.signed;
      const at = left.findIndex(({ pdf }) => sha256Of(pdf) === sha256);
      if (at < 0) throw new Error(`${job.documentId} at the handset differs from the one that was signed`);
      const [{ filename: file, code }] = left.splice(at, 1) as [Arrived];
      const { id: type, words } = produced(state, job.documentId);
      const receivedAt = job.receivedAt ?? '';
      const number = job.number ?? '';
      return [{ type, name: words.id.name, number, file, sha256, code, signer, signedAt, receivedAt }];
    });
    if (left.length > 0) throw new Error(`${left.length} PDFs arrived that nobody signed`);
    return documents;
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

  /** Writes report, PDFs and pictures. */
  async write(folder: string, report: StoryReport): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    for (const { filename, pdf } of this.#arrived) await writeFile(join(folder, filename), pdf);
    const trust = join(folder, 'trust');
    await mkdir(trust, { recursive: true });
    await copyFile(join(this.sampai.dataFolder, TRAINING_CA), join(trust, 'ca-pelatihan.pem'));
    for (const [name, png] of this.#pictures) await writeFile(join(folder, name), png);
  }

  /** Writes the book, once everything it says is proven. */
  async writeTimeline(folder: string, report: StoryReport): Promise<void> {
    const timeline = this.book.markdown(report, [...this.#pictures.keys()], folder);
    await writeFile(join(folder, 'timeline.md'), timeline);
  }

  async close(): Promise<void> {
    await this.sampai.dispose();
  }
}
