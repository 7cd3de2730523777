/** How long a resident waits for a reply: from the webhook to the message that leaves for Meta. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Figure, figure } from './figure.ts';
import type { Arrival, GraphSink } from './graph-sink.ts';
import { Client, openLoop } from './load.ts';
import { percentile } from './percentile.ts';
import { must, note } from './report.ts';
import { type Subject, spent } from './subject.ts';
import { phoneNumberId, type Said, senderOf, webhook } from './webhooks.ts';

const PER_SECOND = 20;
const RESIDENTS = 300;
const WARM_UP = 40;
const PATIENCE_MS = 15_000;

const GREETING: Said = { text: 'Assalamualaikum' };

class Residents {
  readonly #client: Client;
  readonly #sink: GraphSink;
  readonly #run: string;
  readonly #group: number;
  #sent = 0;

  constructor(url: string, sink: GraphSink, run: string, group: number) {
    this.#client = new Client(url, 32);
    this.#sink = sink;
    this.#run = run;
    this.#group = group;
  }

  get sent(): number {
    return this.#sent;
  }

  /** One says something and waits for the next message to arrive; answers how long that took, in ms. */
  async #ask(index: number, said: Said, dueAt: number): Promise<number> {
    const sender = senderOf(this.#group, index);
    const before = this.#sink.arrivedFor(sender.waId).length;
    const id = `reply.${this.#run}.${this.#group}.${this.#sent++}`;
    const answer = await this.#client.send(webhook(sender, said, id), dueAt);
    must(answer.status === 200, `a webhook was answered with ${answer.status}`);
    const reply = await this.#next(sender.waId, before);
    return reply.at - dueAt;
  }

  async #next(waId: string, before: number): Promise<Arrival> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const arrival = this.#sink.arrivedFor(waId)[before];
      if (arrival !== undefined) return arrival;
      must(performance.now() < until, 'a message was acknowledged and no reply left');
      await wait(20);
    }
  }

  /** New residents greet, one after the other at the fixed rate. */
  greet(count: number): Promise<number[]> {
    return openLoop(count, PER_SECOND, (index, dueAt) => this.#ask(index, GREETING, dueAt));
  }

  /** The same residents tap the first button of what they were sent. */
  tap(count: number): Promise<number[]> {
    return openLoop(count, PER_SECOND, (index, dueAt) => {
      const button = this.#sink.arrivedFor(senderOf(this.#group, index).waId).at(-1)?.buttons[0];
      must(button !== undefined, 'the greeting was not answered with buttons');
      return this.#ask(index, { choice: button }, dueAt);
    });
  }

  close(): void {
    this.#client.close();
  }
}

/** Twenty messages a second: strangers who greet, then the same people who consent by a tap. */
export async function measureReplies(subject: Subject, sink: GraphSink, run: string): Promise<Figure[]> {
  const first = new Residents(subject.place.url, sink, run, 8);
  await first.greet(WARM_UP);
  await first.tap(WARM_UP);
  first.close();
  const residents = new Residents(subject.place.url, sink, run, 9);
  const before = await subject.cost();
  const greeted = await residents.greet(RESIDENTS);
  note('intake: they consent');
  const tapped = await residents.tap(RESIDENTS);
  const cost = spent(before, await subject.cost());
  residents.close();
  const handled = await subject.database.count(
    "select count(*) from inbound_messages where phone_number_id = $1 and wamid like $2 and state = 'handled'",
    [phoneNumberId, `wamid.reply.${run}.9.%`],
  );
  must(handled === residents.sent, `${residents.sent} messages were sent, ${handled} are handled`);
  const waits = [...greeted, ...tapped];
  const each = (ms: number | undefined) => (ms === undefined ? undefined : ms / waits.length);
  return [
    figure(`intake: webhook to reply leaving at ${PER_SECOND}/s, p50`, percentile(waits, 50), 'ms'),
    figure(`intake: webhook to reply leaving at ${PER_SECOND}/s, p95`, percentile(waits, 95), 'ms', {
      target: { atMost: 300 },
    }),
    figure('intake: a message and its reply, app', each(cost.appMs), 'CPU-ms'),
    figure('intake: a message and its reply, PostgreSQL', each(cost.databaseMs), 'CPU-ms'),
  ];
}
