/** Signatures without pause: cases are prepared, signed in small batches, and what became doubtful is looked after. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { demoSecrets } from '../../src/main/demo/demo-office.ts';
import { makeBirth } from './birth-papers.ts';
import { NoAnswer, RefusedAtDesk } from './desk-clerk.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { Office, ReadyDocument } from './office.ts';

/** Documents on their way through the signer's hands. */
export class SigningStream {
  readonly #office: Office;
  readonly #ledger: Ledger;
  readonly #stop: AbortSignal;
  readonly #ready: ReadyDocument[] = [];
  /** Asked to be signed, and no answer came. */
  readonly #doubtful: ReadyDocument[] = [];
  readonly #known = new Map<string, ReadyDocument>();
  #births = 0;

  constructor(office: Office, ledger: Ledger, stop: AbortSignal) {
    this.#office = office;
    this.#ledger = ledger;
    this.#stop = stop;
  }

  /** A birth that nobody else of this run has. */
  nextBirth() {
    this.#births += 1;
    return makeBirth(this.#births);
  }

  /** Puts documents before the signer; also those that go back to be signed anew. */
  offer(documents: readonly ReadyDocument[]): void {
    for (const document of documents) this.#known.set(document.documentId, document);
    this.#ready.push(...documents);
  }

  /** What is known of a document that was offered once. */
  find(documentId: string): ReadyDocument | undefined {
    return this.#known.get(documentId);
  }

  /** Works until `stop`. */
  async run(dice: Dice): Promise<void> {
    await Promise.all([
      this.#prepare(),
      this.#sign(dice.fork('signer 1')),
      this.#sign(dice.fork('signer 2')),
      this.#clearDoubts(),
    ]);
  }

  async #prepare(): Promise<void> {
    while (!this.#stop.aborted) {
      if (this.#ready.length >= ENOUGH_READY) {
        await wait(50);
        continue;
      }
      try {
        const caseId = await this.#office.openCase(this.nextBirth());
        await this.#office.accept(caseId);
        this.offer(await this.#office.prepare(caseId));
      } catch (error) {
        // The case stays where it is, as one does when an officer goes home: the next family is waiting.
        if (!(error instanceof NoAnswer)) throw error;
        await wait(200);
      }
    }
  }

  async #sign(dice: Dice): Promise<void> {
    while (!this.#stop.aborted) {
      const batch = this.#ready.splice(0, dice.between(1, 3));
      if (batch.length > 0) await this.#signBatch(batch, dice);
      await wait(dice.between(0, 120));
    }
  }

  async #signBatch(batch: readonly ReadyDocument[], dice: Dice): Promise<void> {
    const documents = batch.map(({ caseId, documentId }) => ({ caseId, documentId }));
    const body = { passphrase: demoSecrets.passphrase, documents };
    const answer = await this.#office.kadis
      .once<{ results: { documentId: string; outcome: string }[] }>('POST', '/api/signing', body)
      .catch((error: unknown) => {
        if (error instanceof NoAnswer || error instanceof RefusedAtDesk) return undefined;
        throw error;
      });
    for (const document of batch) {
      const outcome = answer?.results.find((one) => one.documentId === document.documentId)?.outcome;
      if (outcome !== 'signed') {
        this.#doubtful.push(document);
        continue;
      }
      this.#ledger.toldSigned.add(document.documentId);
      if (dice.isLucky(0.2)) await this.takeCopy(document).catch(ignoreAway);
    }
  }

  /** Fetches the signed PDF as an officer would and writes down what it was. */
  async takeCopy({ caseId, documentId }: ReadyDocument): Promise<void> {
    const seen = await this.#office.look(caseId);
    const signed = seen.documents.find((job) => job.id === documentId)?.signed;
    if (signed === undefined) return;
    const pdf = await this.#office.petugas.download(`/api/files/${signed.fileId}?purpose=history`);
    this.#ledger.noteCopy(documentId, createHash('sha256').update(pdf).digest('hex'));
  }

  /** Looks again at what got no answer; only what Sampai itself says is not signed goes to the signer again. */
  async #clearDoubts(): Promise<void> {
    while (!this.#stop.aborted) {
      await wait(250);
      for (const document of this.#doubtful.splice(0)) {
        const status = await this.#statusOf(document);
        if (status === 'verified') this.#ready.push(document);
        else if (status === undefined || status === 'signing') this.#doubtful.push(document);
      }
    }
  }

  async #statusOf({ caseId, documentId }: ReadyDocument): Promise<string | undefined> {
    const seen = await this.#office.look(caseId).catch((error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    });
    return seen?.documents.find((job) => job.id === documentId)?.status;
  }
}

const ENOUGH_READY = 8;

function ignoreAway(error: unknown): void {
  if (!(error instanceof NoAnswer)) throw error;
}
