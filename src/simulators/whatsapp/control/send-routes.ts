/** `/_sim/handsets/:id/send` and its neighbours: everything a person can send or change from a handset. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { shareContact, tap } from '../network/choices.ts';
import { type Outgoing, sendFromHandset } from '../network/inbound.ts';
import { viewOf } from '../network/message-view.ts';
import type { Network } from '../network/network.ts';
import { editMessage, reactToMessage, revokeMessage } from '../network/second-thoughts.ts';
import type { Handset } from '../store/handsets.ts';
import type { Message } from '../store/messages.ts';
import { errorEntry, metaError } from '../wire/meta-error.ts';
import { keepFile, NewFile, readFile } from './files.ts';
import { type HandsetCall, withHandset } from './handset-routes.ts';
import { refuseControl } from './refusals.ts';
import { silentVoiceNote } from './voice-note.ts';

const Quote = { quotedWamid: Type.Optional(Type.String()) };
const Sends = Type.Union([
  Type.Object({
    kind: Type.Literal('text'),
    body: Type.String({ minLength: 1, maxLength: 65_536 }),
    ...Quote,
  }),
  Type.Object({ kind: Type.Literal('media'), file: NewFile, ...Quote }),
  Type.Object({ kind: Type.Literal('choice'), wamid: Type.String(), choice: Type.String() }),
  Type.Object({
    kind: Type.Literal('location'),
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
    name: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
    ...Quote,
  }),
  Type.Object({
    kind: Type.Literal('contact'),
    name: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    ...Quote,
  }),
  Type.Object({ kind: Type.Literal('voice'), seconds: Type.Integer({ minimum: 1, maximum: 60 }), ...Quote }),
  Type.Object({ kind: Type.Literal('unsupported'), type: Type.String() }),
  Type.Object({ kind: Type.Literal('raw'), message: Type.Record(Type.String(), Type.Unknown()) }),
]);
type Send = Static<typeof Sends>;

const Album = Type.Object({ files: Type.Array(NewFile, { minItems: 1, maxItems: 30 }) });
const Edit = Type.Object({ wamid: Type.String(), body: Type.String({ minLength: 1, maxLength: 65_536 }) });
const Revoke = Type.Object({ wamid: Type.String() });
const Reaction = Type.Object({ wamid: Type.String(), emoji: Type.String({ maxLength: 16 }) });

function unsupported(type: string): Outgoing {
  const error = errorEntry(metaError(131051, 'Message type is currently not supported.'));
  return { type: 'unsupported', payload: { errors: [error], unsupported: { type } } };
}

function outgoingOf(
  network: Network,
  handset: Handset,
  send: Send,
): Outgoing | 'unknown-choice' | 'bad-file' {
  const quoted = 'quotedWamid' in send && send.quotedWamid ? { contextWamid: send.quotedWamid } : {};
  switch (send.kind) {
    case 'text':
      return { type: 'text', payload: { body: send.body }, ...quoted };
    case 'media': {
      const file = readFile(network, send.file);
      return file ? { ...keepFile(network, file), ...quoted } : 'bad-file';
    }
    case 'choice': {
      const message = network.messages.find(send.wamid);
      return (message?.handsetId === handset.id && tap(message, send.choice)) || 'unknown-choice';
    }
    case 'location': {
      const { kind: _, quotedWamid: __, ...payload } = send;
      return { type: 'location', payload, ...quoted };
    }
    case 'contact': {
      const asked = send.quotedWamid ? network.messages.find(send.quotedWamid) : undefined;
      const contact = { name: send.name ?? handset.name, phone: send.phone ?? handset.phone };
      return shareContact(handset, contact, asked);
    }
    case 'voice': {
      const bytes = silentVoiceNote(send.seconds);
      const note = { bytes, mime: 'audio/ogg; codecs=opus', filename: 'suara.ogg', as: 'audio' };
      return { ...keepFile(network, note), ...quoted };
    }
    case 'unsupported':
      return unsupported(send.type);
    case 'raw':
      return { type: 'raw', payload: send.message };
  }
}

function addSendRoute(app: FastifyInstance, network: Network): void {
  app.post<HandsetCall & { Body: Send }>(
    '/_sim/handsets/:id/send',
    { schema: { body: Sends } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) => {
        if (handset.switches.blocked) return refuseControl(reply, 'blocked');
        return network.db.transaction(() => {
          const outgoing = outgoingOf(network, handset, request.body);
          if (typeof outgoing === 'string') return refuseControl(reply, outgoing);
          return reply.status(201).send(viewOf(sendFromHandset(network, handset, outgoing)));
        });
      }),
  );
}

/** An album is nothing but separate messages: they leave 50–300 ms apart, in any order. */
function addAlbumRoute(app: FastifyInstance, network: Network): void {
  app.post<HandsetCall & { Body: Static<typeof Album> }>(
    '/_sim/handsets/:id/album',
    { schema: { body: Album } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) => {
        if (handset.switches.blocked) return refuseControl(reply, 'blocked');
        const files = request.body.files.map((file) => readFile(network, file));
        if (files.some((file) => !file)) return refuseControl(reply, 'bad-file');
        return network.db.transaction(() => {
          const places = network.dice.shuffle(files.map((_, index) => index));
          const delays = [0];
          while (delays.length < files.length) delays.push(delays.at(-1)! + network.dice.between(50, 300));
          const sent = files.map((file, index) =>
            sendFromHandset(network, handset, keepFile(network, file!), delays[places[index]!]),
          );
          return reply.status(201).send(sent.map(viewOf));
        });
      }),
  );
}

function answerChange(reply: FastifyReply, result: Message | Parameters<typeof refuseControl>[1]) {
  return typeof result === 'string' ? refuseControl(reply, result) : reply.send(viewOf(result));
}

/** Adds the sending paths. */
export function addSendRoutes(app: FastifyInstance, network: Network): void {
  addSendRoute(app, network);
  addAlbumRoute(app, network);
  app.post<HandsetCall & { Body: Static<typeof Edit> }>(
    '/_sim/handsets/:id/edit',
    { schema: { body: Edit } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) =>
        answerChange(reply, editMessage(network, handset, request.body.wamid, request.body.body)),
      ),
  );
  app.post<HandsetCall & { Body: Static<typeof Revoke> }>(
    '/_sim/handsets/:id/revoke',
    { schema: { body: Revoke } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) =>
        answerChange(reply, revokeMessage(network, handset, request.body.wamid)),
      ),
  );
  app.post<HandsetCall & { Body: Static<typeof Reaction> }>(
    '/_sim/handsets/:id/react',
    { schema: { body: Reaction } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) =>
        answerChange(reply, reactToMessage(network, handset, request.body.wamid, request.body.emoji)),
      ),
  );
}
