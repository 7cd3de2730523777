/** Somebody with a handset on the simulated network: sends, taps and waits, as a person at the demo phone would. */

/** A message on the screen of the handset, as the simulator shows it. */
export interface ScreenMessage {
  wamid: string;
  direction: 'sent' | 'received';
  type: string;
  payload: Record<string, unknown>;
  at: number;
}

/** A choice below a message: its id and what stands on it. */
export interface ScreenChoice {
  id: string;
  title: string;
}

/** Content in Meta's wire format, as far as it is looked at here; a template also says how it reads. */
interface Wire {
  body?: string | { text: string };
  caption?: string;
  action?: {
    buttons?: { reply: ScreenChoice }[];
    sections?: { rows: ScreenChoice[] }[];
  };
  rendered?: { body?: string; buttons?: { text: string; payload?: string; id?: string }[] };
}

/** The words of a message. */
export function bodyOf(message: ScreenMessage): string {
  const { body, caption, rendered } = message.payload as Wire;
  return (typeof body === 'string' ? body : body?.text) ?? rendered?.body ?? caption ?? '';
}

/** What can be tapped below a message. */
export function choicesOf(message: ScreenMessage): ScreenChoice[] {
  const { action, rendered } = message.payload as Wire;
  return [
    ...(action?.buttons?.map((button) => button.reply) ?? []),
    ...(action?.sections?.flatMap((section) => section.rows) ?? []),
    ...(rendered?.buttons?.map((button) => ({
      id: button.id ?? button.payload ?? button.text,
      title: button.text,
    })) ?? []),
  ];
}

const POLL_MS = 60;
/** A family waits as long as this for an answer; a machine that is busy with much else takes its time. */
const PATIENCE_MS = 120_000;

/** Drives one handset through the simulator's control paths. */
export class HandsetPerson {
  readonly id: string;
  readonly #base: string;
  #heard = 0;

  constructor(base: string, id: string) {
    this.#base = base;
    this.id = id;
  }

  async #call<T>(path: string, body?: unknown): Promise<T> {
    const init: RequestInit =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${this.#base}/_sim/handsets/${this.id}/${path}`, init);
    if (!response.ok) throw new Error(`the simulated handset refused ${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** Everything on the screen, oldest first. */
  messages(): Promise<ScreenMessage[]> {
    return this.#call('messages');
  }

  say(body: string): Promise<unknown> {
    return this.#call('send', { kind: 'text', body });
  }

  /** Sends pictures of the gallery as an album: separate messages, shuffled by the network. */
  sendAlbum(files: readonly string[]): Promise<unknown> {
    return this.#call('album', { files: files.map((gallery) => ({ gallery })) });
  }

  sendPicture(file: string, caption?: string): Promise<unknown> {
    return this.#call('send', {
      kind: 'media',
      file: { gallery: file, ...(caption !== undefined && { caption }) },
    });
  }

  /** Opens the chat, so that ticks turn blue. */
  open(): Promise<unknown> {
    return this.#call('open', {});
  }

  /** Taps the first choice whose title fits. */
  async tap(message: ScreenMessage, title: RegExp): Promise<void> {
    const choice = choicesOf(message).find((one) => title.test(one.title));
    if (choice === undefined) throw new Error(`nothing to tap that fits ${title}`);
    await this.#call('send', { kind: 'choice', wamid: message.wamid, choice: choice.id });
  }

  /** The next message of the office that was not heard yet. Rejects after `timeoutMs`. */
  async hear(timeoutMs = PATIENCE_MS): Promise<ScreenMessage> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const received = (await this.messages()).filter((message) => message.direction === 'received');
      const next = received[this.#heard];
      if (next !== undefined) {
        this.#heard += 1;
        return next;
      }
      if (Date.now() > until) throw new Error('the office did not answer in time');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** How many messages of the office have been heard. */
  get heardCount(): number {
    return this.#heard;
  }
}

/** Puts a new handset on the network. */
export async function buyHandset(
  base: string,
  handset: {
    id: string;
    name: string;
    phone: string;
    suggestions?: { text: string; label?: string; when?: string }[];
  },
): Promise<HandsetPerson> {
  const response = await fetch(`${base}/_sim/handsets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(handset),
  });
  if (!response.ok) throw new Error(`the simulated network refused a handset: ${response.status}`);
  return new HandsetPerson(base, handset.id);
}
