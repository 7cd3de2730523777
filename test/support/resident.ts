/** A resident who writes to the office of a test by WhatsApp: webhooks with a raw body, jobs done as they come. */
import { eraseFile } from '../../src/app/erase-file.ts';
import { fetchMedia } from '../../src/app/fetch-media.ts';
import { handleInbox } from '../../src/app/handle-inbox.ts';
import type { InboundContent, OutboundContent } from '../../src/app/ports.ts';
import { sendOutbox } from '../../src/app/send-outbox.ts';
import { settleMedia } from '../../src/app/settle-media.ts';
import { photo } from './fake-outside.ts';
import { metaWamid } from './meta-wamid.ts';
import type { TestApp } from './open-test-app.ts';

/** One handset. What it is sent is read from the fake WhatsApp. */
export class Resident {
  readonly office: TestApp;
  readonly bsuid: string;
  #contactId: string | undefined;

  constructor(office: TestApp, bsuid: string) {
    this.office = office;
    this.bsuid = bsuid;
  }

  /** Delivers a webhook with this message, as often as told, under a new wamid or the one given; answers it. Nothing is handled yet. */
  async deliver(content: InboundContent, times = 1, wamid = metaWamid(this.bsuid)): Promise<string> {
    const { officeId, intake, clock } = this.office;
    clock.move(1_000);
    const webhook = {
      officeId,
      raw: Buffer.from(JSON.stringify({ entry: [{ from: this.bsuid, id: wamid, content }] })),
      receivedAt: clock.now(),
      messages: [
        { phoneNumberId: '111', wamid, identity: { bsuid: this.bsuid }, sentAt: clock.now(), content },
      ],
      statuses: [],
    };
    for (let time = 0; time < times; time += 1) await intake.receive(webhook);
    return wamid;
  }

  async contactId(): Promise<string> {
    this.#contactId ??= await this.office.whole(
      async (tx) =>
        (await tx.contacts.findOrMake('111', { bsuid: this.bsuid }, this.office.clock.now())).contactId,
    );
    return this.#contactId;
  }

  /** Sends a message and waits for the answer. */
  async send(content: InboundContent, times = 1): Promise<string> {
    const wamid = await this.deliver(content, times);
    await this.answered();
    return wamid;
  }

  type(body: string, times = 1): Promise<string> {
    return this.send({ kind: 'text', body }, times);
  }

  /** Taps the button or row with this title of the last message that has one. */
  tap(title: string): Promise<string> {
    for (const { content } of this.office.whatsapp.sent.toReversed()) {
      const option = optionsOf(content).find((one) => one.title === title);
      if (option !== undefined) return this.send({ kind: 'choice', source: 'button', ...option });
    }
    throw new Error(`nothing is called ${title}`);
  }

  /** A photo with a caption: delivered, not fetched yet. */
  async photo(name: string, caption = ''): Promise<string> {
    this.office.whatsapp.media.set(name, { kind: 'downloaded', bytes: photo(name), mime: 'image/jpeg' });
    const wamid = await this.deliver({
      kind: 'media',
      mediaKind: 'image',
      mediaId: name,
      mime: 'image/jpeg',
      caption,
      voice: false,
    });
    await handleInbox(this.office.app);
    return wamid;
  }

  /** Fetches what waits and lets the conversation speak about it. */
  async fetched(): Promise<void> {
    const { rows } = await this.office.admin.query<{ media_key: string }>(
      "select media_key from inbound_media where state = 'waiting' order by media_key",
    );
    for (const { media_key } of rows) await fetchMedia(this.office.app, media_key);
    await settleMedia(this.office.app, await this.contactId());
    await this.answered();
  }

  /** Handles, answers, and erases what was removed. */
  async answered(): Promise<void> {
    const { app } = this.office;
    await handleInbox(app);
    const sending = { pace: { take: () => ({ ok: true as const }) }, backoffMs: () => 1_000 };
    await sendOutbox(app, sending, await this.contactId());
    await eraseRemoved(this.office);
  }
}

function optionsOf(content: OutboundContent): { id: string; title: string }[] {
  if (content.kind === 'buttons') return content.buttons;
  return content.kind === 'list' ? content.sections.flatMap((section) => section.rows) : [];
}

/** Does the jobs that erase bytes of removed files. */
export async function eraseRemoved(office: TestApp): Promise<void> {
  const { rows } = await office.admin.query<{ file_id: string }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'erase-file' returning payload->>'fileId' as file_id`,
  );
  for (const { file_id } of rows) await eraseFile(office.app, file_id);
}
