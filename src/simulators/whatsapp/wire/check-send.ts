/** Reads the body of `POST /{phone_number_id}/messages` and refuses what Meta would refuse by shape and limits. */
import { checkInteractive } from './check-interactive.ts';
import { checkText, firstProblem } from './check-text.ts';
import { isMetaError, type MetaError, metaError } from './meta-error.ts';
import { asList, asObject, asText, type Shape } from './shape.ts';

/** A send that is well formed. Nothing is said yet about window, rates or whether files exist. */
export interface SendRequest {
  kind: 'send';
  type: string;
  /** The content: the object in the member named like the type. */
  payload: Shape;
  /** Both may be given; then the phone wins (Meta). */
  to?: { input: string; phone: string };
  recipient?: string;
  contextWamid?: string;
  callbackData?: string;
}

/** "I have read this message", with or without "and I am typing". */
export interface ReadRequest {
  kind: 'read';
  wamid: string;
  isTyping: boolean;
}

const mediaTypes = ['image', 'document', 'audio', 'video', 'sticker'];
const bsuidForm = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

function checkMedia(type: string, media: Shape): MetaError | undefined {
  if (media.id === undefined && media.link === undefined)
    return metaError(100, `Param ${type} needs an id or a link.`);
  if (media.id !== undefined && !asText(media.id))
    return metaError(100, `Param ${type}['id'] must be a string.`);
  if (media.link !== undefined && !/^https?:\/\//.test(asText(media.link) ?? ''))
    return metaError(100, `Param ${type}['link'] must be a valid URL.`);
  return firstProblem([
    () => checkText(media.caption, 'caption', 1024, { isOptional: true, code: 100 }),
    () => checkText(media.filename, 'filename', 240, { isOptional: true, code: 100 }),
  ]);
}

function checkLocation(location: Shape): MetaError | undefined {
  const { latitude, longitude } = location;
  const isInside = (value: unknown, most: number) =>
    value !== '' && Number.isFinite(Number(value)) && Math.abs(Number(value)) <= most;
  return isInside(latitude, 90) && isInside(longitude, 180)
    ? undefined
    : metaError(100, 'Param location needs a latitude and a longitude.');
}

function checkContent(type: string, payload: Shape): MetaError | undefined {
  if (mediaTypes.includes(type)) return checkMedia(type, payload);
  switch (type) {
    case 'text':
      return checkText(payload.body, "text['body']", 4096, { code: 100 });
    case 'interactive':
      return checkInteractive(payload);
    case 'location':
      return checkLocation(payload);
    case 'reaction':
      return checkText(payload.message_id, "reaction['message_id']", 512, { code: 100 });
    case 'template':
      return undefined;
    default:
      return undefined;
  }
}

function readRead(body: Shape): ReadRequest | MetaError {
  const wamid = asText(body.message_id);
  if (!wamid) return metaError(131008, 'The parameter message_id is required.');
  const typing = body.typing_indicator;
  if (typing !== undefined && asObject(typing)?.type !== 'text')
    return metaError(131009, 'typing_indicator.type must be text.');
  return { kind: 'read', wamid, isTyping: typing !== undefined };
}

function readAddress(body: Shape): Pick<SendRequest, 'to' | 'recipient'> | MetaError {
  if (body.to === undefined && body.recipient === undefined)
    return metaError(100, 'The parameter to or recipient is required.');
  if (body.to !== undefined) {
    const input = asText(body.to) ?? '';
    const phone = input.replace(/[+\s()-]/g, '');
    if (!/^\d{5,20}$/.test(phone)) return metaError(100, 'Param to must be a phone number.');
    return { to: { input, phone } };
  }
  const recipient = asText(body.recipient) ?? '';
  return bsuidForm.test(recipient)
    ? { recipient }
    : metaError(100, 'Param recipient must be a business-scoped user ID.');
}

function readContent(body: Shape): { type: string; payload: Shape } | MetaError {
  const type = body.type === undefined ? 'text' : asText(body.type);
  const types = ['text', 'interactive', 'template', 'location', 'reaction', 'contacts', ...mediaTypes];
  if (!type || !types.includes(type)) return metaError(100, `Param type must be one of ${types.join(', ')}.`);
  if (type === 'contacts')
    return asList(body.contacts)?.length
      ? { type, payload: { contacts: body.contacts } }
      : metaError(131008, 'The parameter contacts is required.');
  const payload = asObject(body[type]);
  if (!payload) return metaError(131008, `The parameter ${type} is required.`);
  return checkContent(type, payload) ?? { type, payload };
}

/** Takes the request apart. Answers a `MetaError` for anything that is not a well-formed send or read. */
export function readSendBody(json: unknown): SendRequest | ReadRequest | MetaError {
  const body = asObject(json);
  if (!body) return metaError(100, 'The body must be a JSON object.');
  if (body.messaging_product !== 'whatsapp')
    return metaError(100, 'The parameter messaging_product is required.');
  if (body.status !== undefined)
    return body.status === 'read' ? readRead(body) : metaError(100, 'Param status must be read.');
  if (body.recipient_type !== undefined && body.recipient_type !== 'individual')
    return metaError(100, 'Param recipient_type must be individual.');
  const address = readAddress(body);
  if (isMetaError(address)) return address;
  const content = readContent(body);
  if (isMetaError(content)) return content;
  const context = body.context;
  const contextWamid = asText(asObject(context)?.message_id);
  if (context !== undefined && !contextWamid)
    return metaError(131008, 'The parameter context.message_id is required.');
  const callback = body.biz_opaque_callback_data;
  const problem = checkText(callback, 'biz_opaque_callback_data', 512, { isOptional: true, code: 100 });
  if (problem) return problem;
  return {
    kind: 'send',
    ...content,
    ...address,
    ...(contextWamid ? { contextWamid } : {}),
    ...(callback === undefined ? {} : { callbackData: callback as string }),
  };
}
