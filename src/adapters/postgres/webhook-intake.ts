/** Takes webhooks in: all that wait share one transaction, and each is acknowledged only after its commit. */
import type pg from 'pg';
import { v7 } from 'uuid';
import type { ReceivedWebhook, WebhookIntake, WhatsAppIdentity } from '../../app/ports.ts';
import { blindIndex } from '../keys/office-keys.ts';
import { seal, sealJson } from '../keys/seal.ts';
import { DatabaseAway, isDatabaseAway } from './database-away.ts';
import { messagePlace, type SealedMessage } from './inbox-store.ts';
import type { DataKey, KeyRing } from './key-ring.ts';
import { inOffice, type OfficeTransaction } from './office-transaction.ts';
import { wamidIndex } from './wamid-index.ts';

interface Waiting {
  webhook: ReceivedWebhook;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** At most this many webhooks in one commit: a poison one spoils no more than these, and only until retried alone. */
const BATCH = 128;

/** Which queue a message joins. The user id is stronger than the number (it survives neither change nor reuse). */
function senderKey(identity: WhatsAppIdentity): string {
  return identity.bsuid ?? identity.waId ?? identity.username ?? 'unknown';
}

/** Whether a message or status belongs to the office's own number; others are kept and nothing follows. */
const isOurs = (one: { isForeign?: true }) => one.isForeign !== true;

/** Inserts webhooks of one office in the open transaction, and the job that will handle them. */
async function insert(
  tx: OfficeTransaction,
  ring: KeyRing,
  webhooks: readonly ReceivedWebhook[],
): Promise<void> {
  const dayKey = await ring.forDay(tx, webhooks[0]!.receivedAt);
  const named = webhooks.map((webhook) => ({ ...webhook, webhookId: v7() }));
  const messages = named.flatMap(({ webhookId, receivedAt, messages }) =>
    messages.map((message) => ({ ...message, messageId: v7(), webhookId, receivedAt })),
  );
  const repeated = messages.length > 0 ? await insertMessages(tx, ring, dayKey, messages) : new Set<string>();
  await insertRaw(tx, dayKey, named, repeated);
  const statuses = webhooks.flatMap((webhook) =>
    webhook.statuses.map((status) => ({ ...status, receivedAt: webhook.receivedAt })),
  );
  if (statuses.length > 0) await insertStatuses(tx, ring, statuses);
  const jobs = [
    ...(messages.some(isOurs)
      ? [{ identifier: 'handle-inbox', job_key: `handle-inbox/${tx.officeId}` }]
      : []),
    ...(statuses.some(isOurs)
      ? [{ identifier: 'apply-statuses', job_key: `apply-statuses/${tx.officeId}` }]
      : []),
  ].map((job) => ({ ...job, job_key_mode: 'preserve_run_at', payload: { officeId: tx.officeId } }));
  if (jobs.length > 0) await tx.rows('select sampai_jobs_api.add_jobs($1)', [JSON.stringify(jobs)]);
}

/** A body that repeats a message is not kept: what was erased must not come back by another delivery. */
async function insertRaw(
  tx: OfficeTransaction,
  dayKey: DataKey,
  webhooks: readonly (ReceivedWebhook & { webhookId: string })[],
  repeated: ReadonlySet<string>,
): Promise<void> {
  const sealed = webhooks.map(({ webhookId, raw }) =>
    repeated.has(webhookId) ? null : seal(dayKey.key, raw, `raw_webhooks/${webhookId}`),
  );
  await tx.rows(
    `insert into raw_webhooks (office_id, webhook_id, received_at, key_id, body_sealed, is_unreadable)
     select $1, id, at, $2, body, unreadable
       from unnest($3::uuid[], $4::timestamptz[], $5::bytea[], $6::bool[]) as w(id, at, body, unreadable)`,
    [
      tx.officeId,
      dayKey.keyId,
      webhooks.map((webhook) => webhook.webhookId),
      webhooks.map((webhook) => webhook.receivedAt),
      sealed,
      webhooks.map((webhook) => webhook.isUnreadable === true),
    ],
  );
}

type TimedMessage = ReceivedWebhook['messages'][number] & {
  messageId: string;
  webhookId: string;
  receivedAt: Date;
};

/** Inserts each message once; answers the webhooks that brought one which was known. */
async function insertMessages(
  tx: OfficeTransaction,
  ring: KeyRing,
  dayKey: DataKey,
  messages: readonly TimedMessage[],
): Promise<ReadonlySet<string>> {
  const sealed = messages.map(({ identity, quotedWamid, content, phoneNumberId, wamid }) => {
    const value: SealedMessage = { identity, content, ...(quotedWamid !== undefined && { quotedWamid }) };
    return sealJson(dayKey.key, value, messagePlace(phoneNumberId, wamid));
  });
  const inserted = await tx.rows<{ message_id: string }>(
    `insert into inbound_messages (office_id, phone_number_id, wamid, message_id, sender_index, sent_at, received_at, kind, key_id, message_sealed, state, webhook_id, wamid_index)
     select $1, m.pnid, m.wamid, m.id, m.sender, m.sent_at, m.received_at, m.kind, $2, m.sealed, m.state, m.webhook, m.known_by
       from unnest($3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::bytea[], $11::text[], $12::uuid[], $13::bytea[])
         as m(pnid, wamid, id, sender, sent_at, received_at, kind, sealed, state, webhook, known_by)
     on conflict do nothing returning message_id`,
    [
      tx.officeId,
      dayKey.keyId,
      messages.map((message) => message.phoneNumberId),
      messages.map((message) => message.wamid),
      messages.map((message) => message.messageId),
      messages.map((message) =>
        blindIndex(ring.keys, `sender/${message.phoneNumberId}`, senderKey(message.identity)),
      ),
      messages.map((message) => message.sentAt),
      messages.map((message) => message.receivedAt),
      messages.map((message) => message.content.kind),
      sealed,
      messages.map((message) => (isOurs(message) ? 'waiting' : 'foreign')),
      messages.map((message) => message.webhookId),
      messages.map((message) => wamidIndex(ring.keys, message.phoneNumberId, message.wamid)),
    ],
  );
  const isNew = new Set(inserted.map((row) => row.message_id));
  return new Set(messages.filter((one) => !isNew.has(one.messageId)).map((one) => one.webhookId));
}

type TimedStatus = ReceivedWebhook['statuses'][number] & { receivedAt: Date };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** Meta's codes have at most seven digits; what does not fit the column is none of them. */
const isErrorCode = (code: number) => code === (code | 0);

async function insertStatuses(
  tx: OfficeTransaction,
  ring: KeyRing,
  statuses: readonly TimedStatus[],
): Promise<void> {
  await tx.rows(
    `insert into delivery_statuses (office_id, phone_number_id, wamid, status, status_id, at, received_at, callback_id, error_codes, category, billable, applied_at, wamid_index)
     select $1, s.pnid, s.wamid, s.status, s.id, s.at, s.received_at, s.callback, s.codes::int[], s.category, s.billable, s.closed_at, s.known_by
       from unnest($2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::uuid[], $9::text[], $10::text[], $11::bool[], $12::timestamptz[], $13::bytea[])
         as s(pnid, wamid, status, id, at, received_at, callback, codes, category, billable, closed_at, known_by)
     on conflict do nothing`,
    [
      tx.officeId,
      statuses.map((status) => status.phoneNumberId),
      // What is not applied any more needs no name.
      statuses.map((status) => (isOurs(status) ? status.wamid : null)),
      statuses.map((status) => status.status),
      statuses.map(() => v7()),
      statuses.map((status) => status.at),
      statuses.map((status) => status.receivedAt),
      statuses.map((status) => (UUID.test(status.callbackData ?? '') ? status.callbackData : null)),
      statuses.map((status) => `{${status.errorCodes.filter(isErrorCode).join(',')}}`),
      statuses.map((status) => status.pricing?.category ?? null),
      statuses.map((status) => status.pricing?.billable ?? null),
      // Another number's status is never applied to a message of ours.
      statuses.map((status) => (isOurs(status) ? null : status.receivedAt)),
      statuses.map((status) => wamidIndex(ring.keys, status.phoneNumberId, status.wamid)),
    ],
  );
}

/** Whoever delivers gives up after a while and comes again: better told in time that nothing is promised. */
const DEADLINE_MS = 8_000;

/**
 * Opens the intake. While one commit is on its way, what arrives gathers for the next: under load many webhooks
 * share one fsync, and none waits longer than two commits. What is not durable after `deadlineMs` is not promised,
 * even if it should become so later: it comes again and is taken once.
 */
export function createWebhookIntake(parts: {
  pool: pg.Pool;
  ring: KeyRing;
  deadlineMs?: number;
}): WebhookIntake {
  const { deadlineMs = DEADLINE_MS } = parts;
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function commit(batch: Waiting[]): Promise<void> {
    const officeId = batch[0]!.webhook.officeId;
    await inOffice(parts.pool, { officeId, areas: '*' }, (tx) =>
      insert(
        tx,
        parts.ring,
        batch.map((one) => one.webhook),
      ),
    );
    for (const one of batch) one.resolve();
  }

  async function settle(batch: Waiting[]): Promise<void> {
    try {
      await commit(batch);
    } catch (error) {
      // Nobody in the batch is to blame for a database that is away: all are told at once, and come again.
      if (batch.length === 1 || isDatabaseAway(error)) {
        for (const one of batch) one.reject(error);
        return;
      }
      // One of them may be the cause: each alone, so that the others are not lost with it.
      for (const one of batch) await settle([one]);
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (waiting.length > 0) {
        const officeId = waiting[0]!.webhook.officeId;
        const batch: Waiting[] = [];
        while (waiting.length > 0 && batch.length < BATCH && waiting[0]!.webhook.officeId === officeId)
          batch.push(waiting.shift()!);
        await settle(batch);
      }
    } finally {
      isRunning = false;
    }
  }

  return {
    async receive(webhook) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const one = { webhook, resolve, reject };
      const timer = setTimeout(() => {
        const at = waiting.indexOf(one);
        if (at >= 0) waiting.splice(at, 1);
        reject(new DatabaseAway(new Error('nothing was durable in time')));
      }, deadlineMs);
      waiting.push(one);
      if (!isRunning) void run();
      await promise.finally(() => clearTimeout(timer));
    },
  };
}
