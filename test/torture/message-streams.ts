/** Residents who write without pause: through the simulated network, and by webhooks posted straight at the app. */
import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { Handset, WhatsAppNetwork } from './whatsapp-network.ts';

/** What the streams write to. */
export interface MessageStreams {
  network: WhatsAppNetwork;
  ledger: Ledger;
  /** Where the app takes webhooks. */
  webhookUrl: string;
  phoneNumberId: string;
  appSecret: string;
  stop: AbortSignal;
}

/** What people write, in no helpful order: steps of a conversation, global words, and nonsense. */
const SENTENCES = [
  'Assalamualaikum',
  '1',
  '2',
  'Setuju',
  'Akta kelahiran',
  'Rahmadi Contoh Saputra',
  '9901021208930001',
  'Ya',
  'MENU',
  'STATUS',
  'BATAL',
  'kapan jadi akta anak ulun? 🙏',
  '12-3-2026',
];
/** Few enough that one person's replies do not pile up behind Meta's rate for one person. */
const SENTENCES_EACH = 5;
const WRITERS = 4;
const POSTERS = 2;
const FURTHEST_AHEAD = 150;

/** Starts all writers; resolves when `stop` was told and everybody put the phone down. */
export async function writeMessages(streams: MessageStreams, dice: Dice): Promise<void> {
  const crowd: Handset[] = [];
  await Promise.all([
    ...Array.from({ length: WRITERS }, (_, index) => write(streams, dice.fork(`writer ${index}`), crowd)),
    ...Array.from({ length: POSTERS }, (_, index) => post(streams, dice.fork(`poster ${index}`), crowd)),
    follow(streams),
  ]);
}

async function write({ network, ledger, stop }: MessageStreams, dice: Dice, crowd: Handset[]): Promise<void> {
  while (!stop.aborted) {
    const handset = await network.buyHandset();
    for (let sent = 0; sent < SENTENCES_EACH && !stop.aborted; sent += 1) {
      await network.say(handset, sent === 0 ? SENTENCES[0]! : dice.pick(SENTENCES));
      crowd.push(handset);
      await wait(dice.between(40, 400));
      // A network with a long queue of its own would only test the queue.
      while (!stop.aborted && (ledger.isAhead() || (await network.countWaiting()) > FURTHEST_AHEAD))
        await wait(150);
    }
  }
}

async function follow({ network, stop }: MessageStreams): Promise<void> {
  while (!stop.aborted) {
    await network.readAcknowledged();
    await wait(100);
  }
}

interface Body {
  ids: string[];
  bytes: Buffer;
}

/** Messages that need no answer, and now and then one that does, of people who are known to the network. */
function makeBody({ phoneNumberId }: MessageStreams, dice: Dice, crowd: readonly Handset[]): Body {
  const messages = Array.from({ length: dice.between(1, 3) }, () => {
    const handset = dice.pick(crowd.slice(-60));
    const id = `wamid.${randomBytes(27).toString('base64')}`;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const sender = { from: handset.phone, from_user_id: handset.bsuid, id, timestamp };
    return dice.isLucky(0.1)
      ? { ...sender, type: 'text', text: { body: dice.pick(SENTENCES) } }
      : { ...sender, type: 'reaction', reaction: { message_id: 'wamid.HBgMNjI4', emoji: '👍' } };
  });
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '628009900000', phone_number_id: phoneNumberId },
    messages,
  };
  const entry = [{ id: '990000000000001', changes: [{ value, field: 'messages' }] }];
  const bytes = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
  return { ids: messages.map((message) => message.id), bytes };
}

/** Posts as Meta does: again and again until it is answered with 200, and some once more after that. */
async function post(streams: MessageStreams, dice: Dice, crowd: readonly Handset[]): Promise<void> {
  const { ledger, stop } = streams;
  while (!stop.aborted) {
    await wait(dice.between(60, 400));
    if (crowd.length === 0 || ledger.isAhead()) continue;
    const body = makeBody(streams, dice, crowd);
    while (!stop.aborted) {
      const status = await postOnce(streams, body.bytes);
      if (status === 200) {
        for (const id of body.ids) ledger.acknowledged.add(id);
        break;
      }
      await wait(150);
    }
    if (dice.isLucky(0.15)) await postOnce(streams, body.bytes);
  }
}

async function postOnce({ webhookUrl, appSecret, ledger }: MessageStreams, bytes: Buffer): Promise<number> {
  const startedAt = performance.now();
  const signature = createHmac('sha256', appSecret).update(bytes).digest('hex');
  const status = await fetch(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(30_000),
  }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => 0,
  );
  ledger.noteWebhook(status, performance.now() - startedAt);
  return status;
}
