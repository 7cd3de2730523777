/** What the office keeps of its conversations: residents, what they sent, what is said to them. */
import type { StoredFile } from '../../domain/case/state.ts';
import type { ConversationState, HandOverReason, Language } from '../../domain/conversation/types.ts';
import type { ThreadReason } from '../../domain/message/thread-reason.ts';
import type {
  DeliveryStatus,
  InboundContent,
  OutboundContent,
  Recipient,
  WhatsAppIdentity,
} from '../ports.ts';

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
  handoverReason?: HandOverReason;
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
  /** The language that the resident chose in the chat; Indonesian until they choose. Holds nothing. */
  languageOf(contactId: string): Promise<Language>;
  recordConsent(contactId: string, version: string, now: Date): Promise<void>;
  /**
   * Erases what was said and sent outside the cases that were handed in, however many, the consent and where the
   * conversation stands; that the consent was withdrawn, and when, stays (UU 27/2022 Art. 9, 43).
   */
  eraseConversation(contactId: string, now: Date): Promise<void>;
  setStopped(contactId: string, stoppedAt: Date | null): Promise<void>;
  handOver(contactId: string, reason: HandOverReason, now: Date): Promise<void>;
  release(contactId: string): Promise<void>;
  /** Ids of all contacts that wait for an officer, longest first. */
  listHandedOver(): Promise<string[]>;
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

/** Life of one message that goes out. */
export type OutboxState =
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'uncertain'
  | 'window-closed'
  | 'dropped';

/** One message of a thread, as the desk shows it. */
export interface ThreadMessage {
  id: string;
  direction: 'in' | 'out';
  at: string;
  kind: string;
  text: string;
  /** How far it got; absent for what came in. */
  state?: OutboxState;
  /** Why it did not get further. */
  reason?: ThreadReason;
  /** The resident deleted it; it stays because it belongs to a case that was handed in. */
  isTakenBack?: true;
  /** It was masked by whoever shows the thread; the text in full is asked for, and that is logged. */
  hasMasked?: true;
  /** A voice note or video: `waiting` is still being fetched, `gone` cannot be had any more. */
  recording?: { mediaKey: string; state: 'waiting' | 'kept' | 'gone' };
}

/** What Meta delivered although it is not for this office's number, or cannot be read. Counts and times only. */
export interface Misdirected {
  foreign: { phoneNumberId: string; count: number; lastAt: string }[];
  unreadable: { count: number; lastAt?: string };
}

/** A webhook that could not be read, or not wholly, whose body is still kept. */
export interface UnreadableWebhook {
  webhookId: string;
  receivedAt: string;
}

/** A status that is not applied yet. */
export type OpenStatus = DeliveryStatus & { statusId: string; receivedAt: string };

export interface InboxStore {
  /** Senders with waiting messages, oldest first; `skip` are known to be busy elsewhere. */
  waitingSenders(limit: number): Promise<Buffer[]>;
  /** Takes the sender's queue for this transaction; `false` when another worker has it. */
  takeSender(senderIndex: Buffer): Promise<boolean>;
  waitingOf(senderIndex: Buffer, limit: number): Promise<WaitingMessage[]>;
  /** `caseId` is the case that the message was about, if any; with it the message belongs to that case's thread. */
  markHandled(
    message: WaitingMessage,
    about: { contactId: string; caseId?: string },
    now: Date,
  ): Promise<void>;
  noteTry(message: WaitingMessage): Promise<void>;
  /** The message holds a PIN: nobody sees its text again, and the raw body that brought it is emptied. */
  hideText(message: WaitingMessage): Promise<void>;
  /** Erases the message and the raw body that brought it; the row stays, so that it is not taken in twice. */
  erase(message: WaitingMessage): Promise<void>;
  /**
   * The resident took a message back: it and the raw body that brought it are erased, and one that waits, or is still to
   * come, is not taken in. What belongs to a case that was handed in stays.
   */
  takeBack(revoke: WaitingMessage, targetWamid: string, messageId: string): Promise<void>;
  /** Whether the message was hidden because it held a PIN. */
  wasPin(phoneNumberId: string, wamid: string): Promise<boolean>;
  park(message: WaitingMessage, contactId: string, reason: string, now: Date): Promise<void>;
  thread(contactId: string, limit: number): Promise<ThreadMessage[]>;
  /**
   * The part of a contact's thread that belongs to one case: what was sent for it, what came while the talk was about
   * it, and the messages `wamids` that brought its papers, also those from before it was opened.
   */
  caseThread(
    contactId: string,
    about: { caseId: string; wamids: readonly string[] },
    limit: number,
  ): Promise<ThreadMessage[]>;
  /** The name that the resident gave themself on WhatsApp, as it came with their newest message: a hint, no proof. */
  profileNameOf(contactId: string): Promise<string | undefined>;
  /** Meta's id of the message that this contact sent last. */
  newestWamid(contactId: string): Promise<string | undefined>;
  /** What came since then and is never answered: messages to other numbers, by number, and bodies that could not be read, or not wholly. */
  misdirected(since: Date): Promise<Misdirected>;
  /** Webhooks that could not be read and are still kept, oldest first. */
  unreadableWebhooks(): Promise<UnreadableWebhook[]>;
  /** The body of one of them as it came; `undefined` when it is none. Whoever opens it notes that. */
  openUnreadable(webhookId: string): Promise<Uint8Array | undefined>;
  /** Statuses that are not applied yet, in the order in which they came; `after` is the last of the page before. */
  openStatuses(limit: number, after?: string): Promise<OpenStatus[]>;
  closeStatus(statusId: string, now: Date): Promise<void>;
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
  /** Strikes the secret code out of a message that needs it no more; it is never sent again. */
  strikeOutCode(outboxId: string): Promise<void>;
  /** Another code took their place: strikes it out of all messages of a case for this purpose, and drops what waits. */
  retireCodes(caseId: string, purpose: string, now: Date): Promise<void>;
  putBack(outboxId: string, notBefore: Date, code: number | undefined, reason: string): Promise<void>;
  /** Moves a message up its ladder; `undefined` when no message has this wamid or id. */
  applyStatus(
    status: DeliveryStatus,
    now: Date,
  ): Promise<
    | {
        contactId: string;
        caseId?: string;
        purpose: string;
        mediaId?: string;
        /** It failed, or arrived after all: the list of troubled messages is another one now. */
        isTroubleChanged: boolean;
      }
    | undefined
  >;
  /** Contacts with messages whose time has come. */
  contactsDue(now: Date, limit: number): Promise<string[]>;
  /** Calls every message uncertain that is on its way, and strikes out new PINs; only while nobody sends. Returns how many. */
  markStuckUncertain(now: Date): Promise<number>;
}

/** A webhook body that was verified and parsed, on its way into the inbox. */
export interface ReceivedWebhook {
  officeId: string;
  raw: Uint8Array;
  receivedAt: Date;
  /** Genuine, but no JSON or only readable in parts: kept as it came, and nothing follows from what cannot be read. */
  isUnreadable?: true;
  messages: ({
    phoneNumberId: string;
    wamid: string;
    identity: WhatsAppIdentity;
    sentAt: Date;
    quotedWamid?: string;
    content: InboundContent;
  } & Foreign)[];
  statuses: (DeliveryStatus & Foreign)[];
}

/** Marks what belongs to another number than the office's: it is kept, and never handled. */
interface Foreign {
  isForeign?: true;
}

/** Takes webhooks in, many in one commit. Resolves when it is durable; a message seen before is taken once. */
export interface WebhookIntake {
  receive(webhook: ReceivedWebhook): Promise<void>;
}
