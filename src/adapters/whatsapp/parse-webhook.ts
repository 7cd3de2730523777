/** Takes a webhook body apart: every entry, change, message and status, whatever the others look like. */
import type { DeliveryStatus, InboundMessage, WebhookContents } from '../../app/ports.ts';
import { type ContactIndex, indexContacts } from './identity.ts';
import { parseMessage } from './parse-message.ts';
import { parseStatus } from './parse-status.ts';
import { parseUserIdUpdate } from './parse-user-id-update.ts';
import { collectUnreadable, type UnreadableParts } from './unreadable.ts';
import { errorCodesOf, isObject, optionalId, type Wire } from './wire.ts';

/** Meta batches up to 1,000 updates; a longer list is cut and named in `unreadable`. */
const LIST_LIMIT = 1_000;
/** Parts read from one body, over all lists: keeps a hostile body of 3 MiB from holding the process. */
const PART_LIMIT = 5_000;

/** What one body gives, while it is being read. */
interface Reading {
  messages: InboundMessage[];
  statuses: DeliveryStatus[];
  unreadable: UnreadableParts;
  partsLeft: number;
}

/**
 * Reads a parsed webhook body (Meta Cloud API, webhooks, "Webhook payload"). It never throws: what is unknown or
 * malformed is named in `unreadable` by its JSON path and does not disturb the rest. A message of which only the
 * content is broken appears in both, as `unsupported`, so that its sender can still be answered.
 *
 * Duplicates are kept: whether a message was seen before is for the database to decide.
 */
export function parseWebhook(json: unknown): WebhookContents {
  const unreadable = collectUnreadable();
  const reading: Reading = { messages: [], statuses: [], unreadable, partsLeft: PART_LIMIT };
  if (!isObject(json)) unreadable.add('$', 'not-an-object');
  else if (json.object !== 'whatsapp_business_account') unreadable.add('$.object', 'unknown-object');
  else each(json.entry, '$.entry', reading, readEntry);
  return { messages: reading.messages, statuses: reading.statuses, unreadable: unreadable.list() };
}

function readEntry(entry: Wire, path: string, reading: Reading): void {
  each(entry.changes, `${path}.changes`, reading, readChange);
}

function readChange(change: Wire, path: string, reading: Reading): void {
  const { field, value } = change;
  if (field !== 'messages' && field !== 'user_id_update') {
    reading.unreadable.add(`${path}.field`, 'unknown-field');
    return;
  }
  if (!isObject(value)) {
    reading.unreadable.add(`${path}.value`, 'not-an-object');
    return;
  }
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const phoneNumberId = optionalId(metadata.phone_number_id);
  if (phoneNumberId === undefined) reading.unreadable.add(`${path}.value.metadata`, 'no-phone-number-id');
  else readValue(value, `${path}.value`, phoneNumberId, reading);
}

function readValue(value: Wire, path: string, phoneNumberId: string, reading: Reading): void {
  const { unreadable } = reading;
  const contacts: ContactIndex = indexContacts(
    Array.isArray(value.contacts) ? value.contacts.slice(0, LIST_LIMIT) : [],
  );
  const context = { phoneNumberId, contacts, unreadable };
  each(value.messages ?? [], `${path}.messages`, reading, (message, at) => {
    const read = parseMessage(message, at, context);
    if (read !== undefined) reading.messages.push(read);
  });
  each(value.statuses ?? [], `${path}.statuses`, reading, (status, at) => {
    const read = parseStatus(status, at, context);
    if (read !== undefined) reading.statuses.push(read);
  });
  each(value.user_id_update ?? [], `${path}.user_id_update`, reading, (update, at) => {
    const read = parseUserIdUpdate(update, at, context);
    if (read !== undefined) reading.messages.push(read);
  });
  // Faults of the account itself have no message to hang on; they must not vanish.
  for (const [position, code] of errorCodesOf(value.errors).entries()) {
    unreadable.add(`${path}.errors[${position}]`, `reported-error-${code}`);
  }
}

/** Calls `read` for every object in a list; anything that is not one is noted. */
function each(
  list: unknown,
  path: string,
  reading: Reading,
  read: (part: Wire, path: string, reading: Reading) => void,
): void {
  if (!Array.isArray(list)) {
    reading.unreadable.add(path, 'not-a-list');
    return;
  }
  for (const [position, part] of list.entries()) {
    if (position >= LIST_LIMIT || reading.partsLeft === 0) {
      reading.unreadable.add(`${path}[${position}]`, 'too-many');
      return;
    }
    reading.partsLeft -= 1;
    const at = `${path}[${position}]`;
    if (isObject(part)) read(part, at, reading);
    else reading.unreadable.add(at, 'not-an-object');
  }
}
