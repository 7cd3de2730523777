/** What the app asks of the office's database: one transaction, with a store per purpose. */
import type { Service } from '../../catalogue/define-service.ts';
import type { Role } from '../../domain/case/acts.ts';
import type { Actor, CaseEvent } from '../../domain/case/events.ts';
import type { CaseState, StoredFile, StoredPage } from '../../domain/case/state.ts';
import type { ConversationState } from '../../domain/conversation/types.ts';
import type {
  DeliveryStatus,
  InboundContent,
  OutboundContent,
  Recipient,
  WhatsAppIdentity,
} from '../ports.ts';

/** Whose rows a transaction may see. */
export interface StorageScope {
  officeId: string;
  areas: readonly string[] | '*';
}

/** The office itself, as its settings say. */
export interface Office {
  officeId: string;
  name: string;
  regencyCode: string;
  regencyName: string;
  utcOffsetMinutes: number;
  clockOffsetMs: number;
  profile: OfficeProfile;
}

/** What an office says about itself to residents and on its papers. */
export interface OfficeProfile {
  /** The office's own name for its WhatsApp service, e.g. "Dik Jamila Me-WA". */
  serviceName: string;
  address: string;
  phone: string;
  /** Words for residents, e.g. "Senin–Jumat 08.00–15.30 WITA". */
  hoursText: string;
  /** Days of the week (1 = Monday) and working hours in minutes of the day. */
  workdays: readonly number[];
  opensAtMinute: number;
  closesAtMinute: number;
  retentionDays: number;
  consentVersion: string;
  /** Extra closed days, `YYYY-MM-DD`, beside national holidays. */
  closedDays: readonly string[];
}

/** One officer who may sign in. */
export interface Officer {
  officerId: string;
  accountId: string;
  name: string;
  roles: readonly Role[];
  areas: readonly string[] | '*';
  isActive: boolean;
}

/** Power to sign, dated and limited (UU 30/2014 Art. 14; PPS by Permendagri 119/2017). */
export interface SigningAuthority {
  authorityId: string;
  officerId: string;
  role: string;
  kind: 'definitif' | 'plt' | 'plh';
  decree: string;
  validFrom: string;
  validTo?: string;
  documentIds: readonly string[];
}

/** What list views show of a case: no numbers of persons. */
export interface CaseListItem {
  caseId: string;
  number: string;
  serviceId: string;
  status: CaseState['status'];
  channel: CaseState['channel'];
  areaCode?: string;
  areaName?: string;
  subjectName?: string;
  applicantName?: string;
  openedAt: string;
  submittedAt?: string;
  dueAt?: string;
  isClockStopped: boolean;
  takenBy?: string;
  takenByName?: string;
  trayCount: number;
  documents: { id: string; documentId: string; status: string; form: 'paper' | 'card' }[];
}

/** Facts beside the state that the read tables need. */
export interface CaseFacts {
  service: Service;
  dueAt?: string;
  isClockStopped: boolean;
  actor: Actor;
}

export interface CaseStore {
  get(caseId: string): Promise<CaseState | undefined>;
  /** Like `get`, and nobody else may change the case until this transaction ends. */
  lock(caseId: string): Promise<CaseState | undefined>;
  /** Whether the case is there and within the transaction's areas. */
  isVisible(caseId: string): Promise<boolean>;
  findIdByNumber(number: string): Promise<string | undefined>;
  /** The next case number of the month, e.g. `B-2611-00482`. Gapless, made in this transaction. */
  nextNumber(today: string): Promise<string>;
  /** Appends the events and renews state and read tables. */
  save(
    before: CaseState | undefined,
    after: CaseState,
    events: readonly CaseEvent[],
    facts: CaseFacts,
  ): Promise<void>;
  ofContact(contactId: string): Promise<CaseState[]>;
  /** Destroys the case's key: its row, events and files remain, their content is gone. */
  erase(caseId: string, now: Date): Promise<void>;
  list(filter: CaseFilter): Promise<CaseListItem[]>;
  count(filter: Omit<CaseFilter, 'limit'>): Promise<number>;
  /** All events, oldest first. */
  events(caseId: string): Promise<CaseEvent[]>;
  /** Finds the one document that a verification code or a file belongs to. */
  findDocument(
    by: { signedSha256: string } | { code: string },
  ): Promise<{ caseId: string; documentJobId: string } | undefined>;
  /** The code by which anybody may check this document at /cek: 128 bits, always the same for one document. */
  documentCode(documentJobId: string): Promise<string>;
}

/** Which cases a list shows; oldest due first. */
export interface CaseFilter {
  statuses?: readonly CaseState['status'][];
  documentStatuses?: readonly string[];
  documentForm?: 'paper' | 'card';
  search?: string;
  limit: number;
}

/** One resident on WhatsApp. */
export interface Contact {
  contactId: string;
  phoneNumberId: string;
  identity: WhatsAppIdentity;
  recipient: Recipient;
  lastInboundAt?: string;
  consentVersion?: string;
  stoppedAt?: string;
  handedOverAt?: string;
  handoverReason?: string;
}

export interface ContactStore {
  /**
   * Finds the contact of an identity, or makes one. The user id goes before the number: a number that comes with
   * another user id was given to somebody else, who begins anew.
   */
  findOrMake(phoneNumberId: string, identity: WhatsAppIdentity, now: Date): Promise<Contact>;
  get(contactId: string): Promise<Contact | undefined>;
  noteInbound(contactId: string, sentAt: Date): Promise<void>;
  /** The person's number or id changed: both lead to the same contact from now on. */
  linkIdentity(contactId: string, identity: WhatsAppIdentity, now: Date): Promise<void>;
  /** Where the conversation stands; nobody else takes a turn in it until this transaction ends. */
  loadConversation(contactId: string): Promise<ConversationState | undefined>;
  saveConversation(contactId: string, state: ConversationState): Promise<void>;
  recordConsent(contactId: string, version: string, now: Date): Promise<void>;
  setStopped(contactId: string, stoppedAt: Date | null): Promise<void>;
  handOver(contactId: string, reason: string, now: Date): Promise<void>;
  release(contactId: string): Promise<void>;
  listHandedOver(): Promise<Contact[]>;
}

/** One message that came in and waits to be handled. */
export interface WaitingMessage {
  messageId: string;
  phoneNumberId: string;
  wamid: string;
  identity: WhatsAppIdentity;
  sentAt: string;
  receivedAt: string;
  quotedWamid?: string;
  content: InboundContent;
  tries: number;
}

/** One message of a thread, as the desk shows it. */
export interface ThreadMessage {
  id: string;
  direction: 'in' | 'out';
  at: string;
  kind: string;
  text: string;
  state?: string;
  reason?: string;
}

/** A status that is not applied yet. */
export type OpenStatus = DeliveryStatus & { statusId: string; receivedAt: string };

export interface InboxStore {
  /** Senders with waiting messages, oldest first; `skip` are known to be busy elsewhere. */
  waitingSenders(limit: number): Promise<Buffer[]>;
  /** Takes the sender's queue for this transaction; `false` when another worker has it. */
  takeSender(senderIndex: Buffer): Promise<boolean>;
  waitingOf(senderIndex: Buffer, limit: number): Promise<WaitingMessage[]>;
  markHandled(message: WaitingMessage, contactId: string | undefined, now: Date): Promise<void>;
  noteTry(message: WaitingMessage): Promise<void>;
  /** The message holds a PIN: officers never see its text. */
  hideText(message: WaitingMessage): Promise<void>;
  park(message: WaitingMessage, contactId: string, reason: string, now: Date): Promise<void>;
  findContent(
    phoneNumberId: string,
    wamid: string,
  ): Promise<{ contactId?: string; content: InboundContent } | undefined>;
  thread(contactId: string, limit: number): Promise<ThreadMessage[]>;
  /** Statuses that are not applied yet, in the order in which they came; `after` is the last of the page before. */
  openStatuses(limit: number, after?: string): Promise<OpenStatus[]>;
  closeStatus(statusId: string, now: Date): Promise<void>;
}

/** A file that came by WhatsApp, between its message and its place in the case. */
export interface InboundMedia {
  mediaKey: string;
  contactId: string;
  caseId?: string;
  wamid: string;
  mediaId: string;
  sha256?: string;
  hint: string;
  arrivedAt: string;
  state: 'waiting' | 'taken' | 'refused' | 'gone' | 'told';
  attachmentId?: string;
  problem?: string;
  tries: number;
}

/** An opened file that belongs to no case yet, under the key of its day. */
export interface LooseFile {
  mediaKey: string;
  hint: string;
  wamid: string;
  arrivedAt: string;
  original: StoredFile;
  pages: StoredPage[];
}

export interface MediaStore {
  add(media: Omit<InboundMedia, 'state' | 'tries'>): Promise<void>;
  get(mediaKey: string): Promise<InboundMedia | undefined>;
  setOutcome(
    mediaKey: string,
    outcome: Pick<InboundMedia, 'state' | 'attachmentId' | 'problem'>,
  ): Promise<void>;
  /** Keeps an opened file until a case is opened for it. */
  keepLoose(mediaKey: string, file: Pick<LooseFile, 'original' | 'pages'>): Promise<void>;
  loose(contactId: string): Promise<LooseFile[]>;
  /** The loose file became a paper of a case, or was erased: its day's copy is forgotten. */
  forgetLoose(mediaKey: string): Promise<void>;
  noteTry(mediaKey: string): Promise<void>;
  /** Files of this contact that were not yet spoken about. */
  untold(contactId: string): Promise<InboundMedia[]>;
  markTold(mediaKeys: readonly string[]): Promise<void>;
  /** Files of everybody that were not yet spoken about, in the order in which they came. */
  unfinished(): Promise<Pick<InboundMedia, 'mediaKey' | 'contactId' | 'state'>[]>;
}

/** One message that is to go out. */
export interface OutboxItem {
  outboxId: string;
  contactId: string;
  caseId?: string;
  content: OutboxContent;
  purpose: string;
  state: string;
  tries: number;
  createdAt: string;
  notBefore: string;
}

/** What is kept of a message until it is sent: a PDF is uploaded only when its turn comes. */
export type OutboxContent =
  | { kind: 'message'; content: OutboundContent }
  | { kind: 'file'; file: StoredFile; mime: string; filename: string; caption: string }
  /** Sent freely while the 24 hours run, as the template after that. */
  | { kind: 'notice'; free: OutboundContent; template: OutboundContent };

export interface OutboxStore {
  add(
    item: { contactId: string; caseId?: string; content: OutboxContent; purpose: string },
    now: Date,
  ): Promise<string>;
  /** The oldest message of a contact that is not settled, locked for this transaction. */
  lockNext(contactId: string): Promise<OutboxItem | undefined>;
  markSending(outboxId: string, now: Date): Promise<void>;
  /** Undoes exactly the `markSending` of that moment, if it was kept: the message did not leave after all. */
  takeBack(outboxId: string, startedAt: Date): Promise<void>;
  settle(
    outboxId: string,
    outcome: {
      state: 'accepted' | 'failed' | 'uncertain' | 'window-closed' | 'dropped';
      wamid?: string;
      /** Id of the file at Meta, to be deleted once it has arrived. */
      mediaId?: string;
      code?: number;
      reason?: string;
    },
    now: Date,
  ): Promise<void>;
  putBack(outboxId: string, notBefore: Date, code: number | undefined, reason: string): Promise<void>;
  /** Moves a message up its ladder; `undefined` when no message has this wamid or id. */
  applyStatus(
    status: DeliveryStatus,
    now: Date,
  ): Promise<{ contactId: string; caseId?: string; purpose: string; mediaId?: string } | undefined>;
  /** Contacts with messages whose time has come. */
  contactsDue(now: Date, limit: number): Promise<string[]>;
  /** Calls every message uncertain that is on its way; only while nobody sends. Returns how many. */
  markStuckUncertain(now: Date): Promise<number>;
  /** Every message of which nobody knows whether it left, oldest first, none left out. */
  listUncertain(): Promise<
    {
      outboxId: string;
      contactId: string;
      caseId?: string;
      purpose: string;
      startedAt: string;
      reason?: string;
    }[]
  >;
}

/** A file that is to be kept. */
export interface NewFile {
  bytes: Uint8Array;
  mime: string;
  purpose: string;
}

export interface FileRegistry {
  /** Encrypts under the case's key (or the day's), stores durably and registers. */
  add(file: NewFile & { caseId?: string }, now: Date): Promise<StoredFile>;
  /** The same for several files of one case, or of none, side by side; the answers in their order. */
  addAll(caseId: string | undefined, files: readonly NewFile[], now: Date): Promise<StoredFile[]>;
  /** Decrypted bytes, checked against their digest; `undefined` when removed or not visible. */
  read(
    fileId: string,
  ): Promise<{ bytes: Uint8Array; mime: string; purpose: string; caseId?: string } | undefined>;
  /** Removes the file: its bytes are erased by a job after commit, the row stays and says that they were there. */
  remove(fileId: string, now: Date): Promise<void>;
  /** Erases the bytes of a removed file; those of any other stay. */
  erase(fileId: string): Promise<void>;
}

/** What became of a PIN or code that was typed. */
export type SecretOutcome = 'ok' | 'wrong' | 'too-many';

export interface SecretStore {
  digestPin(pin: string): string;
  setPin(caseId: string, digest: string): Promise<void>;
  check(caseId: string, kind: 'pin' | 'pickup', secret: string, now: Date): Promise<SecretOutcome>;
  setPickupCode(caseId: string, code: string): Promise<void>;
}

export interface JobQueue {
  /** Adds a job in this transaction. `key` keeps one waiting job per key; `afterMs` is real time. */
  add(
    name: string,
    payload: unknown,
    options?: { key?: string; queue?: string; afterMs?: number; maxAttempts?: number },
  ): Promise<void>;
}

export interface DueStore {
  /** Something falls due on the office's clock. One item per kind and thing; setting again moves it. */
  set(kind: string, about: string, at: Date): Promise<void>;
  clear(kind: string, about: string): Promise<void>;
  takeDue(now: Date, limit: number): Promise<{ dueId: string; kind: string; about: string }[]>;
}

export interface AccessLog {
  /** Notes that somebody saw personal data: who, what, why. Part of the transaction that reads. */
  add(entry: { actor: Actor; purpose: string; what: string; caseId?: string }, now: Date): Promise<void>;
  /** The same for a list that renews itself: noted once a quarter of an hour of real time for one person. */
  addOnce(entry: { actor: Actor; purpose: string; what: string }, now: Date): Promise<void>;
  ofCase(caseId: string): Promise<{ at: string; actorName: string; purpose: string; what: string }[]>;
}

export interface Directory {
  office(): Promise<Office>;
  setClockOffset(offsetMs: number): Promise<void>;
  findOfficerByAccount(accountId: string): Promise<Officer | undefined>;
  findOfficer(officerId: string): Promise<Officer | undefined>;
  listOfficers(): Promise<Officer[]>;
  addOfficer(officer: Officer, nik: string | undefined, now: Date): Promise<void>;
  setOfficer(
    officerId: string,
    change: { isActive?: boolean; roles?: readonly Role[]; areas?: readonly string[] | '*' },
  ): Promise<void>;
  officerNik(officerId: string): Promise<string | undefined>;
  authoritiesOf(officerId: string): Promise<SigningAuthority[]>;
  addAuthority(authority: SigningAuthority): Promise<void>;
  areas(parentCode: string): Promise<{ code: string; name: string; level: string }[]>;
}

/** A signing request whose outcome is missing or unknown. */
export interface UnsettledSigning {
  attemptId: string;
  caseId: string;
  documentJobId: string;
  signerId: string;
  startedAt: string;
  outcome?: string;
  reason?: string;
}

/** What is too long: begun more than `timeoutMs` before `now`, or after it, by a clock that was moved back since. */
export interface SigningPast {
  now: Date;
  timeoutMs: number;
}

export interface SigningStore {
  start(
    intent: {
      attemptId: string;
      caseId: string;
      documentJobId: string;
      draftSha256: string;
      signerId: string;
      authorityId: string;
    },
    now: Date,
  ): Promise<void>;
  settle(
    attemptId: string,
    outcome: 'signed' | 'refused' | 'not-reached' | 'unknown' | 'faulty',
    reason: string | undefined,
    providerDocumentId: string | undefined,
    now: Date,
  ): Promise<void>;
  /** Attempts without an outcome: all of them, or those that have waited for too long. */
  open(past?: SigningPast): Promise<UnsettledSigning[]>;
  /** Attempts that have waited for too long, and all whose outcome is unknown or faulty; oldest first, none left out. */
  unsettled(past: SigningPast): Promise<UnsettledSigning[]>;
}

export interface IdempotencyStore {
  find(
    actorId: string,
    key: string,
    requestHash: Buffer,
  ): Promise<{ status: number; answer: unknown } | 'other-request' | undefined>;
  remember(
    actorId: string,
    key: string,
    requestHash: Buffer,
    status: number,
    answer: unknown,
    now: Date,
  ): Promise<void>;
}

/** One open transaction with everything that may be done in it. */
export interface Transaction {
  cases: CaseStore;
  contacts: ContactStore;
  inbox: InboxStore;
  media: MediaStore;
  outbox: OutboxStore;
  files: FileRegistry;
  secrets: SecretStore;
  jobs: JobQueue;
  due: DueStore;
  accessLog: AccessLog;
  directory: Directory;
  signing: SigningStore;
  idempotency: IdempotencyStore;
  /** Runs `work`; when it throws, only what it did is undone and the transaction goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** Tells the screens after commit that a case (or a list) changed. */
  notify(topic: string): Promise<void>;
}

/** The office's database. */
export interface Storage {
  /**
   * Runs `work` in one transaction: all of it is kept, or nothing. `work` may run again after a deadlock. With
   * `patienceMs` (real time) it waits for a database that is away and runs `work` again; a commit whose answer was
   * lost may have been kept, so `work` must then find what it did.
   */
  transact<T>(
    scope: StorageScope,
    work: (tx: Transaction) => Promise<T>,
    patience?: { patienceMs?: number },
  ): Promise<T>;
}

/** A webhook body that was verified and parsed, on its way into the inbox. */
export interface ReceivedWebhook {
  officeId: string;
  raw: Uint8Array;
  receivedAt: Date;
  messages: {
    phoneNumberId: string;
    wamid: string;
    identity: WhatsAppIdentity;
    sentAt: Date;
    quotedWamid?: string;
    content: InboundContent;
  }[];
  statuses: DeliveryStatus[];
}

/** Takes webhooks in, many in one commit. Resolves when it is durable; a message seen before is taken once. */
export interface WebhookIntake {
  receive(webhook: ReceivedWebhook): Promise<void>;
}
