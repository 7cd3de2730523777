/** `bench intake`: webhooks acknowledged after their commit, beside the same server without a database. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Anchor, type Figure, figure } from './figure.ts';
import { GraphSink } from './graph-sink.ts';
import { type Answer, Client, closedLoop, openLoop } from './load.ts';
import { percentile } from './percentile.ts';
import { treeCost } from './processes.ts';
import { measureReplies } from './replies.ts';
import { must, note } from './report.ts';
import { type StartedSubject, type Subject, spent, startSubject } from './subject.ts';
import { phoneNumberId, senderOf, webhook, webhookSecret } from './webhooks.ts';

const CONNECTIONS = 64;
const WARM_UP = 2_000;
const CLOSED = 12_000;
const OPEN_PER_SECOND = 300;
const OPEN = 15 * OPEN_PER_SECOND;
/** So many residents write; each has several messages waiting when the handling goes on. */
const SENDERS = 500;
const DRAIN_LIMIT_MS = 5 * 60_000;

/** Sends messages and answers with what came back; ids are unique within the run. */
class Flood {
  readonly #client: Client;
  readonly #name: string;
  #count = 0;

  constructor(url: string, name: string) {
    this.#client = new Client(url, CONNECTIONS);
    this.#name = name;
  }

  #next() {
    const index = this.#count++;
    const sender = senderOf(1, index % SENDERS);
    return webhook(sender, { text: `Assalamualaikum, pesan ke-${index}` }, `${this.#name}.${index}`);
  }

  closed(count: number): Promise<Answer[]> {
    return closedLoop(count, CONNECTIONS, () => this.#client.send(this.#next()));
  }

  open(count: number, perSecond: number): Promise<Answer[]> {
    return openLoop(count, perSecond, (_index, dueAt) => this.#client.send(this.#next(), dueAt));
  }

  close(): void {
    this.#client.close();
  }
}

function mustAllBeAcknowledged(answers: readonly Answer[], what: string): void {
  const refused = answers.filter((answer) => answer.status !== 200);
  must(refused.length === 0, `${what}: ${refused.length} of ${answers.length} were not acknowledged`);
}

/** Acknowledgements for each CPU-second of the bare server. */
async function measureBareServer(): Promise<Anchor | undefined> {
  const child = fork(fileURLToPath(new URL('./bare-server.ts', import.meta.url)), { stdio: 'inherit' });
  try {
    const [port] = (await once(child, 'message')) as [number];
    const flood = new Flood(`http://127.0.0.1:${port}`, 'bare');
    mustAllBeAcknowledged(await flood.closed(WARM_UP), 'bare server');
    const before = await treeCost(child.pid!);
    mustAllBeAcknowledged(await flood.closed(CLOSED), 'bare server');
    const after = await treeCost(child.pid!);
    flood.close();
    if (before === undefined || after === undefined) return undefined;
    const value = (CLOSED * 1000) / (after.ownMs - before.ownMs);
    return { name: 'same server without database', value, unit: '/CPU-s' };
  } finally {
    child.disconnect();
  }
}

const countMessages = ({ database }: Subject) =>
  database.count(
    "select count(*) from inbound_messages where phone_number_id = $1 and wamid not like 'wamid.reply%'",
    [phoneNumberId],
  );

/** With the handling paused: the closed loop for the cost, the open loop for the latency. */
async function measureAcknowledgements(
  subject: Subject,
  run: string,
): Promise<{ figures: Figure[]; sent: number }> {
  must(
    await subject.database.isDurable(),
    'the database does not wait for the disk (fsync, synchronous_commit)',
  );
  const before = await countMessages(subject);
  const flood = new Flood(subject.place.url, run);
  note('intake: warming up');
  mustAllBeAcknowledged(await flood.closed(WARM_UP), 'warm-up');
  note(`intake: ${CLOSED} messages over ${CONNECTIONS} connections`);
  const startCost = await subject.cost();
  const startedAt = performance.now();
  mustAllBeAcknowledged(await flood.closed(CLOSED), 'closed loop');
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const cost = spent(startCost, await subject.cost());
  note(`intake: ${OPEN} messages at ${OPEN_PER_SECOND}/s`);
  const open = await flood.open(OPEN, OPEN_PER_SECOND);
  mustAllBeAcknowledged(open, 'open loop');
  flood.close();
  const sent = WARM_UP + CLOSED + OPEN;
  const kept = (await countMessages(subject)) - before;
  must(kept === sent, `${sent} messages were acknowledged, ${kept} are in the database`);
  note('intake: the same server without a database');
  const anchor = await measureBareServer();
  const { appMs, databaseMs } = cost;
  const all = appMs === undefined || databaseMs === undefined ? undefined : appMs + databaseMs;
  const perSecond = (ms: number | undefined) => (ms === undefined ? undefined : (CLOSED * 1000) / ms);
  const latencies = open.map((answer) => answer.ms);
  const figures = [
    figure('intake: durable acknowledgements per CPU-second, app and PostgreSQL', perSecond(all), '/CPU-s', {
      target: { atLeast: 600 },
      ...(anchor && { anchor }),
    }),
    figure('intake: durable acknowledgements per CPU-second, app alone', perSecond(appMs), '/CPU-s', {
      ...(anchor && { anchor }),
    }),
    figure('intake: durable acknowledgements per second (wall)', CLOSED / wallSeconds, '/s'),
    figure(`intake: latency at ${OPEN_PER_SECOND}/s, p50`, percentile(latencies, 50), 'ms'),
    figure(`intake: latency at ${OPEN_PER_SECOND}/s, p99`, percentile(latencies, 99), 'ms', {
      target: { atMost: 100 },
    }),
  ];
  return { figures, sent };
}

/** With the handling on again: every message that was acknowledged is handled. */
async function measureDrain(subject: Subject, startedAt: number): Promise<Figure[]> {
  const { database } = subject;
  const countWaiting = () =>
    database.count("select count(*) from inbound_messages where phone_number_id = $1 and state = 'waiting'", [
      phoneNumberId,
    ]);
  const startCost = await subject.cost();
  const atStart = await countWaiting();
  const measuredFrom = performance.now();
  note(`intake: handling ${atStart} messages that wait`);
  while ((await countWaiting()) > 0) {
    must(performance.now() - startedAt < DRAIN_LIMIT_MS, 'the messages were not handled in time');
    await wait(500);
  }
  const seconds = (performance.now() - measuredFrom) / 1000;
  const { appMs, databaseMs } = spent(startCost, await subject.cost());
  const parked = await database.count(
    "select count(*) from inbound_messages where phone_number_id = $1 and state = 'parked'",
    [phoneNumberId],
  );
  must(parked === 0, `${parked} messages could not be handled`);
  const each = (ms: number | undefined) => (ms === undefined ? undefined : ms / atStart);
  return [
    figure('intake: waiting messages handled afterwards', atStart, 'messages'),
    figure('intake: handled per second (wall)', atStart / seconds, '/s'),
    figure('intake: handling a message, app', each(appMs), 'CPU-ms'),
    figure('intake: handling a message, PostgreSQL', each(databaseMs), 'CPU-ms'),
  ];
}

/** Runs the benchmark on a Sampai of its own. */
export async function benchIntake(): Promise<Figure[]> {
  const sink = await GraphSink.open();
  const settings = {
    GRAPH_BASE_URL: sink.url,
    WHATSAPP_APP_SECRET: webhookSecret,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
  };
  const run = Date.now().toString(36);
  let subject: StartedSubject = await startSubject(settings);
  try {
    note('intake: replies at 20 messages a second');
    const replies = await measureReplies(subject, sink, run);
    await subject.stop();
    const again = subject.env;
    subject = await startSubject({ ...again, SAMPAI_HANDLING: 'paused' });
    const { figures } = await measureAcknowledgements(subject, run);
    await subject.stop();
    const startedAt = performance.now();
    subject = await startSubject({ ...again, SAMPAI_HANDLING: 'on' });
    const drained = await measureDrain(subject, startedAt);
    return [...figures, ...replies, ...drained];
  } finally {
    await subject.dispose();
    sink.close();
  }
}
