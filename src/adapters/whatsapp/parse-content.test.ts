/** Every type of message that Meta documents, and what Sampai makes of it. */
import { describe, expect, it } from 'vitest';
import { parseWebhook } from './parse-webhook.ts';
import {
  bodyWith,
  envelope,
  everyType,
  JAMILAH,
  message,
  RAHMAT,
  systemMessages,
  value,
  wamid,
} from './webhook-bodies.fixture.ts';
import type { Wire } from './wire.ts';

/** The content of a single message, and what was found unreadable about it. */
function read(wire: Wire) {
  const { messages, unreadable } = parseWebhook(bodyWith(wire));
  return { content: messages[0]?.content, unreadable };
}

const sha256 = 'a'.repeat(64);
const mediaId = '1013859600285441';

describe('a message of each type', () => {
  const expected: Record<keyof typeof everyType, unknown> = {
    text: { kind: 'text', body: 'NIK 9901014101900001, Jamilah' },
    image: {
      kind: 'media',
      mediaKind: 'image',
      mediaId,
      mime: 'image/jpeg',
      sha256,
      caption: 'KK',
      voice: false,
    },
    video: { kind: 'media', mediaKind: 'video', mediaId, mime: 'video/mp4', sha256, voice: false },
    voice: { kind: 'media', mediaKind: 'audio', mediaId, mime: 'audio/ogg', sha256, voice: true },
    document: {
      kind: 'media',
      mediaKind: 'document',
      mediaId,
      mime: 'application/pdf',
      sha256,
      filename: 'surat lahir.pdf',
      voice: false,
    },
    sticker: { kind: 'media', mediaKind: 'sticker', mediaId, mime: 'image/webp', sha256, voice: false },
    location: { kind: 'location', latitude: -2.3331, longitude: 115.4717, name: 'Paringin' },
    contacts: { kind: 'contact', phones: ['+62 899-0000-002'], requested: false },
    contactRequest: { kind: 'contact', phones: [JAMILAH.waId], requested: true },
    buttonReply: { kind: 'choice', id: 'izin:1:ab12', title: '1 Setuju', source: 'button' },
    listReply: { kind: 'choice', id: 'menu:kelahiran:cd34', title: 'Akta kelahiran', source: 'list' },
    flowReply: { kind: 'unsupported', wireType: 'interactive:nfm_reply', errorCodes: [] },
    callPermission: { kind: 'unsupported', wireType: 'interactive:call_permission_reply', errorCodes: [] },
    templateButton: { kind: 'choice', id: 'kirim-pdf:9901', title: 'Kirim PDF', source: 'template' },
    order: { kind: 'unsupported', wireType: 'order', errorCodes: [] },
    reaction: { kind: 'reaction', targetWamid: wamid('our-question'), emoji: '👍🏽' },
    reactionRemoved: { kind: 'reaction', targetWamid: wamid('our-question'), emoji: '' },
    reactionToOld: { kind: 'unsupported', wireType: 'reaction', errorCodes: [] },
    edit: { kind: 'edit', targetWamid: wamid('text'), body: 'NIK 9901014101900002, Jamilah' },
    editCaption: { kind: 'edit', targetWamid: wamid('image'), body: 'KTP ayah' },
    revoke: { kind: 'revoke', targetWamid: wamid('image') },
    unsupported: { kind: 'unsupported', wireType: 'poll_creation', errorCodes: [131051] },
    unknown: { kind: 'unsupported', wireType: 'unknown', errorCodes: [131051] },
    referral: { kind: 'text', body: 'halo' },
    welcome: { kind: 'unsupported', wireType: 'request_welcome', errorCodes: [] },
    mediaWithError: { kind: 'unsupported', wireType: 'image', errorCodes: [131052] },
    group: { kind: 'unsupported', wireType: 'group', errorCodes: [] },
  };

  it.each(Object.keys(everyType))('%s is read, and nothing about it is unreadable', (name) => {
    expect(read(everyType[name]!)).toEqual({ content: expected[name], unreadable: [] });
  });

  it('names the message of ours that was tapped', () => {
    const { messages } = parseWebhook(bodyWith(everyType.buttonReply));
    expect(messages[0]?.quotedWamid).toBe(wamid('our-question'));
  });
});

describe('a system message', () => {
  const readAlone = (wire: Wire) => parseWebhook(envelope(value({ messages: [wire] }))).messages[0];

  it('tells old and new number, without contacts', () => {
    expect(readAlone(systemMessages.number!)).toMatchObject({
      sender: { waId: JAMILAH.waId, bsuid: JAMILAH.bsuid },
      content: {
        kind: 'identity-changed',
        change: 'number',
        next: { waId: '6289900000003', bsuid: 'ID.222' },
      },
    });
  });

  it('tells a new user id of a person without a number, and takes the new id not for the old one', () => {
    expect(readAlone(systemMessages.userId!)).toMatchObject({
      sender: { bsuid: RAHMAT.bsuid },
      content: { kind: 'identity-changed', change: 'user-id', next: { bsuid: 'ID.333' } },
    });
  });

  it('tells that the keys changed, while the person keeps their ids', () => {
    const identity = { waId: JAMILAH.waId, bsuid: JAMILAH.bsuid };
    expect(readAlone(systemMessages.key!)).toMatchObject({
      sender: identity,
      content: { kind: 'identity-changed', change: 'key', next: identity },
    });
  });

  it('also understands the field that carried changed user ids before', () => {
    const update = {
      wa_id: JAMILAH.waId,
      user_id: { previous: JAMILAH.bsuid, current: 'ID.444' },
      timestamp: '1795226400',
    };
    const body = envelope(value({ user_id_update: [update] }));
    (body.entry as { changes: { field: string }[] }[])[0]!.changes[0]!.field = 'user_id_update';
    expect(parseWebhook(body)).toMatchObject({
      unreadable: [],
      messages: [
        {
          wamid: 'user-id-update.1795226400.ID.444',
          sender: { waId: JAMILAH.waId, bsuid: JAMILAH.bsuid },
          content: { change: 'user-id', next: { waId: JAMILAH.waId, bsuid: 'ID.444' } },
        },
      ],
    });
  });

  it('of a kind that nobody knows yet reaches an officer', () => {
    const wire = { ...systemMessages.key, system: { type: 'user_moved_to_mars' } };
    expect(readAlone(wire)?.content).toEqual({
      kind: 'unsupported',
      wireType: 'system:user_moved_to_mars',
      errorCodes: [],
    });
  });
});

describe('broken content', () => {
  it.each([
    ['text without a body', message('x', 'text', {}), 'text'],
    ['text that is a number', message('x', 'text', 7), 'text'],
    ['an image without an id', message('x', 'image', { mime_type: 'image/jpeg' }), 'image'],
    ['an image whose id is a path', message('x', 'image', { id: 'a b\n' }), 'image'],
    ['a place outside the world', message('x', 'location', { latitude: 91, longitude: 0 }), 'location'],
    ['contacts that are no list', message('x', 'contacts', {}), 'contacts'],
    [
      'a choice with an endless id',
      message('x', 'interactive', {
        type: 'button_reply',
        button_reply: { id: 'a'.repeat(300), title: 'x' },
      }),
      'interactive:button_reply',
    ],
    ['an edit of nothing', message('x', 'edit', { message: {} }), 'edit'],
    ['a revoke of nothing', message('x', 'revoke', {}), 'revoke'],
  ])('%s is named, and its sender can still be answered', (_name, wire, wireType) => {
    expect(read(wire)).toEqual({
      content: { kind: 'unsupported', wireType, errorCodes: [] },
      unreadable: [{ path: '$.entry[0].changes[0].value.messages[0]', reason: 'malformed-content' }],
    });
  });

  it('of a type of tomorrow is named and kept', () => {
    expect(read(message('x', 'hologram', {}))).toMatchObject({
      content: { kind: 'unsupported', wireType: 'hologram' },
      unreadable: [{ reason: 'unknown-type' }],
    });
  });

  it('whose type says something personal does not repeat it', () => {
    expect(read(message('x', 'NIK 9901014101900001', {})).content).toMatchObject({ wireType: 'unknown' });
  });

  it('has NUL and lone surrogates replaced, and keeps everything else', () => {
    const body = JSON.parse('"a\\u0000b\\ud800c\\ude00 😀 é"');
    expect(read(message('x', 'text', { body })).content).toEqual({
      kind: 'text',
      body: 'a\uFFFDb\uFFFDc\uFFFD 😀 é',
    });
  });

  it('is cut at 65,536 characters without splitting one', () => {
    const body = `${'a'.repeat(65_535)}😀😀`;
    expect(read(message('x', 'text', { body })).content).toEqual({ kind: 'text', body: 'a'.repeat(65_535) });
  });

  it('has file names made harmless', () => {
    const wire = message('x', 'document', { id: '1', filename: '../../etc/\u202Efdp.exe\n' });
    expect(read(wire).content).toMatchObject({
      filename: '.._.._etc__fdp.exe_',
      mime: 'application/octet-stream',
    });
  });
});
