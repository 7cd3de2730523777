/** What the phone asks of the simulated network, and the shapes it gets back. */

/** The switches of a handset. */
export interface Switches {
  airplane: boolean;
  receipts: boolean;
  usernameOnly: boolean;
  blocked: boolean;
}

/** One simulated phone. */
export interface Handset {
  id: string;
  name: string;
  phone: string;
  bsuid: string;
  username?: string;
  switches: Switches;
  suggestions: Suggestion[];
}

/** A reply that the demo offers ready-made. Without `when` it is offered while the chat is empty. */
export interface Suggestion {
  text: string;
  label?: string;
  /** Offered when the last message of the business contains this text. */
  when?: string;
}

/** One message on the screen. Times are milliseconds of the demo clock. */
export interface Message {
  wamid: string;
  position: number;
  direction: 'sent' | 'received';
  type: string;
  /** Content in Meta's wire format. */
  payload: Payload;
  quotedWamid?: string;
  state: 'pending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';
  errorCode?: number;
  costRp?: number;
  at: number;
  editedAt?: number;
  revokedAt?: number;
  reactions: { handset?: string; business?: string };
}

/** A button or row that can be tapped. */
export interface Choice {
  id: string;
  title: string;
  description?: string;
}

/** The parts of all contents together; which are there depends on the message's type. */
export interface Payload {
  body?: string | { text: string };
  header?: { type: string; text?: string };
  footer?: { text: string };
  caption?: string;
  id?: string;
  filename?: string;
  mime_type?: string;
  type?: string;
  action?: {
    button?: string;
    name?: string;
    buttons?: { reply: Choice }[];
    sections?: { title?: string; rows: Choice[] }[];
    parameters?: { display_text?: string; url?: string };
  };
  button_reply?: Choice;
  list_reply?: Choice;
  text?: string;
  payload?: string;
  latitude?: number;
  longitude?: number;
  name?: string;
  address?: string;
  contacts?: { name?: { formatted_name?: string }; phones?: { phone: string }[] }[];
  rendered?: {
    header?: string;
    body: string;
    footer?: string;
    buttons: { type: string; text: string; payload?: string; url?: string; phone?: string }[];
  };
}

/** One sample paper. */
export interface GalleryItem {
  file: string;
  title: string;
  group: string;
  mime: string;
}

/** A file to send: a sample paper, or one of this device. */
export type NewFile =
  | { gallery: string; as?: 'document' }
  | { base64: string; mime: string; filename: string; as?: 'document' };

/** What the simulator says about itself. */
export interface SimulatorState {
  businessName: string;
  displayPhoneNumber: string;
  offsetMs: number;
}

/** Everything a person can send besides files. */
export type Outgoing =
  | { kind: 'text'; body: string; quotedWamid?: string }
  | { kind: 'choice'; wamid: string; choice: string }
  | { kind: 'location'; latitude: number; longitude: number; name: string; quotedWamid?: string }
  | { kind: 'contact'; quotedWamid?: string }
  | { kind: 'voice'; seconds: number }
  | { kind: 'media'; file: NewFile };

/** A refusal in the simulator's own words (English), or `undefined` when it could not be reached. */
export class SimulatorRefusal extends Error {
  readonly refusal: string | undefined;
  constructor(refusal: string | undefined) {
    super(refusal ?? 'unreachable');
    this.refusal = refusal;
  }
}

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Where the simulator is: `?sim=` for development on loopback, or behind the app. */
export function simulatorBase(search: string): string {
  const asked = new URLSearchParams(search).get('sim')?.replace(/\/$/, '');
  // Only a path of our own or a loopback address: a link must not make the page talk to a stranger.
  if (asked && (loopback.test(asked) || /^\/[a-z0-9/-]*$/i.test(asked))) return asked;
  return '/simulator/whatsapp';
}

async function call<T>(base: string, path: string, method = 'GET', body?: unknown): Promise<T> {
  const request: RequestInit = { method };
  if (body !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  const answer = await fetch(`${base}/_sim/${path}`, request).catch(() => undefined);
  if (!answer) throw new SimulatorRefusal(undefined);
  const json = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new SimulatorRefusal((json as { refusal?: string } | undefined)?.refusal);
  return json as T;
}

/** The calls of one page. */
export type Simulator = ReturnType<typeof openSimulator>;

/** Binds the calls to the simulator at `base`. */
export function openSimulator(base: string) {
  const handset = (id: string) => `handsets/${encodeURIComponent(id)}`;
  return {
    state: () => call<SimulatorState>(base, 'state'),
    handsets: () => call<Handset[]>(base, 'handsets'),
    addHandset: (name: string, phone: string) => call<Handset>(base, 'handsets', 'POST', { name, phone }),
    changeHandset: (id: string, change: { switches?: Partial<Switches>; username?: string }) =>
      call<Handset>(base, handset(id), 'PATCH', change),
    changeNumber: (id: string, phone: string) =>
      call<Handset>(base, `${handset(id)}/identity`, 'POST', { kind: 'number', phone }),
    messages: (id: string) => call<Message[]>(base, `${handset(id)}/messages`),
    send: (id: string, outgoing: Outgoing) => call<Message>(base, `${handset(id)}/send`, 'POST', outgoing),
    sendAlbum: (id: string, files: NewFile[]) =>
      call<Message[]>(base, `${handset(id)}/album`, 'POST', { files }),
    edit: (id: string, wamid: string, body: string) =>
      call<Message>(base, `${handset(id)}/edit`, 'POST', { wamid, body }),
    revoke: (id: string, wamid: string) => call<Message>(base, `${handset(id)}/revoke`, 'POST', { wamid }),
    react: (id: string, wamid: string, emoji: string) =>
      call<Message>(base, `${handset(id)}/react`, 'POST', { wamid, emoji }),
    gallery: () => call<GalleryItem[]>(base, 'gallery'),
    galleryUrl: (file: string) => `${base}/_sim/gallery/${encodeURIComponent(file)}`,
    mediaUrl: (id: string) => `${base}/_sim/media/${encodeURIComponent(id)}`,
    streamUrl: (id: string, isViewing: boolean) =>
      `${base}/_sim/${handset(id)}/stream?viewing=${isViewing ? 1 : 0}`,
  };
}
