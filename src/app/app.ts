/** Everything the acts work with: the ports, the catalogue, and the one office they serve. */
import type { DocumentKind } from '../catalogue/define-document.ts';
import type { Service } from '../catalogue/define-service.ts';
import type { Desa } from '../domain/conversation/desa-names.ts';
import type { OfficeCalendar } from '../domain/office/calendar.ts';
import type {
  Clock,
  ElectronicSignature,
  NewId,
  Office,
  PaperPrinter,
  PdfReader,
  SignedPdfChecker,
  Storage,
  StorageScope,
  UploadSandbox,
  WhatsApp,
} from './ports.ts';

/** The catalogue as it runs now, and every version that a case may have begun with. */
export interface Catalogue {
  /** Services on offer, with the version that new cases freeze. */
  offered: readonly { service: Service; version: string }[];
  documents: readonly DocumentKind[];
  /** The service as it was in that version. Throws when the version was never known here. */
  at(serviceId: string, version: string): Service;
}

/** Writes what an operator of the system may read: never personal data, never secrets. */
export interface Log {
  info(what: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(what: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  /** A bug: an incident number leads from what the person saw to this line. */
  incident(id: string, what: string, error: unknown): void;
}

/** The running app. Acts take it as their first argument and keep nothing of their own. */
export interface App {
  storage: Storage;
  clock: Clock;
  newId: NewId;
  /** A random code of digits, from a cryptographic source. */
  randomDigits(length: number): string;
  /** A random code of at least 128 bits, URL-safe. */
  randomCode(): string;
  sha256(bytes: Uint8Array): string;
  catalogue: Catalogue;
  /** Profile and calendar as they are now; renewed when they change. */
  office(): Office;
  calendar(): OfficeCalendar;
  isDesa(code: string): boolean;
  areaName(code: string): string | undefined;
  /** Every desa and kelurahan of the office's areas. */
  desas(): readonly Desa[];
  whatsapp: WhatsApp;
  sandbox: UploadSandbox;
  signature?: ElectronicSignature;
  checker: SignedPdfChecker;
  reader: PdfReader;
  printer: PaperPrinter;
  log: Log;
  settings: {
    publicUrl: string;
    /** Quiet time after the last file of an album, in milliseconds of real time. */
    albumQuietMs: number;
    /** A bare signing intent older than this is an unknown outcome. */
    signingTimeoutMs: number;
    mediaLimitBytes: number;
    /** Meta's id of the office's number: what comes for another one is kept and never answered. */
    phoneNumberId: string;
  };
}

/**
 * How long we wait, in milliseconds of real time, for a database that is away while we hold what nobody else knows:
 * the answer to a message or a signature that left this machine.
 */
export const STORING_PATIENCE_MS = 30_000;

/** Whether the database was away (adapters/postgres/database-away.ts): nobody's fault, and it comes back. */
export function isDatabaseAway(error: unknown): boolean {
  return (error as { reason?: unknown } | undefined)?.reason === 'database-away';
}

/** The whole office, for what the system does by itself. */
export function wholeOffice(app: App): StorageScope {
  return { officeId: app.office().officeId, areas: '*' };
}
