/** `/_sim/clock`, `/_sim/knobs`, `/_sim/rules`, `/_sim/log` …: the network itself, for tests and stories. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { turnKnobs } from '../knobs.ts';
import { viewOf } from '../network/message-view.ts';
import type { Network } from '../network/network.ts';
import type { Pump } from '../network/pump.ts';
import type { Message } from '../store/messages.ts';
import { refuseControl } from './refusals.ts';

const ClockMove = Type.Object({ offsetMs: Type.Integer() });
const NewRule = Type.Object({
  match: Type.Object(
    {
      path: Type.Optional(
        Type.Union(
          ['messages', 'media-upload', 'media-get', 'media-download'].map((path) => Type.Literal(path)),
        ),
      ),
      recipientSuffix: Type.Optional(Type.String({ minLength: 1 })),
      template: Type.Optional(Type.String()),
      type: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  action: Type.Union([
    Type.Object({
      error: Type.Integer(),
      as: Type.Union([Type.Literal('response'), Type.Literal('status')]),
    }),
    Type.Object({
      fault: Type.Union(['hang', 'reset', 'http-500', 'http-503'].map((fault) => Type.Literal(fault))),
      isAccepted: Type.Boolean(),
    }),
  ]),
  times: Type.Optional(Type.Integer({ minimum: 1 })),
});
const Page = Type.Object({
  after: Type.Integer({ minimum: 0, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 1_000 }),
  kind: Type.Optional(Type.String()),
});
const Pause = Type.Object({ isPaused: Type.Boolean() });

function addClockRoutes(app: FastifyInstance, network: Network): void {
  const clock = () => ({
    offsetMs: network.clock.offsetMs(),
    now: new Date(network.clock.now()).toISOString(),
  });
  app.get('/_sim/clock', clock);
  app.post<{ Body: Static<typeof ClockMove> }>('/_sim/clock', { schema: { body: ClockMove } }, (request) => {
    network.clock.move(request.body.offsetMs);
    network.screens.showAll({ event: 'clock', data: clock() });
    return clock();
  });
}

function addRuleRoutes(app: FastifyInstance, network: Network): void {
  app.get('/_sim/rules', () => network.rules.list());
  app.post<{ Body: Static<typeof NewRule> }>(
    '/_sim/rules',
    { schema: { body: NewRule } },
    (request, reply) => {
      const id = network.rules.add(request.body as Parameters<typeof network.rules.add>[0]);
      return reply.status(201).send({ id });
    },
  );
  app.delete('/_sim/rules', () => {
    network.rules.clear();
    return { isCleared: true };
  });
  app.delete<{ Params: { id: string } }>('/_sim/rules/:id', (request) => {
    network.rules.remove(Number(request.params.id));
    return { isRemoved: true };
  });
  app.get('/_sim/knobs', () => network.knobs);
  app.patch<{ Body: Record<string, unknown> }>('/_sim/knobs', (request, reply) => {
    const problem = turnKnobs(network.db, network.knobs, request.body ?? {});
    network.wake();
    return problem ? refuseControl(reply, 'bad-knob', problem) : network.knobs;
  });
  app.post<{ Params: { name: string }; Body: Static<typeof Pause> }>(
    '/_sim/templates/:name/pause',
    { schema: { body: Pause } },
    (request) => {
      network.templates.pause(request.params.name, request.body.isPaused);
      return { isPaused: request.body.isPaused };
    },
  );
}

/** A message with what only the network knows of it. */
function proofOf(message: Message) {
  const { handsetId, callbackData, address } = message;
  return { ...viewOf(message), handsetId, callbackData, addressedBy: address?.by };
}

function addProofRoutes(app: FastifyInstance, network: Network, pump: Pump): void {
  type Paged = { Querystring: Static<typeof Page> };
  const paged = { schema: { querystring: Page } };
  const follow = (list: { sequence: number }[], after: number) => list.at(-1)?.sequence ?? after;
  app.get<Paged>('/_sim/log', paged, ({ query }) => {
    const entries = network.log.read(query.after, query.limit, query.kind);
    return { entries, next: follow(entries, query.after) };
  });
  app.get<Paged>('/_sim/acknowledged', paged, ({ query }) => {
    const entries = network.webhooks.acknowledged(query.after, query.limit);
    return { entries, next: follow(entries, query.after) };
  });
  app.get<Paged>('/_sim/messages', paged, ({ query }) => network.messages.newest(query.limit).map(proofOf));
  app.get('/_sim/state', () => ({
    isVerified: pump.isVerified(),
    waitingWebhooks: network.webhooks.count(),
    waitingSteps: network.db.get<{ n: number }>('SELECT count(*) AS n FROM plans')!.n,
    offsetMs: network.clock.offsetMs(),
    businessName: network.settings.businessName,
    displayPhoneNumber: network.settings.displayPhoneNumber,
    phoneNumberId: network.settings.phoneNumberId,
    templates: network.templates.list().map(({ name, language }) => ({ name, language })),
  }));
  app.post('/_sim/webhooks/hurry', () => {
    network.webhooks.hurry(Date.now());
    network.wake();
    return { waitingWebhooks: network.webhooks.count() };
  });
}

/** Adds the paths about the network as a whole. */
export function addNetworkRoutes(app: FastifyInstance, network: Network, pump: Pump): void {
  addClockRoutes(app, network);
  addRuleRoutes(app, network);
  addProofRoutes(app, network, pump);
}
