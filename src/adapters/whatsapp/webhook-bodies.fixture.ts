/** Webhook bodies in Meta's shape about invented people, for tests: numbers 62899…, NIKs of region 99. */
import type { Wire } from './wire.ts';

/** The office's number in every fixture. */
export const PHONE_NUMBER_ID = '106540352242922';

/** Invented residents. Jamilah has no username; Rahmat is known by username and user id alone. */
export const JAMILAH = { waId: '6289900000001', bsuid: 'ID.13491208655302741918', name: 'Jamilah Contoh' };
export const RAHMAT = { bsuid: 'ID.99887766554433221100', username: 'rahmat.contoh', name: 'Rahmat Contoh' };

/** When the fixtures were sent: 21 November 2026, 10:00 WITA, in Unix seconds. */
export const SENT_AT_SECONDS = 1_795_226_400;

/** A message id in Meta's form; the same `name` always gives the same id. */
export function wamid(name: string): string {
  return `wamid.${Buffer.from(`62899 ${name}`).toString('base64')}`;
}

/** A whole body around `value`s, one change each. */
export function envelope(...values: Wire[]): Wire {
  const changes = values.map((value) => ({ field: 'messages', value }));
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] };
}

/** The `value` of a change, with whatever lists it carries. */
export function value(parts: Wire): Wire {
  const metadata = { display_phone_number: '6289900000099', phone_number_id: PHONE_NUMBER_ID };
  return { messaging_product: 'whatsapp', metadata, ...parts };
}

/** Jamilah's entry in `contacts[]`. */
export const jamilahContact = {
  profile: { name: JAMILAH.name },
  wa_id: JAMILAH.waId,
  user_id: JAMILAH.bsuid,
};

/** Rahmat's entry: a username and a user id, no phone number. */
export const rahmatContact = {
  profile: { name: RAHMAT.name, username: RAHMAT.username },
  user_id: RAHMAT.bsuid,
};

/** A message from Jamilah of the given type and content. */
export function message(name: string, type: string, content: unknown, more: Wire = {}): Wire {
  return {
    from: JAMILAH.waId,
    from_user_id: JAMILAH.bsuid,
    id: wamid(name),
    timestamp: String(SENT_AT_SECONDS),
    type,
    ...(content !== undefined && { [type]: content }),
    ...more,
  };
}

/** A body with one message from Jamilah. */
export function bodyWith(...messages: unknown[]): Wire {
  return envelope(value({ contacts: [jamilahContact], messages }));
}

/** A status of a message that went to Jamilah. */
export function status(name: string, word: string, more: Wire = {}): Wire {
  return {
    id: wamid(name),
    status: word,
    timestamp: String(SENT_AT_SECONDS),
    recipient_id: JAMILAH.waId,
    recipient_user_id: JAMILAH.bsuid,
    ...more,
  };
}

const media = { id: '1013859600285441', mime_type: 'image/jpeg', sha256: 'a'.repeat(64) };

/** One message of every type that Meta documents, by a telling name. */
export const everyType: Readonly<Record<string, Wire>> = {
  text: message('text', 'text', { body: 'NIK 9901014101900001, Jamilah' }),
  image: message('image', 'image', { ...media, caption: 'KK', url: 'https://elsewhere.example/x' }),
  video: message('video', 'video', { ...media, mime_type: 'video/mp4' }),
  voice: message('voice', 'audio', { ...media, mime_type: 'audio/ogg; codecs=opus', voice: true }),
  document: message('document', 'document', {
    ...media,
    mime_type: 'application/pdf',
    filename: 'surat lahir.pdf',
  }),
  sticker: message('sticker', 'sticker', { ...media, mime_type: 'image/webp', animated: false }),
  location: message('location', 'location', { latitude: -2.3331, longitude: 115.4717, name: 'Paringin' }),
  contacts: message('contacts', 'contacts', [
    { name: { formatted_name: 'Bidan Contoh' }, phones: [{ phone: '+62 899-0000-002', type: 'CELL' }] },
  ]),
  contactRequest: message('contact-request', 'contacts', [
    { origin: 'other', phones: [{ phone: '+62 899 5', wa_id: '62899005' }] },
    { origin: 'contact_request', phones: [{ phone: '+62 899 0000 001', wa_id: JAMILAH.waId }] },
  ]),
  buttonReply: message(
    'button',
    'interactive',
    { type: 'button_reply', button_reply: { id: 'izin:1:ab12', title: '1 Setuju' } },
    { context: { from: '6289900000099', id: wamid('our-question') } },
  ),
  listReply: message('list', 'interactive', {
    type: 'list_reply',
    list_reply: { id: 'menu:kelahiran:cd34', title: 'Akta kelahiran', description: 'Bayi baru lahir' },
  }),
  flowReply: message('flow', 'interactive', {
    type: 'nfm_reply',
    nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"broken' },
  }),
  callPermission: message('call', 'interactive', {
    type: 'call_permission_reply',
    call_permission_reply: { response: 'accept', is_permanent: false },
  }),
  templateButton: message('template', 'button', { payload: 'kirim-pdf:9901', text: 'Kirim PDF' }),
  order: message('order', 'order', { catalog_id: '1', product_items: [] }),
  reaction: message('reaction', 'reaction', { message_id: wamid('our-question'), emoji: '👍🏽' }),
  reactionRemoved: message('unreaction', 'reaction', { message_id: wamid('our-question') }),
  reactionToOld: message('old-reaction', 'reaction', { emoji: '👍' }),
  edit: message('edit', 'edit', {
    original_message_id: wamid('text'),
    message: { type: 'text', text: { body: 'NIK 9901014101900002, Jamilah' }, context: { id: 'x' } },
  }),
  editCaption: message('edit-caption', 'edit', {
    original_message_id: wamid('image'),
    message: { type: 'image', image: { ...media, caption: 'KTP ayah' } },
  }),
  revoke: message('revoke', 'revoke', { original_message_id: wamid('image') }),
  unsupported: message(
    'unsupported',
    'unsupported',
    { type: 'poll_creation' },
    { errors: [{ code: 131051 }] },
  ),
  unknown: message('unknown', 'unknown', undefined, { errors: [{ code: 131051, title: 'x' }] }),
  referral: message('referral', 'text', { body: 'halo' }, { referral: { source_url: 'https://x.example' } }),
  welcome: message('welcome', 'request_welcome', undefined),
  mediaWithError: message('broken', 'image', undefined, { errors: [{ code: 131052, title: 'x' }] }),
  group: message('group', 'text', { body: 'halo semua' }, { group_id: 'Y2FwaV9ncm91cA==' }),
};

/** System messages stand alone: they carry no `contacts`. */
export const systemMessages: Readonly<Record<string, Wire>> = {
  number: {
    from: JAMILAH.waId,
    id: wamid('number'),
    timestamp: String(SENT_AT_SECONDS),
    type: 'system',
    system: {
      body: 'User Jamilah changed from 6289900000001 to 6289900000003',
      wa_id: '6289900000003',
      user_id: 'ID.222',
      previous_user_id: JAMILAH.bsuid,
      type: 'user_changed_number',
    },
  },
  userId: {
    from_user_id: 'ID.333',
    id: wamid('user-id'),
    timestamp: String(SENT_AT_SECONDS),
    type: 'system',
    system: {
      body: 'User changed',
      user_id: 'ID.333',
      previous_user_id: RAHMAT.bsuid,
      type: 'user_changed_user_id',
    },
  },
  key: {
    from: JAMILAH.waId,
    from_user_id: JAMILAH.bsuid,
    id: wamid('key'),
    timestamp: String(SENT_AT_SECONDS),
    type: 'system',
    system: { body: 'x', identity: 'hash', type: 'customer_identity_changed', user_id: JAMILAH.bsuid },
  },
};
