/** Turns the content of one message, by its type, from Meta's words into ours. */
import type { InboundContent, MediaKind } from '../../app/ports.ts';
import { parseSystemChange } from './parse-system.ts';
import { cleanText, errorCodesOf, isObject, optionalId, optionalText, type Wire, wordOr } from './wire.ts';
import {
  editShape,
  locationShape,
  mediaShape,
  reactionShape,
  replyShape,
  revokeShape,
  templateButtonShape,
  textShape,
} from './wire-schemas.ts';

/** Content, and whether the part was of a known type but did not have its shape. */
export interface ParsedContent {
  content: InboundContent;
  problem?: 'unknown-type' | 'malformed-content';
}

const TITLE_LIMIT = 256;
const FILENAME_LIMIT = 255;
const PHONES_LIMIT = 50;

type Reader = (part: unknown, message: Wire) => InboundContent | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  text: (part) => (textShape.Check(part) ? { kind: 'text', body: cleanText(part.body) } : undefined),
  image: media('image'),
  video: media('video'),
  audio: media('audio'),
  document: media('document'),
  sticker: media('sticker'),
  interactive: readInteractive,
  button: readTemplateButton,
  contacts: readContacts,
  location: readLocation,
  reaction: readReaction,
  edit: readEdit,
  revoke: (part) =>
    revokeShape.Check(part) ? { kind: 'revoke', targetWamid: part.original_message_id } : undefined,
  system: parseSystemChange,
};

/** Types that Meta documents and Sampai has no use for; they reach an officer as "unsupported". */
const SET_ASIDE = new Set(['order', 'request_welcome', 'unsupported', 'unknown']);

/**
 * Reads the content of `message` (Meta Cloud API, webhooks reference, "messages"). It always gives content: what
 * is unknown, broken or written in a group becomes `unsupported`, so that a person can look at it.
 */
export function parseContent(message: Wire): ParsedContent {
  const type = wordOr(message.type, 'unknown');
  const errorCodes = errorCodesOf(message.errors);
  // A private answer to something said in a group would be out of place.
  if (typeof message.group_id === 'string')
    return { content: { kind: 'unsupported', wireType: 'group', errorCodes } };
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  const content = reader?.(message[type], message);
  if (content !== undefined) return { content };
  const unsupported: InboundContent = {
    kind: 'unsupported',
    wireType: wireTypeOf(type, message),
    errorCodes,
  };
  if (isExpectedGap(type, message, errorCodes)) return { content: unsupported };
  const problem = reader === undefined ? 'unknown-type' : 'malformed-content';
  return { content: unsupported, problem };
}

/** The most telling name Meta gives: `unsupported.type`, or which kind of interactive answer. */
function wireTypeOf(type: string, message: Wire): string {
  const part = message[type];
  const inner = isObject(part) ? wordOr(part.type, '') : '';
  if (type === 'unsupported') return inner || type;
  return inner !== '' && (type === 'interactive' || type === 'system') ? `${type}:${inner}` : type;
}

/** Cases in which Meta documents that there is nothing more to read. */
function isExpectedGap(type: string, message: Wire, errorCodes: number[]): boolean {
  if (SET_ASIDE.has(type) && message.type === type) return true;
  if (errorCodes.length > 0) return true;
  const part = message[type];
  if (!isObject(part)) return false;
  // A reaction to a message older than thirty days names no target.
  if (type === 'reaction') return part.message_id === undefined;
  if (type !== 'interactive') return false;
  return part.type !== 'button_reply' && part.type !== 'list_reply' && typeof part.type === 'string';
}

function media(mediaKind: MediaKind): Reader {
  return (part) => {
    if (!mediaShape.Check(part)) return undefined;
    const wire: Wire = part;
    const sha256 = optionalId(wire.sha256);
    const filename = optionalText(wire.filename, FILENAME_LIMIT);
    const caption = optionalText(wire.caption);
    return {
      kind: 'media',
      mediaKind,
      mediaId: part.id,
      mime: mimeOf(wire.mime_type),
      ...(sha256 !== undefined && { sha256 }),
      ...(filename !== undefined && { filename: harmlessName(filename) }),
      ...(caption !== undefined && { caption }),
      voice: wire.voice === true,
    };
  };
}

/** `image/jpeg` out of `Image/JPEG; x=y`; what is no MIME type is `application/octet-stream`. */
export function mimeOf(value: unknown): string {
  const essence = typeof value === 'string' ? value.slice(0, 200).split(';')[0]!.trim().toLowerCase() : '';
  return /^[a-z0-9]+\/[a-z0-9.+-]{1,80}$/.test(essence) ? essence : 'application/octet-stream';
}

/** A file name is shown, never used as a path: separators, control and direction characters go. */
function harmlessName(filename: string): string {
  return filename.replace(/[/\\\p{Cc}\p{Cf}]/gu, '_');
}

function readInteractive(part: unknown): InboundContent | undefined {
  if (!isObject(part)) return undefined;
  const source = part.type === 'button_reply' ? 'button' : part.type === 'list_reply' ? 'list' : undefined;
  const reply = source && part[`${source}_reply`];
  if (source === undefined || !replyShape.Check(reply)) return undefined;
  return { kind: 'choice', id: reply.id, title: cleanText(reply.title, TITLE_LIMIT), source };
}

function readTemplateButton(part: unknown): InboundContent | undefined {
  if (!templateButtonShape.Check(part)) return undefined;
  const title = cleanText(part.text, TITLE_LIMIT);
  return { kind: 'choice', id: part.payload ?? title, title, source: 'template' };
}

function readContacts(part: unknown, message: Wire): InboundContent | undefined {
  if (!Array.isArray(part)) return undefined;
  const cards = part.slice(0, PHONES_LIMIT).filter(isObject);
  // Meta's pages show `origin` both beside `contacts` and inside a card.
  const isAnswer = (wire: Wire) => wire.origin === 'contact_request';
  const requested = isAnswer(message) || cards.some(isAnswer);
  const chosen = cards.some(isAnswer) ? cards.filter(isAnswer) : cards;
  const phones = chosen.flatMap(phonesOf).slice(0, PHONES_LIMIT);
  return { kind: 'contact', phones, requested };
}

function phonesOf(card: Wire): string[] {
  if (!Array.isArray(card.phones)) return [];
  const phones = card.phones.slice(0, PHONES_LIMIT).filter(isObject);
  return phones
    .map((phone) => optionalId(phone.wa_id) ?? optionalText(phone.phone, 40))
    .filter((phone) => phone !== undefined);
}

function readLocation(part: unknown): InboundContent | undefined {
  if (!locationShape.Check(part)) return undefined;
  const latitude = Number(part.latitude);
  const longitude = Number(part.longitude);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  const wire: Wire = part;
  const name = optionalText(wire.name, TITLE_LIMIT);
  const address = optionalText(wire.address, 1_024);
  return {
    kind: 'location',
    latitude,
    longitude,
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
  };
}

function readReaction(part: unknown): InboundContent | undefined {
  if (!reactionShape.Check(part)) return undefined;
  return { kind: 'reaction', targetWamid: part.message_id, emoji: cleanText(part.emoji ?? '', 64) };
}

function readEdit(part: unknown): InboundContent | undefined {
  if (!editShape.Check(part)) return undefined;
  const inner = part.message;
  const type = wordOr(inner.type, '');
  const changed = Object.hasOwn(inner, type) ? inner[type] : inner.text;
  if (!isObject(changed)) return undefined;
  const body = type === 'text' || type === '' ? changed.body : (changed.caption ?? '');
  if (typeof body !== 'string') return undefined;
  return { kind: 'edit', targetWamid: part.original_message_id, body: cleanText(body) };
}
