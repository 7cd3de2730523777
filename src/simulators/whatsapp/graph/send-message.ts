/** One send of the business: checked as Meta checks it, then kept and handed to the network. */
import { plan } from '../network/delivery.ts';
import { viewOf } from '../network/message-view.ts';
import type { Network } from '../network/network.ts';
import { priceOf } from '../network/pricing.ts';
import type { NetworkFault } from '../network/rules.ts';
import type { Handset } from '../store/handsets.ts';
import { isAlive } from '../store/media.ts';
import type { Address, Message, Pricing } from '../store/messages.ts';
import type { Template } from '../store/templates.ts';
import type { SendRequest } from '../wire/check-send.ts';
import { checkTemplate, renderTemplate } from '../wire/check-template.ts';
import { type MetaError, metaError } from '../wire/meta-error.ts';
import { asObject, asText } from '../wire/shape.ts';

/** Free-form messages may be sent for so long after the person's last message (Meta, customer service window). */
const windowMs = 24 * 3_600_000;

/** What became of a send. With `fault`, the network misbehaves instead of answering. */
export type SendResult =
  | { kind: 'refused'; error: MetaError }
  | { kind: 'accepted'; message: Message; fault?: NetworkFault }
  | { kind: 'fault'; fault: NetworkFault };

function addressOf(request: SendRequest): Address {
  return request.to
    ? { by: 'phone', input: request.to.input, value: request.to.phone }
    : { by: 'bsuid', input: request.recipient!, value: request.recipient! };
}

function findTemplate(network: Network, request: SendRequest): Template | undefined {
  if (request.type !== 'template') return undefined;
  const { name, language } = request.payload;
  return network.templates.find(asText(name) ?? '', asText(asObject(language)?.code) ?? '');
}

/** Whether a template is through its review on the virtual clock. */
export function isApproved(network: Network, template: Template): boolean {
  return network.clock.now() >= template.at + network.knobs.templateReviewMs;
}

function checkMedia(network: Network, { type, payload }: SendRequest): MetaError | undefined {
  const id = asText(payload.id);
  if (!['image', 'document', 'audio', 'video', 'sticker'].includes(type) || id === undefined)
    return undefined;
  const media = network.media.find(id);
  if (media?.origin !== 'upload' || !isAlive(media, network.clock.now()))
    return metaError(131009, 'The media id does not exist, has expired or was deleted.');
  if (type === 'image' && !['image/jpeg', 'image/png'].includes(media.mime))
    return metaError(131053, 'An image must be of type image/jpeg or image/png.');
  return undefined;
}

function checkWindow(network: Network, request: SendRequest, handset: Handset | undefined): boolean {
  if (request.type === 'template') return true;
  return handset?.lastInboundAt !== undefined && network.clock.now() < handset.lastInboundAt + windowMs;
}

/** The error that is not told at once, but in a `failed` status later. */
function laterFailure(
  network: Network,
  request: SendRequest,
  handset: Handset | undefined,
  pricing: Pricing,
): number | undefined {
  if (!handset) return 131026;
  if (request.payload.link !== undefined) return 131053;
  if (pricing.billable && !network.knobs.hasPaymentMethod) return 131042;
  if (!checkWindow(network, request, handset)) return 131047;
  return undefined;
}

function keep(
  network: Network,
  request: SendRequest,
  parts: { handset: Handset | undefined; template: Template | undefined; ruledCode: number | undefined },
): Message {
  const { handset, template } = parts;
  const category = (template?.category.toLowerCase() ?? 'service') as Pricing['category'];
  return network.db.transaction(() => {
    const pricing = priceOf(network, category);
    const failure = parts.ruledCode ?? laterFailure(network, request, handset, pricing);
    const message = network.messages.add({
      wamid: network.dice.newWamid({ with: handset?.phone ?? addressOf(request).value, author: 'business' }),
      author: 'business',
      type: request.type,
      payload: template
        ? { ...request.payload, rendered: renderTemplate(request.payload, template) }
        : request.payload,
      state: 'accepted',
      at: network.clock.now(),
      address: addressOf(request),
      pricing,
      // A person who blocked the business never gets it, also not later: no handset holds the message.
      ...(handset && !handset.switches.blocked ? { handsetId: handset.id } : {}),
      ...(request.contextWamid ? { contextWamid: request.contextWamid } : {}),
      ...(request.callbackData === undefined ? {} : { callbackData: request.callbackData }),
    });
    plan(
      network,
      failure === undefined ? 'sent' : 'failed',
      message.wamid,
      network.knobs.sentAfterMs,
      failure,
    );
    if (request.type === 'reaction') react(network, request);
    return message;
  });
}

function react(network: Network, request: SendRequest): void {
  const target = network.messages.find(asText(request.payload.message_id) ?? '');
  if (!target?.handsetId) return;
  const { business: _, ...others } = target.reactions;
  const emoji = asText(request.payload.emoji);
  const reactions = emoji ? { ...others, business: emoji } : others;
  const reacted = network.messages.change(target.wamid, { reactions });
  network.screens.show(target.handsetId, { event: 'message', data: viewOf(reacted) });
}

/** Handles one well-formed send. When it answers `accepted`, the message is on disk. */
export function sendMessage(network: Network, request: SendRequest): SendResult {
  const address = addressOf(request);
  const template = findTemplate(network, request);

  // 1. What somebody ordered to go wrong goes first, so that a test need not prepare everything else.
  const ruled = network.rules.use({
    path: 'messages',
    recipient: address.value,
    type: request.type,
    ...(request.type === 'template' ? { template: asText(request.payload.name) ?? '' } : {}),
  });
  if (ruled && 'fault' in ruled && !ruled.isAccepted) return { kind: 'fault', fault: ruled };
  if (ruled && 'error' in ruled && ruled.as === 'response')
    return { kind: 'refused', error: metaError(ruled.error, 'As ordered by a rule of the simulator.') };

  // 2. Content that depends on what the account has.
  const problem =
    (request.type === 'template'
      ? checkTemplate(request.payload, template, template !== undefined && isApproved(network, template))
      : undefined) ?? checkMedia(network, request);
  if (problem) return { kind: 'refused', error: problem };
  if (address.by === 'bsuid' && template?.category === 'AUTHENTICATION')
    return { kind: 'refused', error: metaError(131062, 'Authentication templates need a phone number.') };

  // 3. The person, the window, the rates.
  const handset =
    address.by === 'phone'
      ? network.handsets.findByPhone(address.value)
      : network.handsets.findByBsuid(address.value);
  if (network.knobs.windowClosed === 'response' && !checkWindow(network, request, handset))
    return {
      kind: 'refused',
      error: metaError(131047, 'More than 24 hours have passed since the recipient last replied.'),
    };
  const tooFast = network.limits.takeSend(handset?.id ?? address.value);
  if (tooFast) return { kind: 'refused', error: tooFast };

  // 4. Kept on disk before anybody is told.
  const ruledCode = ruled && 'error' in ruled ? ruled.error : undefined;
  const message = keep(network, request, { handset, template, ruledCode });
  return { kind: 'accepted', message, ...(ruled && 'fault' in ruled ? { fault: ruled } : {}) };
}

/** Meta's answer to an accepted send. */
export function acceptedBody(message: Message) {
  const { by, input, value } = message.address!;
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input, ...(by === 'phone' ? { wa_id: value } : { user_id: value }) }],
    messages: [{ id: message.wamid, ...(message.type === 'template' ? { message_status: 'accepted' } : {}) }],
  };
}
