/** The outside world of a test: WhatsApp, signer, papers and files that do what the test tells them, and remember. */
import { createHash } from 'node:crypto';
import type {
  DownloadOutcome,
  ElectronicSignature,
  FileStore,
  OutboundContent,
  OwnPaper,
  PaperPrinter,
  PdfReader,
  Recipient,
  SendOutcome,
  SignatureFault,
  SignedPdfChecker,
  SignOutcome,
  UploadProblem,
  UploadSandbox,
  WhatsApp,
} from '../../src/app/ports.ts';
import { metaWamid } from './meta-wamid.ts';

/** One message that left. */
export interface SentMessage {
  to: Recipient;
  content: OutboundContent;
  callbackData: string;
  wamid: string;
}

/** WhatsApp: accepts everything unless told what becomes of the next sends or uploads. */
export class FakeWhatsApp implements WhatsApp {
  readonly sent: SentMessage[] = [];
  readonly uploads: { filename: string; bytes: Uint8Array }[] = [];
  /** Answers for the next sends, in order; a function may throw as a bug would. */
  readonly nextSends: (SendOutcome | (() => Promise<SendOutcome>))[] = [];
  /** Messages of residents that were shown as read. */
  readonly read: string[] = [];
  /** Fails whatever may fail unnoticed. */
  isDeaf = false;
  readonly nextUploads: Awaited<ReturnType<WhatsApp['upload']>>[] = [];
  /** Files that residents sent, by media id. */
  readonly media = new Map<string, DownloadOutcome>();

  async send(message: {
    to: Recipient;
    content: OutboundContent;
    callbackData: string;
  }): Promise<SendOutcome> {
    const planned = this.nextSends.shift();
    const wamid = metaWamid(Object.values(message.to).join(' '));
    const outcome: SendOutcome =
      typeof planned === 'function' ? await planned() : (planned ?? { kind: 'accepted', wamid });
    this.sent.push({ ...message, wamid });
    return outcome;
  }

  async upload(file: { bytes: Uint8Array; filename: string }) {
    const planned = this.nextUploads.shift();
    this.uploads.push(file);
    return planned ?? { kind: 'uploaded' as const, mediaId: `media-${this.uploads.length}` };
  }

  async download(mediaId: string): Promise<DownloadOutcome> {
    return this.media.get(mediaId) ?? { kind: 'gone', reason: 'unknown media' };
  }

  async deleteMedia(): Promise<void> {}
  async markRead(wamid: string): Promise<void> {
    this.read.push(wamid);
    if (this.isDeaf) throw new Error('nobody listens');
  }

  /** Words of everything that left. */
  texts(): string[] {
    return this.sent.map(({ content }) => ('body' in content ? String(content.body) : content.kind));
  }
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** A photo as the fake sandbox knows it. */
export const photo = (name: string): Buffer => Buffer.from(`photo:${name}`);
/** A file with which something is wrong. */
export const badFile = (problem: UploadProblem): Buffer => Buffer.from(`bad:${problem}`);
/** A PDF: its text is what the fake reader reads. */
export const pdf = (words: string): Buffer => Buffer.from(`%PDF ${words}`);

/** Takes `photo()` and `pdf()` as one page, refuses `badFile()` with its problem. */
export const fakeSandbox: UploadSandbox = {
  async inspect(bytes) {
    const content = text(bytes);
    if (content.startsWith('bad:')) return { ok: false, problem: content.slice(4) as UploadProblem };
    if (!content.startsWith('photo:') && !content.startsWith('%PDF '))
      return { ok: false, problem: content === '' ? 'empty' : 'wrong-kind' };
    const page = { jpeg: Buffer.from(`page of ${content}`), widthPx: 900, heightPx: 1200 };
    return { ok: true, kind: content.startsWith('photo:') ? 'jpeg' : 'pdf', pages: [page] };
  },
  async close() {},
};

/** Reads the words of a `pdf()`. */
export const fakeReader: PdfReader = {
  async read(bytes) {
    const content = text(bytes);
    if (!content.startsWith('%PDF ')) return { ok: false, problem: 'unreadable' };
    return { ok: true, pages: 1, text: content.slice(5) };
  },
};

const SIGNATURE = /\nsigned by (\S+)$/u;
/** The PDF as the fake signer gives it back. */
export const signedPdf = (sent: Uint8Array, nik: string): Buffer =>
  Buffer.concat([sent, Buffer.from(`\nsigned by ${nik}`)]);

/** Signs with the passphrase `frasa-benar`, unless told what becomes of the next request. */
export class FakeSigner implements ElectronicSignature {
  readonly asked: { signerNik: string; pdf: Uint8Array }[] = [];
  readonly next: (SignOutcome | (() => Promise<SignOutcome>))[] = [];

  async sign(request: { signerNik: string; passphrase: string; pdf: Uint8Array }): Promise<SignOutcome> {
    this.asked.push({ signerNik: request.signerNik, pdf: request.pdf });
    const planned = this.next.shift();
    if (planned !== undefined) return typeof planned === 'function' ? planned() : planned;
    if (request.passphrase !== 'frasa-benar') return { kind: 'refused', problem: 'wrong-passphrase' };
    return { kind: 'signed', pdf: signedPdf(request.pdf, request.signerNik) };
  }
}

/** Knows the fake signer's signature, and finds what a real check would find. */
export const fakeChecker: SignedPdfChecker = {
  async check(bytes, expected) {
    const content = text(bytes);
    const nik = SIGNATURE.exec(content)?.[1];
    const faults: SignatureFault[] = [];
    if (nik === undefined) faults.push('not-signed');
    else if (expected.signerNik !== undefined && expected.signerNik !== nik) faults.push('wrong-signer');
    if (expected.sent !== undefined && !content.startsWith(text(expected.sent)))
      faults.push('not-what-was-sent');
    if (expected.number !== undefined && !content.includes(expected.number)) faults.push('wrong-number');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const signer = nik && { name: 'Contoh Penanda Tangan', nik, certificateSerial: '1', issuer: 'CA Contoh' };
    return { faults, sha256, ...(signer && { signer }) };
  },
};

/** Prints a paper as its name. */
export const fakePrinter: PaperPrinter = {
  print: async (paper: OwnPaper) => pdf('template' in paper ? paper.template : 'form'),
  async close() {},
};

/** Files in memory, as they would lie on the disk. */
export class MemoryFileStore implements FileStore {
  readonly files = new Map<string, Uint8Array>();

  async put(key: string, bytes: Uint8Array | readonly Uint8Array[]): Promise<void> {
    if (this.files.has(key)) throw new Error('a file is never overwritten');
    this.files.set(key, Buffer.concat(bytes instanceof Uint8Array ? [bytes] : bytes));
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.files.get(key);
  }

  async remove(key: string): Promise<void> {
    this.files.delete(key);
  }
}
