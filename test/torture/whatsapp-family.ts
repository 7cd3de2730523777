/** One family after the other goes the whole way by WhatsApp: from greeting and photos to the signed PDFs. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Service } from '../../src/catalogue/define-service.ts';
import { demoSecrets } from '../../src/main/demo/demo-office.ts';
import { papersOf, soundOnes } from '../../src/main/demo/gallery.ts';
import { bodyOf, buyHandset, choicesOf, type HandsetPerson } from '../../src/main/demo/handset-person.ts';
import { textForm } from '../../src/main/demo/let-birth-arrive.ts';
import { NoAnswer, RefusedAtDesk } from './desk-clerk.ts';
import type { Ledger } from './ledger.ts';
import type { Office } from './office.ts';
import type { SigningStream } from './signing-stream.ts';
import type { WhatsAppNetwork } from './whatsapp-network.ts';

/** Whom the family meets. */
export interface FamilyWorld {
  network: WhatsAppNetwork;
  office: Office;
  signing: SigningStream;
  ledger: Ledger;
  stop: AbortSignal;
}

/** A reply that does not come: perhaps it is one of those of which nobody knows whether they left. */
class Unheard extends Error {}

const PATIENCE_MS = 12_000;
const LONG_PATIENCE_MS = 40_000;

/** Families report and receive until `stop`. One that loses the thread gives way to the next. */
export async function sendFamilies(world: FamilyWorld): Promise<void> {
  const papers = await galleryOf(world);
  const { services } = await world.office.petugas.insist<{ services: Service[] }>('GET', '/api/services');
  const service = services.find((one) => one.id === 'kelahiran')!;
  for (let number = 1; !world.stop.aborted && papers.length > 0; number += 1) {
    try {
      await goTheWholeWay(world, number, service, papers);
      world.ledger.wholeWays += 1;
    } catch (error) {
      if (![Unheard, NoAnswer, RefusedAtDesk].some((kind) => error instanceof kind)) throw error;
    }
  }
}

async function galleryOf({ network, stop }: FamilyWorld): Promise<string[]> {
  while (!stop.aborted) {
    // The simulators may be on their way up again.
    const papers = await papersOf(network.base, 'tabuan').catch(() => undefined);
    if (papers !== undefined) return soundOnes(papers).map(({ file }) => file);
    await wait(500);
  }
  return [];
}

async function goTheWholeWay(
  world: FamilyWorld,
  number: number,
  service: Service,
  papers: readonly string[],
): Promise<void> {
  const birth = world.signing.nextBirth();
  const person = await buyHandset(world.network.base, {
    id: `keluarga-siksa-${number}`,
    name: birth.family.ayah.nama,
    phone: `6280077${String(number).padStart(4, '0')}5`,
  });
  const talk = new Talk(person, world.stop);
  await person.say('Assalamualaikum');
  await talk.tapWhen(/setuju/iu);
  await talk.tapWhen(/akta/iu);
  await talk.tapWhen(/anak saya/iu);
  await talk.until(() => true);
  await person.say(textForm(service, birth.written));
  await talk.until(() => true);
  await person.sendAlbum(papers);
  await talk.until((body) => /PIN/u.test(body), LONG_PATIENCE_MS);
  await person.say(demoSecrets.pin);
  const receipt = await talk.until((body) => /B-\d{4}-\d{5}/u.test(body), LONG_PATIENCE_MS);
  await atTheOffice(world, /B-\d{4}-\d{5}/u.exec(receipt)![0], birth.typed);
  await talk.tapWhen(/pdf/iu, LONG_PATIENCE_MS);
  await talk.until((body) => /PIN/u.test(body), LONG_PATIENCE_MS);
  await person.say(demoSecrets.pin);
  await talk.until((body) => /akta/iu.test(body) && /cek/u.test(body), LONG_PATIENCE_MS);
  await wait(1_000);
  await noteArrived(world, person);
}

async function atTheOffice(world: FamilyWorld, caseNumber: string, answers: Record<string, unknown>) {
  const { office, signing } = world;
  const { cases } = await office.petugas.insist<{ cases: { caseId: string; number: string }[] }>(
    'GET',
    `/api/desks/intake?search=${caseNumber}`,
  );
  const found = cases.find((one) => one.number === caseNumber);
  if (found === undefined) throw new Unheard();
  await office.accept(found.caseId, answers);
  signing.offer(await office.prepare(found.caseId));
}

/** Every PDF that stands in the handset. */
async function noteArrived({ network, ledger }: FamilyWorld, person: HandsetPerson): Promise<void> {
  const files = (await person.messages()).filter((message) => message.type === 'document');
  for (const message of files) {
    if (message.direction !== 'received') continue;
    const { id } = message.payload as { id: string };
    const pdf = new Uint8Array(await (await fetch(`${network.base}/_sim/media/${id}`)).arrayBuffer());
    ledger.noteArrived(createHash('sha256').update(pdf).digest('hex'));
  }
}

/** Reads what comes in, in order, skipping what was said meanwhile. */
class Talk {
  readonly #person: HandsetPerson;
  readonly #stop: AbortSignal;

  constructor(person: HandsetPerson, stop: AbortSignal) {
    this.#person = person;
    this.#stop = stop;
  }

  async #next(until: number) {
    while (!this.#stop.aborted && performance.now() < until) {
      const message = await this.#person.hear(1_000).catch(() => undefined);
      if (message !== undefined) return message;
    }
    throw new Unheard();
  }

  /** The words of the next message that is awaited. */
  async until(isAwaited: (body: string) => boolean, patienceMs = PATIENCE_MS): Promise<string> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const body = bodyOf(await this.#next(until));
      if (isAwaited(body)) return body;
    }
  }

  /** Taps a choice of the first message that offers it. */
  async tapWhen(title: RegExp, patienceMs = PATIENCE_MS): Promise<void> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const message = await this.#next(until);
      if (!choicesOf(message).some((choice) => title.test(choice.title))) continue;
      await this.#person.tap(message, title);
      return;
    }
  }
}
