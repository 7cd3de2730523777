/** The simulated WhatsApp network as the run sees it: handsets that write, and what Meta's side knows. */
import type { Ledger } from './ledger.ts';

/** A person with a handset. */
export interface Handset {
  id: string;
  phone: string;
  bsuid: string;
}

interface NetworkMessage {
  wamid: string;
  direction: 'sent' | 'received';
  type: string;
  callbackData?: string;
  position: number;
}

/** The newest messages asked for at once; the run looks often enough to miss none. */
const LOOK_BACK = 3_000;

/** Talks to the simulator's control paths directly, so that a dead app is no reason not to write. */
export class WhatsAppNetwork {
  readonly base: string;
  readonly #ledger: Ledger;
  #acknowledgedUpTo = 0;
  #seenPosition = 0;
  #handsets = 0;

  constructor(port: number, ledger: Ledger) {
    this.base = `http://127.0.0.1:${port}`;
    this.#ledger = ledger;
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw new Error(`the simulated network refused ${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** Doubles, bundles and reorders webhooks, as Meta says it may. */
  async misbehave(): Promise<void> {
    await this.#call('PATCH', '/_sim/knobs', { duplicatePercent: 5, reorders: true, batchSize: 3 });
  }

  /** Puts a new handset on the network. */
  async buyHandset(): Promise<Handset> {
    this.#handsets += 1;
    const number = String(this.#handsets).padStart(6, '0');
    const handset = { id: `siksa-${number}`, name: `Warga Contoh ${number}`, phone: `62800${number}5` };
    const made = await this.#call<{ bsuid: string }>('POST', '/_sim/handsets', handset);
    return { id: handset.id, phone: handset.phone, bsuid: made.bsuid };
  }

  /** A text from a handset. The network keeps it and posts its webhook until it is acknowledged. */
  async say(handset: Handset, body: string): Promise<void> {
    await this.#call('POST', `/_sim/handsets/${handset.id}/send`, { kind: 'text', body });
  }

  /** Reads what was newly acknowledged into the ledger. */
  async readAcknowledged(): Promise<void> {
    for (;;) {
      const { entries, next } = await this.#call<{
        entries: { wamid: string; kind: string }[];
        next: number;
      }>('GET', `/_sim/acknowledged?limit=5000&after=${this.#acknowledgedUpTo}`);
      for (const { wamid, kind } of entries) if (kind === 'message') this.#ledger.acknowledged.add(wamid);
      this.#acknowledgedUpTo = next;
      if (entries.length < 5_000) return;
    }
  }

  /** Reads which sends of the business the network has accepted into the ledger. */
  async readAccepted(): Promise<void> {
    const messages = await this.#call<NetworkMessage[]>('GET', `/_sim/messages?limit=${LOOK_BACK}`);
    const oldest = messages[0]?.position ?? 0;
    if (messages.length === LOOK_BACK && oldest > this.#seenPosition)
      throw new Error('the run looked too seldom at what the network accepted');
    for (const { wamid, direction, callbackData } of messages) {
      if (direction === 'received') this.#ledger.accepted.set(wamid, callbackData ?? '');
    }
    this.#seenPosition = messages.at(-1)?.position ?? this.#seenPosition;
  }

  /** Webhooks and steps of messages that still wait on the network's side. */
  async countWaiting(): Promise<number> {
    const state = await this.#call<{ waitingWebhooks: number; waitingSteps: number }>('GET', '/_sim/state');
    return state.waitingWebhooks + state.waitingSteps;
  }
}
