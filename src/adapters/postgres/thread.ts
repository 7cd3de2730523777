/** The WhatsApp thread of a contact as the desk shows it: what came in and what went out, oldest first. */
import type { InboundContent, OutboundContent, OutboxContent, ThreadMessage } from '../../app/ports.ts';
import { bringsCode } from '../../domain/message/codes.ts';
import { outgoingReason } from '../../domain/message/thread-reason.ts';
import { unsealJson } from '../keys/seal.ts';
import { messagePlace, type SealedMessage } from './inbox-store.ts';
import { sqlFor } from './office-transaction.ts';
import { withoutCode } from './outbox-codes.ts';
import { given, type StoreContext } from './store-context.ts';

function inboundText(content: InboundContent): string {
  switch (content.kind) {
    case 'text':
    case 'edit':
      return content.body;
    case 'choice':
      return content.title;
    case 'media':
      return content.caption ?? content.filename ?? '';
    case 'location':
      return content.name ?? content.address ?? '';
    case 'reaction':
      return content.emoji;
    default:
      return '';
  }
}

function outboundText(content: OutboundContent): string {
  switch (content.kind) {
    case 'document':
      return content.caption ?? content.filename;
    case 'template':
      return content.body.join(' · ');
    default:
      return content.body;
  }
}

/** Text of what is kept in the outbox, for showing it again. */
export function outboxText(content: OutboxContent): string {
  if (content.kind === 'file') return `${content.caption} (${content.filename})`;
  return outboundText(content.kind === 'notice' ? content.free : content.content);
}

const shell = (row: { message_id: string; sent_at: Date }) => ({
  id: row.message_id,
  direction: 'in' as const,
  at: row.sent_at.toISOString(),
});

/** What became of the voice notes and videos among these messages, by their message. */
async function readRecordings(
  { tx, officeId }: StoreContext,
  contactId: string,
  contents: ReadonlyMap<string, InboundContent>,
): Promise<Map<string, NonNullable<ThreadMessage['recording']>>> {
  const wamids = [...contents]
    .filter(([, one]) => one.kind === 'media' && (one.mediaKind === 'audio' || one.mediaKind === 'video'))
    .map(([wamid]) => wamid);
  if (wamids.length === 0) return new Map();
  const rows = await tx.rows<{ media_key: string; wamid: string; state: string; is_kept: boolean }>(
    `select media_key, wamid, state, stored_sealed is not null as is_kept from inbound_media
      where office_id = $1 and contact_id = $2 and wamid = any ($3::text[])`,
    [officeId, contactId, wamids],
  );
  const gone = { mediaKey: '', state: 'gone' as const };
  return new Map(
    wamids.map((wamid) => {
      const row = rows.find((one) => one.wamid === wamid);
      if (row === undefined) return [wamid, gone];
      const state = row.is_kept ? 'kept' : row.state === 'waiting' ? 'waiting' : 'gone';
      return [wamid, { mediaKey: row.media_key, state } as const];
    }),
  );
}

/** Reads the last `limit` messages of both directions; with `about` only those that belong to that case. */
export async function readThread(
  context: StoreContext,
  contactId: string,
  limit: number,
  about?: { caseId: string; wamids: readonly string[] },
): Promise<ThreadMessage[]> {
  const { tx, officeId, ring } = context;
  const received = await tx.all(
    sqlFor
      .selectFrom('inbound_messages')
      .$if(about !== undefined, (query) =>
        query.where((one) =>
          one.or([one('case_id', '=', about!.caseId), one('wamid', 'in', [...about!.wamids, ''])]),
        ),
      )
      .select([
        'message_id',
        'phone_number_id',
        'wamid',
        'sent_at',
        'kind',
        'key_id',
        'message_sealed',
        'parked_reason',
      ])
      .where('office_id', '=', officeId)
      .where('contact_id', '=', contactId)
      .where('message_sealed', 'is not', null)
      .orderBy('message_id', 'desc')
      .limit(limit),
  );
  const sent = await tx.all(
    sqlFor
      .selectFrom('outbox')
      .$if(about !== undefined, (query) => query.where('case_id', '=', about!.caseId))
      .select([
        'outbox_id',
        'created_at',
        'state',
        'error_code',
        'reason',
        'key_id',
        'content_sealed',
        'purpose',
      ])
      .where('office_id', '=', officeId)
      .where('contact_id', '=', contactId)
      .where('content_sealed', 'is not', null)
      .orderBy('outbox_id', 'desc')
      .limit(limit),
  );
  const messages: ThreadMessage[] = [];
  const contents = new Map<string, InboundContent>();
  for (const row of received) {
    const key = await ring.get(tx, row.key_id);
    const place = messagePlace(row.phone_number_id, row.wamid!);
    contents.set(row.wamid!, unsealJson<SealedMessage>(key, row.message_sealed!, place).content);
  }
  const takenBack = new Set(
    [...contents.values()].flatMap((one) => (one.kind === 'revoke' ? [one.targetWamid] : [])),
  );
  const recordings = await readRecordings(context, contactId, contents);
  for (const row of received) {
    const content = contents.get(row.wamid!)!;
    // Erased with the message that it takes back, unless that one belongs to a case that was handed in.
    if (content.kind === 'revoke' && contents.has(content.targetWamid)) continue;
    const recording = recordings.get(row.wamid!);
    messages.push({
      ...shell(row),
      kind: recording === undefined ? row.kind : 'recording',
      text: row.kind === 'pin' ? '••••••' : inboundText(content),
      ...(row.parked_reason !== null && { reason: 'not-handled' as const }),
      ...given({ recording, isTakenBack: takenBack.has(row.wamid!) ? (true as const) : undefined }),
    });
  }
  for (const row of sent) {
    const key = await ring.get(tx, row.key_id);
    const reason = outgoingReason({
      state: row.state,
      ...given({ code: row.error_code, note: row.reason }),
    });
    const content = unsealJson<OutboxContent>(key, row.content_sealed!, `outbox/${row.outbox_id}`);
    messages.push({
      id: row.outbox_id,
      direction: 'out',
      at: row.created_at.toISOString(),
      kind: content.kind,
      text: bringsCode(row.purpose) ? withoutCode(outboxText(content)) : outboxText(content),
      state: row.state,
      ...given({ reason }),
    });
  }
  return messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1)).slice(-limit);
}
