/** What every other side of the WhatsApp port must do: the same suite runs against the simulator and against Meta. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseWebhook } from '../../src/adapters/whatsapp/parse-webhook.ts';
import { verifySignature } from '../../src/adapters/whatsapp/signature.ts';
import type {
  DeliveryStatus,
  InboundMessage,
  OutboundContent,
  Recipient,
  WhatsApp,
} from '../../src/app/ports.ts';

/** One webhook as it came off the socket. */
export interface ReceivedWebhook {
  rawBody: Uint8Array;
  signature: string | undefined;
}

/** Who is on the other side, and what can be watched there. */
export interface ContractSubject {
  client: WhatsApp;
  /** The same, with a token that is not valid. */
  strangersClient: WhatsApp;
  /** Somebody who wrote to the office within the last 24 hours. */
  recipient: Recipient;
  /** Webhooks that arrived so far, where they can be received. */
  webhooks?: { appSecret: string; received(): readonly ReceivedWebhook[] };
  /** Lets the recipient write, where there is a handset that obeys. */
  handset?: { sayText(body: string): Promise<void>; sendPhoto(jpeg: Uint8Array): Promise<void> };
  /** Somebody whose window is closed. */
  outsideWindow?: Recipient;
  close(): Promise<void>;
}

/** Which parts can be watched; known before the subject is opened, so that skipped tests show as skipped. */
export interface ContractOptions {
  name: string;
  open(): Promise<ContractSubject>;
  hasWebhooks: boolean;
  hasHandset: boolean;
  hasClosedWindow: boolean;
}

const letters = (count: number) => 'a'.repeat(count);
/** A PDF in name and first bytes; Meta does not look further. */
const pdf = new TextEncoder().encode(`%PDF-1.7\n% CONTOH ${letters(2_000)}\n%%EOF\n`);

/** One of each kind that needs no preparation, filled up to the limits that `limits.ts` lets through. */
const contents: Record<string, OutboundContent> = {
  'a text of 4,096 characters': { kind: 'text', body: `Halo é 😀 @Ibu ${letters(4_081)}` },
  'three full buttons': {
    kind: 'buttons',
    body: letters(1_024),
    footer: letters(60),
    buttons: ['a', 'b', 'c'].map((id) => ({ id: id.repeat(256), title: id.repeat(20) })),
  },
  'a full list': {
    kind: 'list',
    body: letters(1_024),
    button: letters(20),
    sections: ['a', 'b'].map((part) => ({
      title: part.repeat(24),
      rows: [1, 2, 3, 4, 5].map((n) => ({
        id: `${part}${n}`.padEnd(200, 'x'),
        title: `${part}${n}`.padEnd(24, 'x'),
        description: letters(72),
      })),
    })),
  },
  'a request for the number': { kind: 'contact-request', body: 'Bolehkah kami tahu nomor Anda?' },
};

/** Registers the suite. Call it at the top level of a test file. */
export function describeWhatsAppContract(options: ContractOptions): void {
  describe(`the WhatsApp contract, kept by ${options.name}`, () => {
    let subject: ContractSubject;
    beforeAll(async () => {
      subject = await options.open();
    });
    afterAll(() => subject?.close());
    const current = () => subject;
    describeSending(current, options);
    describeFiles(current);
    if (options.hasWebhooks) describeWebhooks(current, options);
  });
}

function describeSending(current: () => ContractSubject, options: ContractOptions): void {
  describe('sending', () => {
    it.each(Object.keys(contents))('%s is accepted', async (name) => {
      const { client, recipient } = current();
      const outcome = await client.send({ to: recipient, content: contents[name]!, callbackData: name });
      expect(outcome).toEqual({ kind: 'accepted', wamid: expect.stringMatching(/^wamid\..+/) });
    });

    it('an answer that quotes is accepted', async () => {
      const { client, recipient } = current();
      const content = { kind: 'text', body: 'Pertama' } as const;
      const first = await client.send({ to: recipient, content, callbackData: 'contract' });
      if (first.kind !== 'accepted') throw new Error(`not accepted: ${first.kind}`);
      const quoting = { to: recipient, content, callbackData: 'contract', quoteWamid: first.wamid };
      expect(await client.send(quoting)).toMatchObject({ kind: 'accepted' });
    });

    it('an unknown template is a failure for good', async () => {
      const template = { name: 'tidak_pernah_ada', language: 'id', body: [], buttonPayloads: [] };
      const { client, recipient } = current();
      const content: OutboundContent = { kind: 'template', ...template };
      const sent = { to: recipient, content, callbackData: 'contract' };
      expect(await client.send(sent)).toMatchObject({ kind: 'failed', code: 132001 });
    });

    it('a wrong token is a failure that blames the token', async () => {
      const { strangersClient, recipient } = current();
      const sent = {
        to: recipient,
        content: { kind: 'text', body: 'Halo' },
        callbackData: 'contract',
      } as const;
      expect(await strangersClient.send(sent)).toMatchObject({ kind: 'failed', code: 190 });
    });

    it.runIf(options.hasClosedWindow)('after 24 hours of silence the window is closed', async () => {
      const { client, outsideWindow } = current();
      const sent = {
        to: outsideWindow!,
        content: { kind: 'text', body: 'Halo' },
        callbackData: 'contract',
      } as const;
      expect(await client.send(sent)).toEqual({ kind: 'window-closed' });
    });
  });
}

function describeFiles(current: () => ContractSubject): void {
  describe('files', () => {
    const file = { bytes: pdf, filename: 'contoh.pdf', mime: 'application/pdf' };

    it('what is uploaded can be sent, fetched back unchanged, and deleted', async () => {
      const { client, recipient } = current();
      const uploaded = await client.upload(file);
      if (uploaded.kind !== 'uploaded') throw new Error(`not uploaded: ${uploaded.reason}`);
      const { mediaId } = uploaded;
      const content = { kind: 'document', mediaId, filename: 'contoh.pdf', caption: 'CONTOH' } as const;
      const sent = { to: recipient, content, callbackData: 'file' };
      expect(await client.send(sent)).toMatchObject({ kind: 'accepted' });
      const fetched = await client.download(mediaId, 100_000);
      expect(fetched).toMatchObject({ kind: 'downloaded', mime: 'application/pdf' });
      expect(fetched.kind === 'downloaded' && Buffer.from(fetched.bytes).equals(pdf)).toBe(true);
      await client.deleteMedia(mediaId);
      expect(await client.download(mediaId, 100_000)).toMatchObject({ kind: 'gone' });
      await expect(client.deleteMedia(mediaId)).resolves.toBeUndefined();
    });

    it('a file over the limit is not fetched', async () => {
      const { client } = current();
      const uploaded = await client.upload(file);
      if (uploaded.kind !== 'uploaded') throw new Error(`not uploaded: ${uploaded.reason}`);
      expect(await client.download(uploaded.mediaId, 1_000)).toEqual({ kind: 'gone', reason: 'too-large' });
      await client.deleteMedia(uploaded.mediaId);
    });

    it('a file that never was is gone, and cannot be sent', async () => {
      const { client, recipient } = current();
      expect(await client.download('990000000000042', 1_000)).toMatchObject({ kind: 'gone' });
      const content = { kind: 'document', mediaId: '990000000000042', filename: 'x.pdf' } as const;
      const outcome = await client.send({ to: recipient, content, callbackData: 'contract' });
      expect(outcome.kind).toBe('failed');
    });
  });
}

function describeWebhooks(current: () => ContractSubject, options: ContractOptions): void {
  describe('webhooks', () => {
    it('are signed over their raw bytes, and nothing in them is unreadable', async () => {
      const { client, recipient } = current();
      await client.send({ to: recipient, content: { kind: 'text', body: 'é @ / 😀' }, callbackData: 'sig' });
      await statusesOf(current(), 'sig', 'delivered');
      const { appSecret, received } = current().webhooks!;
      for (const { rawBody, signature } of received()) {
        expect(verifySignature(appSecret, rawBody, signature)).toBe(true);
        expect(verifySignature(`${appSecret}x`, rawBody, signature)).toBe(false);
        expect(read(rawBody).unreadable).toEqual([]);
      }
    });

    it('report what became of a message, under our own id', async () => {
      const { client, recipient } = current();
      const callbackData = `outbox-${crypto.randomUUID()}`;
      const content = { kind: 'text', body: 'Halo' } as const;
      const sent = await client.send({ to: recipient, content, callbackData });
      const statuses = await statusesOf(current(), callbackData, 'delivered');
      expect(sent.kind === 'accepted' && statuses.every(({ wamid }) => wamid === sent.wamid)).toBe(true);
      expect(statuses.map(({ status }) => status)).toContain('sent');
      if ('phone' in recipient) expect(statuses[0]?.recipient.waId).toBe(recipient.phone);
    });

    it.runIf(options.hasHandset)('bring what people write, and reading is confirmed', async () => {
      const { handset, client } = current();
      const body = `Assalamualaikum é 😀 / @ ${crypto.randomUUID()}`;
      await handset!.sayText(body);
      const message = await messageWith(
        current(),
        ({ content }) => content.kind === 'text' && content.body === body,
      );
      expect(message.sender.bsuid ?? message.sender.waId).toBeDefined();
      await expect(client.markRead(message.wamid, true)).resolves.toBeUndefined();
    });

    it.runIf(options.hasHandset)('bring photos that can be fetched', async () => {
      const { handset, client } = current();
      const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(crypto.randomUUID())]);
      await handset!.sendPhoto(jpeg);
      const { content } = await messageWith(current(), (found) => found.content.kind === 'media');
      if (content.kind !== 'media') throw new Error('no media');
      expect(content).toMatchObject({ mediaKind: 'image', mime: 'image/jpeg' });
      const fetched = await client.download(content.mediaId, 10_000);
      expect(fetched.kind === 'downloaded' && Buffer.from(fetched.bytes).equals(jpeg)).toBe(true);
    });
  });
}

function read(rawBody: Uint8Array) {
  return parseWebhook(JSON.parse(new TextDecoder().decode(rawBody)));
}

/** All statuses under `callbackData`, as soon as `awaited` is among them. */
async function statusesOf(
  subject: ContractSubject,
  callbackData: string,
  awaited: DeliveryStatus['status'],
): Promise<DeliveryStatus[]> {
  return eventually(subject, (rawBodies) => {
    const all = rawBodies.flatMap((rawBody) => read(rawBody).statuses);
    const ours = all.filter((status) => status.callbackData === callbackData);
    return ours.some(({ status }) => status === awaited) ? ours : undefined;
  });
}

async function messageWith(
  subject: ContractSubject,
  isWanted: (message: InboundMessage) => boolean,
): Promise<InboundMessage> {
  return eventually(subject, (rawBodies) =>
    rawBodies.flatMap((rawBody) => read(rawBody).messages).find(isWanted),
  );
}

/** Asks again every 50 ms, at most for 20 s: webhooks come when they come. */
async function eventually<Found>(
  subject: ContractSubject,
  find: (rawBodies: Uint8Array[]) => Found | undefined,
): Promise<Found> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const found = find(subject.webhooks!.received().map(({ rawBody }) => rawBody));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the webhook did not come');
}
