/** A simulator that is killed keeps what it answered for: accepted sends, and what people had sent. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WhatsAppSimulatorOptions } from './options.ts';
import { people, type Receiver, startReceiver, until } from './testing/business.fixture.ts';

let receiver: Receiver;
let stateDir: string;
let child: ChildProcess;
beforeEach(async () => {
  receiver = await startReceiver();
  stateDir = await mkdtemp(join(tmpdir(), 'wa-kill-'));
});
afterEach(async () => {
  child.kill('SIGKILL');
  await receiver.close();
  await rm(stateDir, { recursive: true, force: true });
});

async function start(): Promise<string> {
  const options: WhatsAppSimulatorOptions = {
    host: '127.0.0.1',
    port: 0,
    stateDir,
    appSecret: 's',
    verifyToken: 'verify-me',
    accessToken: 'token',
    phoneNumberId: '990000000000009',
    displayPhoneNumber: '62 800 990 0000',
    webhookUrl: receiver.url,
  };
  child = spawn(process.execPath, [
    join(import.meta.dirname, 'testing/run.fixture.ts'),
    JSON.stringify(options),
  ]);
  let printed = '';
  child.stdout!.on('data', (chunk) => {
    printed += chunk;
  });
  return until('the simulator', () => /listening (\S+)/.exec(printed)?.[1]);
}

/** Posts one after another until the process is gone; answers the ids that were promised. */
async function stream(
  url: string,
  body: (n: number) => object,
  idOf: (json: never) => string,
  promised: string[] = [],
) {
  for (let n = 0; ; n += 1) {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer token' };
    const request = { method: 'POST', headers, body: JSON.stringify(body(n)) };
    const answer = await fetch(url, request).catch(() => undefined);
    const json = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    if (!json) return promised;
    promised.push(idOf(json as never));
  }
}

it('given messages both ways, when it is killed, then nothing promised is lost', async () => {
  let url = await start();
  await fetch(`${url}/_sim/knobs`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pairBurst: 100_000, messagesPerSecond: 100_000 }),
  });
  const sent: string[] = [];
  const said: string[] = [];
  const inbound = stream(
    `${url}/_sim/handsets/ibu/send`,
    (n) => ({ kind: 'text', body: `pesan ${n}` }),
    ({ wamid }: { wamid: string }) => wamid,
    sent,
  );
  await until('the open window', () => receiver.arrived[0]);
  const outbound = stream(
    `${url}/v26.0/990000000000009/messages`,
    (n) => ({ messaging_product: 'whatsapp', to: people.ibu, text: { body: `jawab ${n}` } }),
    ({ messages }: { messages: { id: string }[] }) => messages[0]!.id,
    said,
  );
  // In the middle of the traffic, however slow the machine is.
  await until('traffic both ways', () => sent.length > 20 && said.length > 20);
  await pause(50);
  child.kill('SIGKILL');
  const [written, answered] = await Promise.all([inbound, outbound]);
  expect(Math.min(written.length, answered.length)).toBeGreaterThan(5);

  url = await start();
  const idsIn = (list: string, status?: string) =>
    new Set(
      receiver.arrived.flatMap(({ json }) =>
        (json.entry[0].changes[0].value[list] ?? [])
          .filter((one: { status?: string }) => one.status === status)
          .map(({ id }: { id: string }) => id),
      ),
    );
  const missing = (ids: string[], seen: Set<unknown>) => ids.filter((id) => !seen.has(id));
  await until('every written message', () =>
    missing(written, idsIn('messages')).length === 0 ? true : undefined,
  );
  await until('every delivery', () =>
    missing(answered, idsIn('statuses', 'delivered')).length === 0 ? true : undefined,
  );
});
