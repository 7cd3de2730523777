/** What the app asks of the outside world. Adapters implement these; this is all of `app` that they may import. */

import type { FilledForm } from '../domain/forms/filled-form.ts';

// ── Time and identity ────────────────────────────────────────────────────────────────────────────

/** The only source of "now". In Mode Peragaan it can be moved; rules never read a clock themselves. */
export interface Clock {
  now(): Date;
}

/** Makes a new UUIDv7 (time-ordered, unique across offices). */
export type NewId = () => string;

// ── WhatsApp ─────────────────────────────────────────────────────────────────────────────────────

/** How one WhatsApp user is known. Any of them may be missing; `bsuid` is the key since April 2026. */
export interface WhatsAppIdentity {
  bsuid?: string;
  parentBsuid?: string;
  /** International digits without `+`, exactly as Meta sent them. Never rewritten. */
  waId?: string;
  username?: string;
  /** Shown to officers as a hint only; a name is never taken from it. */
  profileName?: string;
}

export type MediaKind = 'image' | 'document' | 'audio' | 'video' | 'sticker';

/** One thing a resident sent, freed from Meta's wire format. */
export type InboundContent =
  | { kind: 'text'; body: string }
  | { kind: 'choice'; id: string; title: string; source: 'button' | 'list' | 'template' }
  | {
      kind: 'media';
      mediaKind: MediaKind;
      mediaId: string;
      mime: string;
      sha256?: string;
      filename?: string;
      caption?: string;
      voice: boolean;
    }
  | { kind: 'contact'; phones: string[]; requested: boolean }
  | { kind: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { kind: 'reaction'; targetWamid: string; emoji: string }
  | { kind: 'edit'; targetWamid: string; body: string }
  | { kind: 'revoke'; targetWamid: string }
  | { kind: 'identity-changed'; change: 'number' | 'user-id' | 'key'; next: WhatsAppIdentity }
  | { kind: 'unsupported'; wireType: string; errorCodes: number[] };

export interface InboundMessage {
  phoneNumberId: string;
  wamid: string;
  sender: WhatsAppIdentity;
  sentAt: Date;
  /** The message of ours that the resident quoted or tapped. */
  quotedWamid?: string;
  content: InboundContent;
}

export interface DeliveryStatus {
  phoneNumberId: string;
  wamid: string;
  status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
  at: Date;
  recipient: WhatsAppIdentity;
  /** `biz_opaque_callback_data`: the id of our outbox row. */
  callbackData?: string;
  errorCodes: number[];
  pricing?: { billable: boolean; category: string; type?: string };
}

/** A webhook body, taken apart. What could not be read is kept by position, never thrown away. */
export interface WebhookContents {
  messages: InboundMessage[];
  statuses: DeliveryStatus[];
  /** JSON paths of parts that did not have the expected shape, with a reason free of personal data. */
  unreadable: { path: string; reason: string }[];
}

/** Something Sampai says. Limits of Meta's contract are checked before it is sent. */
export type OutboundContent =
  | { kind: 'text'; body: string }
  | {
      kind: 'buttons';
      body: string;
      footer?: string;
      buttons: { id: string; title: string }[];
      /** The sentence below the numbered choices, such as "Atau balas angkanya."; without it they get no numbers. */
      numberHint?: string;
    }
  | {
      kind: 'list';
      body: string;
      button: string;
      sections: { title?: string; rows: { id: string; title: string; description?: string }[] }[];
      /** As with buttons. */
      numberHint?: string;
    }
  | { kind: 'contact-request'; body: string }
  | { kind: 'document'; mediaId: string; filename: string; caption?: string }
  | { kind: 'template'; name: string; language: string; body: string[]; buttonPayloads: string[] };

/** Where a message goes. With both known, Meta lets the phone win. */
export type Recipient = { phone: string } | { bsuid: string };

/**
 * What became of a send.
 * `retry`: certainly not sent, may be tried again. `failed`: never try again. `uncertain`: the request may
 * have reached Meta (timeout, reset after writing): wait for a status, never resend blindly.
 */
export type SendOutcome =
  | { kind: 'accepted'; wamid: string }
  | { kind: 'retry'; reason: string; code?: number; afterMs?: number }
  | { kind: 'window-closed' }
  | { kind: 'failed'; reason: string; code?: number }
  | { kind: 'uncertain'; reason: string };

export type DownloadOutcome =
  | { kind: 'downloaded'; bytes: Uint8Array; mime: string }
  /** Expired or deleted at Meta, or refused for size or host: ask the resident again, once. */
  | { kind: 'gone'; reason: string }
  | { kind: 'retry'; reason: string };

export interface WhatsApp {
  send(message: {
    to: Recipient;
    content: OutboundContent;
    quoteWamid?: string;
    callbackData: string;
  }): Promise<SendOutcome>;
  /** Uploads a file for one send. The id lives 30 days at most. */
  upload(file: {
    bytes: Uint8Array;
    filename: string;
    mime: string;
  }): Promise<
    { kind: 'uploaded'; mediaId: string } | { kind: 'retry' | 'failed'; reason: string; code?: number }
  >;
  download(mediaId: string, limitBytes: number): Promise<DownloadOutcome>;
  deleteMedia(mediaId: string): Promise<void>;
  /** Blue ticks and, if wanted, "typing…" for up to 25 s. Failures are ignored: it is a courtesy. */
  markRead(wamid: string, typing: boolean): Promise<void>;
}

// ── Files that come in ───────────────────────────────────────────────────────────────────────────

export type UploadKind = 'jpeg' | 'png' | 'webp' | 'pdf';

/** Why an upload was not taken. Closed list; words for people live in `domain/refusal.ts`. */
export type UploadProblem =
  | 'empty'
  | 'too-large'
  | 'wrong-kind'
  | 'too-many-pages'
  | 'too-many-pixels'
  | 'active-content'
  | 'encrypted'
  | 'unreadable'
  | 'took-too-long';

/** One page as staff may see it: re-encoded JPEG, upright, without metadata. */
export interface SafePage {
  jpeg: Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** Opens hostile bytes in a bounded child process (CPU, memory, time; no network) and re-encodes them. */
export interface UploadSandbox {
  inspect(
    bytes: Uint8Array,
  ): Promise<{ ok: true; kind: UploadKind; pages: SafePage[] } | { ok: false; problem: UploadProblem }>;
  close(): Promise<void>;
}

/** Keeps opaque, already encrypted bytes. `put` is durable (fsync) before it resolves and never overwrites. */
export interface FileStore {
  /** Keeps the bytes, or the parts one after another as one file. */
  put(key: string, bytes: Uint8Array | readonly Uint8Array[]): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
}

// ── Electronic signature (TTE) and checking of PDFs ──────────────────────────────────────────────

/** What became of one signing request. `unknown` is never retried by a machine (decision 17). */
export type SignOutcome =
  | { kind: 'signed'; pdf: Uint8Array; providerDocumentId?: string }
  | {
      kind: 'refused';
      problem: 'wrong-passphrase' | 'signer-not-registered' | 'certificate-not-usable' | 'document-refused';
      providerCode?: number;
    }
  | { kind: 'not-reached'; reason: string }
  | { kind: 'unknown'; reason: string };

export interface SignRequest {
  signerNik: string;
  /** Lives in memory for this call only: never stored, queued or logged. */
  passphrase: string;
  pdf: Uint8Array;
  /** Shown in the signature's properties. */
  reason: string;
  location: string;
}

export interface ElectronicSignature {
  sign(request: SignRequest): Promise<SignOutcome>;
}

/** One finding about a signed PDF. Every one must be absent before a document is published. */
export type SignatureFault =
  | 'unreadable'
  | 'not-signed'
  | 'altered'
  | 'bytes-after-signature'
  | 'untrusted-issuer'
  | 'certificate-not-valid-then'
  | 'wrong-signer'
  | 'not-what-was-sent'
  | 'wrong-number';

export interface SignatureReport {
  faults: SignatureFault[];
  signer?: { name: string; nik?: string; certificateSerial: string; issuer: string };
  signedAt?: Date;
  sha256: string;
}

export interface SignedPdfChecker {
  /**
   * Checks every signature in `pdf` against the trust anchors. `sent` is what we gave to the signer: its bytes
   * must be the beginning of the result, or its pages must look the same outside the signature's box.
   * `expectedNumber` must stand in the text.
   */
  check(
    pdf: Uint8Array,
    expected: { sent?: Uint8Array; signerNik?: string; number?: string },
  ): Promise<SignatureReport>;
}

/** What can be read from a PDF that SIAK made. Text order is the reading order of the page. */
export interface PdfReader {
  read(
    pdf: Uint8Array,
  ): Promise<{ ok: true; pages: number; text: string } | { ok: false; problem: UploadProblem }>;
}

// ── Own papers ───────────────────────────────────────────────────────────────────────────────────

/** The papers Sampai makes itself (decision 2): never a KK, an akta or anything that looks like one. */
export type OwnPaper =
  | {
      template: 'receipt';
      office: PaperOffice;
      caseNumber: string;
      submittedAt: string;
      applicant: string;
      service: string;
      documents: string[];
      attachments: string[];
      expectedOn: string;
      trackUrl: string;
    }
  | {
      template: 'checklist';
      office: PaperOffice;
      service: string;
      forWhom: string;
      items: { label: string; help: string; basis: string; alternatives: string[] }[];
    }
  | FilledForm;

export interface PaperOffice {
  name: string;
  regency: string;
  address: string;
  phone: string;
}

export interface PaperPrinter {
  /** Typesets one paper as PDF (A4 unless the form says otherwise), fonts embedded. */
  print(paper: OwnPaper): Promise<Uint8Array>;
  close(): Promise<void>;
}

// ── The office's database ────────────────────────────────────────────────────────────────────────

export type * from './ports/storage.ts';
