/** Webhooks as Meta sends them: one message of an invented resident each, signed with the app's secret. */
import { createHmac } from 'node:crypto';
import type { Call } from './load.ts';

/** Settings under which the webhooks are genuine; the subject is started with them. */
export const webhookSecret = 'bench-app-secret';
/** The office's number in the webhooks. */
export const phoneNumberId = '990000000000009';

/** An invented resident by number; the telephone numbers are of the demo's range. */
export interface Sender {
  waId: string;
  userId: string;
  name: string;
}

/** Resident number `index` of a group; another `group` has other telephone numbers. */
export function senderOf(group: number, index: number): Sender {
  const digits = String(index).padStart(6, '0');
  return {
    waId: `62800992${group}${digits}`,
    userId: `ID.99${group}${digits}`,
    name: `Warga Contoh ${index}`,
  };
}

/** What a resident says, or taps. */
export type Said = { text: string } | { choice: { id: string; title: string } };

/** One webhook with one message. `id` makes the message's id and must not repeat. */
export function webhook(sender: Sender, said: Said, id: string): Call {
  const { waId, userId, name } = sender;
  const content =
    'text' in said
      ? { type: 'text', text: { body: said.text } }
      : { type: 'interactive', interactive: { type: 'button_reply', button_reply: said.choice } };
  const timestamp = String(Math.floor(Date.now() / 1000));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '628009900000', phone_number_id: phoneNumberId },
    contacts: [{ profile: { name }, wa_id: waId, user_id: userId }],
    messages: [{ from: waId, from_user_id: userId, id: `wamid.${id}`, timestamp, ...content }],
  };
  const body = Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '102290129340398', changes: [{ field: 'messages', value }] }],
    }),
  );
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
  return {
    method: 'POST',
    path: '/webhooks/whatsapp',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  };
}
