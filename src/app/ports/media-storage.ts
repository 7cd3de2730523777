/** What the office keeps of files that came by WhatsApp, until they are papers, heard or erased. */
import type { StoredFile, StoredPage } from '../../domain/case/state.ts';

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
  /** A voice note or video: for an officer to hear, never a paper. */
  isRecording?: true;
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
  /** Whether the file is still wanted; if so, nobody can erase it until this transaction ends. */
  lock(mediaKey: string): Promise<boolean>;
  /** Erases what a message brought, as far as it is not a paper of a case: bytes, caption and row. */
  eraseOf(contactId: string, wamid: string, now: Date): Promise<void>;
  setOutcome(
    mediaKey: string,
    outcome: Pick<InboundMedia, 'state' | 'attachmentId' | 'problem'>,
  ): Promise<void>;
  /** Keeps an opened file until a case is opened for it. */
  keepLoose(mediaKey: string, file: Pick<LooseFile, 'original' | 'pages'>): Promise<void>;
  loose(contactId: string): Promise<LooseFile[]>;
  /** Keeps a recording for officers; nothing is said about it. */
  keepRecording(mediaKey: string, file: StoredFile): Promise<void>;
  /** The stored recording of this contact, if it is one and still there. */
  findRecording(contactId: string, mediaKey: string): Promise<StoredFile | undefined>;
  /** The loose file became a paper of this case: its day's copy is forgotten. */
  forgetLoose(mediaKey: string, caseId: string): Promise<void>;
  /** The cases of this contact that a message brought files for. */
  casesOf(contactId: string, wamid: string): Promise<string[]>;
  noteTry(mediaKey: string): Promise<void>;
  /** Files of this contact that were not yet spoken about. */
  untold(contactId: string): Promise<InboundMedia[]>;
  markTold(mediaKeys: readonly string[]): Promise<void>;
  /** Files of everybody that were not yet spoken about, in the order in which they came. */
  unfinished(): Promise<Pick<InboundMedia, 'mediaKey' | 'contactId' | 'state'>[]>;
}
