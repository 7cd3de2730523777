/** The bytes of a webhook as Meta sends them: envelope, escaping, signature. */
import { createHmac } from 'node:crypto';

/** One `value` of a webhook with its list members. */
export interface WebhookValue {
  messaging_product: 'whatsapp';
  metadata: { display_phone_number: string; phone_number_id: string };
  contacts?: unknown[];
  messages?: unknown[];
  statuses?: unknown[];
}

/** Joins neighbours of one kind into one value, since every array of Meta's may hold many. */
function joinValues(values: readonly WebhookValue[]): WebhookValue[] {
  const joined: WebhookValue[] = [];
  for (const value of values) {
    const last = joined.at(-1);
    const isSameKind = last && Boolean(last.messages) === Boolean(value.messages);
    if (!last || !isSameKind) {
      joined.push({ ...value });
      continue;
    }
    for (const list of ['contacts', 'messages', 'statuses'] as const)
      if (value[list]) last[list] = [...(last[list] ?? []), ...value[list]];
  }
  return joined;
}

/** Puts values into Meta's envelope. */
export function envelope(wabaId: string, values: readonly WebhookValue[]) {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: joinValues(values).map((value) => ({ value, field: 'messages' })) }],
  };
}

/**
 * Writes JSON as Meta does: `\/`, `\u0040` for `@` and `\uXXXX` for everything outside ASCII. A receiver that
 * checks the signature over re-serialised JSON fails on it, as it would with Meta.
 */
export function escapedJson(value: unknown): Buffer {
  const text = JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[@\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(text, 'latin1');
}

/** The `X-Hub-Signature-256` header for these bytes. */
export function signatureOf(body: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
