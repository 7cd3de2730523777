/** A resident of a story: a handset, and everything said on it written into the book. */
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import {
  bodyOf,
  choicesOf,
  type HandsetPerson,
  type ScreenMessage,
} from '../src/main/demo/handset-person.ts';
import { type Book, gist, masked } from './book.ts';

const OFFICE = 'Sampai';

/** What may stand in a book that is handed around: no PIN, and no number of a person in full. */
function discreet(text: string): string {
  return text === demoSecrets.pin ? 'PIN ••••••' : masked(text);
}

/** Sends, taps and waits as a person does. */
export class Resident {
  readonly name: string;
  readonly #handset: HandsetPerson;
  readonly #book: Book;

  constructor(name: string, handset: HandsetPerson, book: Book) {
    this.name = name;
    this.#handset = handset;
    this.#book = book;
  }

  /** How many messages of the office have been heard. */
  get heardCount(): number {
    return this.#handset.heardCount;
  }

  /** What the office says next. */
  async hear(timeoutMs?: number): Promise<ScreenMessage> {
    const message = await this.#handset.hear(timeoutMs);
    this.#book.note(OFFICE, masked(gist(bodyOf(message))));
    return message;
  }

  async say(body: string): Promise<void> {
    this.#book.note(this.name, `mengetik: ${discreet(body)}`);
    await this.#handset.say(body);
  }

  /** Taps the first choice whose title fits. */
  async tap(message: ScreenMessage, title: RegExp): Promise<void> {
    const choice = choicesOf(message).find((one) => title.test(one.title));
    this.#book.note(this.name, `memilih: ${choice?.title ?? 'tidak ada yang cocok'}`);
    await this.#handset.tap(message, title);
  }

  /** Sends pictures of the gallery, together or one. `what` says it in the book. */
  async send(files: readonly string[], what: string): Promise<void> {
    this.#book.note(this.name, what);
    if (files.length > 1) await this.#handset.sendAlbum(files);
    else for (const file of files) await this.#handset.sendPicture(file);
  }

  /** Opens the chat, so that ticks turn blue. */
  async open(): Promise<void> {
    await this.#handset.open();
  }
}
