/** Reads one entry of `statuses[]`: what became of a message of ours. */
import type { DeliveryStatus } from '../../app/ports.ts';
import { recipientOf } from './identity.ts';
import type { ChangeContext } from './parse-message.ts';
import { errorCodesOf, isObject, optionalId, optionalText, optionalTime, type Wire, wordOr } from './wire.ts';

const STATUSES: ReadonlySet<unknown> = new Set<DeliveryStatus['status']>([
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
]);

function isKnownStatus(value: unknown): value is DeliveryStatus['status'] {
  return STATUSES.has(value);
}

/** Longest `biz_opaque_callback_data` that Meta takes and gives back. */
const CALLBACK_LIMIT = 512;

/** The status (Meta Cloud API, webhooks reference, "Status messages"), or `undefined` when it cannot be filed. */
export function parseStatus(status: Wire, path: string, context: ChangeContext): DeliveryStatus | undefined {
  const { phoneNumberId, contacts, unreadable } = context;
  const wamid = optionalId(status.id);
  const at = optionalTime(status.timestamp);
  if (wamid === undefined) unreadable.add(`${path}.id`, 'bad-id');
  else if (at === undefined) unreadable.add(`${path}.timestamp`, 'bad-time');
  else if (!isKnownStatus(status.status) || status.type === 'call') {
    unreadable.add(`${path}.status`, 'unknown-status');
  } else {
    const callbackData = optionalText(status.biz_opaque_callback_data, CALLBACK_LIMIT);
    const pricing = pricingOf(status.pricing);
    return {
      phoneNumberId,
      wamid,
      status: status.status,
      at,
      recipient: recipientOf(status, contacts),
      ...(callbackData !== undefined && { callbackData }),
      errorCodes: errorCodesOf(status.errors),
      ...(pricing !== undefined && { pricing }),
    };
  }
  return undefined;
}

function pricingOf(value: unknown): DeliveryStatus['pricing'] {
  if (!isObject(value)) return undefined;
  const category = wordOr(value.category, '');
  const type = wordOr(value.type, '');
  if (category === '') return undefined;
  // `billable` is deprecated and may be missing; then only the free kinds are free.
  const billable = typeof value.billable === 'boolean' ? value.billable : !type.startsWith('free');
  return { billable, category, ...(type !== '' && { type }) };
}
