/** `/_sim/handsets`: the simulated people, their switches and what stands on their screens. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { deliverWaiting, openChat } from '../network/delivery.ts';
import { changeIdentity } from '../network/identity-change.ts';
import { releasePending } from '../network/inbound.ts';
import { isOnScreen, viewOf } from '../network/message-view.ts';
import type { Network } from '../network/network.ts';
import type { Handset, Switches } from '../store/handsets.ts';
import { refuseControl } from './refusals.ts';

const Phone = Type.String({ pattern: '^[1-9][0-9]{6,14}$' });
const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const Suggestions = Type.Array(
  Type.Object({
    text: Type.String({ minLength: 1, maxLength: 4096 }),
    label: Type.Optional(Type.String({ maxLength: 60 })),
    when: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  }),
  { maxItems: 60 },
);
const NewHandset = Type.Object({
  id: Type.Optional(Id),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  phone: Phone,
  username: Type.Optional(Type.String({ maxLength: 35 })),
  suggestions: Type.Optional(Suggestions),
});
const HandsetChange = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    username: Type.Optional(Type.String({ maxLength: 35 })),
    suggestions: Type.Optional(Suggestions),
    switches: Type.Optional(
      Type.Object(
        {
          airplane: Type.Optional(Type.Boolean()),
          receipts: Type.Optional(Type.Boolean()),
          usernameOnly: Type.Optional(Type.Boolean()),
          blocked: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
const Identity = Type.Union([
  Type.Object({ kind: Type.Literal('number'), phone: Phone }),
  Type.Object({ kind: Type.Literal('user-id') }),
  Type.Object({ kind: Type.Literal('key') }),
]);

/** Calls that name a handset in the path. */
export interface HandsetCall {
  Params: { id: string };
}

/** Runs `act` with the handset of the path, or answers that there is none. */
export function withHandset(
  network: Network,
  id: string,
  reply: FastifyReply,
  act: (handset: Handset) => unknown,
) {
  const handset = network.handsets.find(id);
  return handset ? act(handset) : refuseControl(reply, 'unknown-handset');
}

function flip(network: Network, before: Handset, switches: Partial<Switches>): void {
  network.handsets.flip(before.id, switches);
  const after = network.handsets.find(before.id)!;
  if (before.switches.airplane && !after.switches.airplane) {
    releasePending(network, after);
    deliverWaiting(network, after);
    if (network.screens.isViewed(after.id)) openChat(network, after);
  }
}

function addListRoutes(app: FastifyInstance, network: Network): void {
  app.get('/_sim/handsets', () => network.handsets.list());
  app.post<{ Body: Static<typeof NewHandset> }>(
    '/_sim/handsets',
    { schema: { body: NewHandset } },
    (request, reply) => {
      const { id = `ponsel-${request.body.phone.slice(-4)}`, ...rest } = request.body;
      if (network.handsets.find(id)) return refuseControl(reply, 'id-taken');
      if (network.handsets.findByPhone(rest.phone)) return refuseControl(reply, 'phone-taken');
      return reply.status(201).send(network.db.transaction(() => network.handsets.add({ id, ...rest })));
    },
  );
}

/** Adds the handset paths. */
export function addHandsetRoutes(app: FastifyInstance, network: Network): void {
  addListRoutes(app, network);
  app.get<HandsetCall>('/_sim/handsets/:id', (request, reply) =>
    withHandset(network, request.params.id, reply, (handset) => handset),
  );
  app.patch<HandsetCall & { Body: Static<typeof HandsetChange> }>(
    '/_sim/handsets/:id',
    { schema: { body: HandsetChange } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) => {
        const { switches = {}, suggestions, ...names } = request.body;
        network.db.transaction(() => {
          network.handsets.rename(handset.id, names);
          if (suggestions) network.handsets.suggest(handset.id, suggestions);
          flip(network, handset, switches);
        });
        const after = network.handsets.find(handset.id)!;
        network.screens.show(handset.id, { event: 'handset', data: after });
        return after;
      }),
  );
  app.get<HandsetCall & { Querystring: { all?: string } }>('/_sim/handsets/:id/messages', (request, reply) =>
    withHandset(network, request.params.id, reply, (handset) => {
      const all = network.messages.ofHandset(handset.id);
      return (request.query.all ? all : all.filter(isOnScreen)).map(viewOf);
    }),
  );
  app.post<HandsetCall>('/_sim/handsets/:id/open', (request, reply) =>
    withHandset(network, request.params.id, reply, (handset) => {
      network.db.transaction(() => openChat(network, handset));
      return { isOpen: true };
    }),
  );
  app.post<HandsetCall & { Body: Static<typeof Identity> }>(
    '/_sim/handsets/:id/identity',
    { schema: { body: Identity } },
    (request, reply) =>
      withHandset(network, request.params.id, reply, (handset) => {
        const change = request.body;
        if (change.kind === 'number' && network.handsets.findByPhone(change.phone))
          return refuseControl(reply, 'phone-taken');
        return changeIdentity(network, handset, change);
      }),
  );
}
