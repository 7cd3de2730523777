/** What the run itself did and saw: the side of every comparison that does not come from Sampai. */

/** More than the average asks for, so that a run never waits for messages in the end. */
const HEAD_START = 60;

/** Written by the streams while they run, read by the proofs afterwards. */
export class Ledger {
  /** Ids of messages whose webhook was answered with 200, whoever posted it. */
  readonly acknowledged = new Set<string>();
  /** Signatures that BSrE has made so far. */
  signatures = 0;
  /** Messages written for each signature, so that both go on side by side until the moment of a kill. */
  readonly #messagesPerSignature: number;
  /** How webhooks that were posted directly were answered, by status; `0` is no answer. */
  readonly webhookAnswers = new Map<number, number>();
  /** The longest that one of them waited for its answer, in milliseconds. */
  slowestWebhookMs = 0;
  /** Requests of officers that were answered with something nobody should ever see. */
  readonly badAnswers: string[] = [];
  /** Attempts that were seen in the Tak pasti tray, and how we settled them, if we did. */
  readonly tray = new Map<string, 'left' | 'signed' | 'unsigned'>();
  /** SHA-256 of every copy of a signed document that anybody was given, by document. */
  readonly copies = new Map<string, Set<string>>();
  /** Documents that Sampai told us are signed. */
  readonly toldSigned = new Set<string>();
  /** Business messages that the simulated Meta has accepted: callback data by wamid. */
  readonly accepted = new Map<string, string>();
  /** SHA-256 of every PDF that arrived in a handset. */
  readonly arrived = new Set<string>();
  /** Births that went the whole way by WhatsApp, from greeting to the PDFs in the handset. */
  wholeWays = 0;

  constructor(messagesPerSignature: number) {
    this.#messagesPerSignature = messagesPerSignature;
  }

  /** Whether the writers have written enough for now. */
  isAhead(): boolean {
    return this.acknowledged.size >= HEAD_START + this.signatures * this.#messagesPerSignature;
  }

  noteWebhook(status: number, ms: number): void {
    this.webhookAnswers.set(status, (this.webhookAnswers.get(status) ?? 0) + 1);
    this.slowestWebhookMs = Math.max(this.slowestWebhookMs, ms);
  }

  noteArrived(sha256: string): void {
    this.arrived.add(sha256);
  }

  noteCopy(documentId: string, sha256: string): void {
    const known = this.copies.get(documentId) ?? new Set<string>();
    this.copies.set(documentId, known.add(sha256));
  }
}
