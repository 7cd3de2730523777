/** The paths around a business number: templates, registration, encryption key, subscribed apps. */
import type { FastifyInstance } from 'fastify';
import type { Network } from '../network/network.ts';
import { isSubscribed } from '../network/people.ts';
import type { TemplateComponent, TemplateSeed } from '../options.ts';
import type { Template } from '../store/templates.ts';
import { type MetaError, metaError } from '../wire/meta-error.ts';
import { asList, asObject, asText } from '../wire/shape.ts';
import { refuse } from './answer.ts';
import { isApproved } from './send-message.ts';

const notFound = () => metaError(100, 'Object does not exist, or cannot be loaded.', 33);

function describeTemplate(network: Network, template: Template) {
  const { id, name, language, category, components, isPaused } = template;
  const status = isPaused ? 'PAUSED' : isApproved(network, template) ? 'APPROVED' : 'PENDING';
  return { id, name, language, category, components, status };
}

function readTemplate(json: unknown): TemplateSeed | MetaError {
  const body = asObject(json) ?? {};
  const name = asText(body.name) ?? '';
  const language = asText(body.language) ?? '';
  const category = asText(body.category);
  const components = asList(body.components)?.map((component) => asObject(component) ?? {}) ?? [];
  if (!/^[a-z0-9_]{1,512}$/.test(name))
    return metaError(100, 'Param name must be lower case with underscores.');
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language))
    return metaError(100, 'Param language is not a language code.');
  if (category !== 'UTILITY' && category !== 'MARKETING' && category !== 'AUTHENTICATION')
    return metaError(100, 'Param category must be UTILITY, MARKETING or AUTHENTICATION.');
  const bodyText = asText(components.find((component) => component.type === 'BODY')?.text);
  if (!bodyText || bodyText.length > 1024)
    return metaError(100, 'A template needs a BODY of at most 1024 characters.');
  return { name, language, category, components: components as unknown as TemplateComponent[] };
}

function addTemplateRoutes(app: FastifyInstance, network: Network): void {
  const path = '/:version/:id/message_templates';
  type Call = { Params: { id: string }; Querystring: { name?: string } };
  const isOurs = (id: string) => id === network.settings.wabaId;
  app.get<Call>(path, (request, reply) => {
    if (!isOurs(request.params.id)) return refuse(request, reply, notFound());
    const templates = network.templates.list(request.query.name);
    return reply.send({ data: templates.map((template) => describeTemplate(network, template)), paging: {} });
  });
  app.post<Call>(path, (request, reply) => {
    if (!isOurs(request.params.id)) return refuse(request, reply, notFound());
    const seed = readTemplate(request.body);
    if ('code' in seed) return refuse(request, reply, seed);
    const template = network.db.transaction(() => network.templates.put(seed, network.clock.now()));
    const { id, status, category } = describeTemplate(network, template);
    return reply.send({ id, status, category });
  });
  app.delete<Call>(path, (request, reply) => {
    if (!isOurs(request.params.id)) return refuse(request, reply, notFound());
    return network.templates.remove(request.query.name ?? '')
      ? reply.send({ success: true })
      : refuse(request, reply, metaError(100, 'The template does not exist.'));
  });
}

function addNumberRoutes(app: FastifyInstance, network: Network): void {
  const { db, settings } = network;
  type Call = { Params: { id: string } };
  app.post<Call>('/:version/:id/register', (request, reply) => {
    const body = asObject(request.body) ?? {};
    if (request.params.id !== settings.phoneNumberId) return refuse(request, reply, notFound());
    if (!/^\d{6}$/.test(asText(body.pin) ?? ''))
      return refuse(request, reply, metaError(100, 'Param pin must be six digits.'));
    db.keepSetting('dataLocalizationRegion', asText(body.data_localization_region) ?? '');
    return reply.send({ success: true });
  });
  app.post<Call>('/:version/:id/whatsapp_business_encryption', (request, reply) => {
    const key = asText(asObject(request.body)?.business_public_key) ?? '';
    if (request.params.id !== settings.phoneNumberId) return refuse(request, reply, notFound());
    if (!key.includes('BEGIN PUBLIC KEY'))
      return refuse(request, reply, metaError(100, 'Param business_public_key must be a PEM public key.'));
    db.keepSetting('businessPublicKey', key);
    return reply.send({ success: true });
  });
  app.get<Call>('/:version/:id/whatsapp_business_encryption', (request, reply) => {
    const key = db.setting('businessPublicKey');
    if (request.params.id !== settings.phoneNumberId || !key) return refuse(request, reply, notFound());
    return reply.send({
      data: [{ business_public_key: key, business_public_key_signature_status: 'VALID' }],
    });
  });
}

function addSubscriptionRoutes(app: FastifyInstance, network: Network): void {
  const path = '/:version/:id/subscribed_apps';
  type Call = { Params: { id: string } };
  const isOurs = (id: string) => id === network.settings.wabaId;
  app.route<Call>({
    method: ['POST', 'DELETE'],
    url: path,
    handler: (request, reply) => {
      if (!isOurs(request.params.id)) return refuse(request, reply, notFound());
      network.db.keepSetting('isSubscribed', request.method === 'POST' ? 'yes' : 'no');
      return reply.send({ success: true });
    },
  });
  app.get<Call>(path, (request, reply) => {
    if (!isOurs(request.params.id)) return refuse(request, reply, notFound());
    const app = { whatsapp_business_api_data: { id: '990000000000002', name: 'Simulator' } };
    return reply.send({ data: isSubscribed(network) ? [app] : [] });
  });
}

/** What a GET on the id of the number or of the account answers. */
export function describeAccount(network: Network, id: string): object | undefined {
  const { phoneNumberId, displayPhoneNumber, wabaId, businessName } = network.settings;
  if (id === wabaId) return { id, name: businessName };
  if (id !== phoneNumberId) return undefined;
  return {
    id,
    display_phone_number: displayPhoneNumber,
    verified_name: businessName,
    quality_rating: 'GREEN',
    code_verification_status: 'VERIFIED',
  };
}

/** Adds the account paths. */
export function addAccountRoutes(app: FastifyInstance, network: Network): void {
  addTemplateRoutes(app, network);
  addNumberRoutes(app, network);
  addSubscriptionRoutes(app, network);
}
