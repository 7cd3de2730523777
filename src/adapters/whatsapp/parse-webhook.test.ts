/** A webhook body is read part by part: who is meant, what holds, what is left out, whatever else it carries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWebhook } from './parse-webhook.ts';
import {
  bodyWith,
  envelope,
  everyType,
  JAMILAH,
  jamilahContact,
  message,
  PHONE_NUMBER_ID,
  RAHMAT,
  rahmatContact,
  SENT_AT_SECONDS,
  status,
  value,
  wamid,
} from './webhook-bodies.fixture.ts';
import type { Wire } from './wire.ts';

const nothing = { messages: [], statuses: [], unreadable: [] };
const reasons = (json: unknown) =>
  parseWebhook(json).unreadable.map(({ path, reason }) => `${path} ${reason}`);

describe('who sent a message', () => {
  const fromRahmat = message('r', 'text', { body: 'halo' }, { from: undefined, from_user_id: RAHMAT.bsuid });
  const fromJamilah = message('j', 'text', { body: 'halo' });

  it('is told by the ids, not by the order of contacts', () => {
    const contacts = [rahmatContact, jamilahContact];
    const { messages } = parseWebhook(envelope(value({ contacts, messages: [fromJamilah, fromRahmat] })));
    expect(messages.map(({ sender }) => sender)).toEqual([
      { waId: JAMILAH.waId, bsuid: JAMILAH.bsuid, profileName: JAMILAH.name },
      { bsuid: RAHMAT.bsuid, username: RAHMAT.username, profileName: RAHMAT.name },
    ]);
  });

  it('may be a user with a username alone', () => {
    const { messages } = parseWebhook(envelope(value({ contacts: [], messages: [fromRahmat] })));
    expect(messages[0]?.sender).toEqual({ bsuid: RAHMAT.bsuid });
  });

  it('may be a phone alone, completed by the contact that has the same number', () => {
    const old = { ...fromJamilah, from_user_id: undefined };
    const { messages } = parseWebhook(envelope(value({ contacts: [jamilahContact], messages: [old] })));
    expect(messages[0]?.sender).toMatchObject({ waId: JAMILAH.waId, bsuid: JAMILAH.bsuid });
  });

  it('is never completed from a contact that contradicts the message', () => {
    const stranger = { ...jamilahContact, user_id: 'ID.666', profile: { name: 'Orang lain' } };
    const { messages } = parseWebhook(envelope(value({ contacts: [stranger], messages: [fromJamilah] })));
    expect(messages[0]?.sender).toEqual({ waId: JAMILAH.waId, bsuid: JAMILAH.bsuid });
  });

  it('must be somebody: the only contact is not taken for the sender', () => {
    const anonymous = { ...fromJamilah, from: undefined, from_user_id: undefined };
    const json = envelope(value({ contacts: [jamilahContact], messages: [anonymous] }));
    expect(parseWebhook(json).messages).toEqual([]);
    expect(reasons(json)).toEqual(['$.entry[0].changes[0].value.messages[0].from no-sender']);
  });
});

describe('a batch', () => {
  it('is read whole: many entries, changes, messages and statuses', () => {
    const one = value({ contacts: [jamilahContact], messages: [everyType.text, everyType.image] });
    const two = value({ contacts: [jamilahContact], statuses: [status('a', 'sent'), status('a', 'read')] });
    const first = envelope(one, two);
    const second = bodyWith(everyType.document);
    const json = { ...first, entry: [...(first.entry as unknown[]), ...(second.entry as unknown[])] };
    const { messages, statuses, unreadable } = parseWebhook(json);
    expect(messages.map((read) => read.wamid)).toEqual([wamid('text'), wamid('image'), wamid('document')]);
    expect(messages[0]).toMatchObject({
      phoneNumberId: PHONE_NUMBER_ID,
      sentAt: new Date(SENT_AT_SECONDS * 1e3),
    });
    expect(statuses.map((read) => read.status)).toEqual(['sent', 'read']);
    expect(unreadable).toEqual([]);
  });

  it('loses nothing to its broken neighbours', () => {
    const broken = [null, 7, 'x', [], {}, { ...everyType.text, id: 'a\0b' }, { ...everyType.text, id: '' }];
    const late = { ...everyType.image, timestamp: 'yesterday' };
    const json = bodyWith(...broken, late, everyType.document);
    expect(parseWebhook(json).messages.map((read) => read.wamid)).toEqual([wamid('document')]);
    const at = '$.entry[0].changes[0].value.messages';
    expect(reasons(json)).toEqual([
      `${at}[0] not-an-object`,
      `${at}[1] not-an-object`,
      `${at}[2] not-an-object`,
      `${at}[3] not-an-object`,
      `${at}[4].id bad-id`,
      `${at}[5].id bad-id`,
      `${at}[6].id bad-id`,
      `${at}[7].timestamp bad-time`,
    ]);
  });

  it.each([
    ['nothing', undefined, ['$ not-an-object']],
    ['a list', [], ['$ not-an-object']],
    ['a page of Facebook', { object: 'page', entry: [] }, ['$.object unknown-object']],
    ['no entries', { object: 'whatsapp_business_account' }, ['$.entry not-a-list']],
    ['no changes', { object: 'whatsapp_business_account', entry: [{}] }, ['$.entry[0].changes not-a-list']],
    ['another field', fieldNamed('account_update'), ['$.entry[0].changes[0].field unknown-field']],
    ['no number', envelope({ messages: [] }), ['$.entry[0].changes[0].value.metadata no-phone-number-id']],
    [
      'messages that are no list',
      envelope(value({ messages: {} })),
      ['$.entry[0].changes[0].value.messages not-a-list'],
    ],
    [
      'a fault of the account',
      envelope(value({ errors: [{ code: 131031, title: 'x' }] })),
      ['$.entry[0].changes[0].value.errors[0] reported-error-131031'],
    ],
  ])('of %s gives a reason', (_name, json, expected) => {
    expect(parseWebhook(json)).toMatchObject({ messages: [], statuses: [] });
    expect(reasons(json)).toEqual(expected);
  });

  it('with nothing in it gives nothing', () => {
    expect(parseWebhook(envelope(value({ contacts: [jamilahContact] })))).toEqual(nothing);
  });

  it('that is huge is read up to a bound, and says so', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => message(`m${n}`, 'text', { body: 'x' }));
    const { messages, unreadable } = parseWebhook(bodyWith(...many));
    expect(messages).toHaveLength(1_000);
    expect(unreadable).toEqual([{ path: '$.entry[0].changes[0].value.messages[1000]', reason: 'too-many' }]);
    const entries = Array.from({ length: 900 }, () => bodyWith(...many.slice(0, 10)).entry).flat();
    const wide = parseWebhook({ object: 'whatsapp_business_account', entry: entries });
    expect(wide.messages.length).toBeLessThanOrEqual(5_000);
    expect(wide.unreadable.length).toBeLessThanOrEqual(1_001);
    expect(wide.unreadable.at(-1)?.reason).toBe('too-many');
  });

  it('that is nested ten thousand deep is read like any other', () => {
    const deep = JSON.parse(`${'{"text":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    expect(parseWebhook(bodyWith(message('deep', 'text', deep))).unreadable).toHaveLength(1);
  });
});

describe('a status', () => {
  const read = (wire: Wire) => parseWebhook(envelope(value({ statuses: [wire] })));

  it('carries our outbox id, the price and the person', () => {
    const wire = status('a', 'delivered', {
      biz_opaque_callback_data: '0197a-outbox',
      pricing: { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' },
      conversation: { id: 'x' },
    });
    expect(read(wire).statuses).toEqual([
      {
        phoneNumberId: PHONE_NUMBER_ID,
        wamid: wamid('a'),
        status: 'delivered',
        at: new Date(SENT_AT_SECONDS * 1000),
        recipient: { waId: JAMILAH.waId, bsuid: JAMILAH.bsuid },
        callbackData: '0197a-outbox',
        errorCodes: [],
        pricing: { billable: true, category: 'utility', type: 'regular' },
      },
    ]);
  });

  it('that failed tells the codes and may name nobody', () => {
    const wire = status('a', 'failed', {
      recipient_id: undefined,
      recipient_user_id: undefined,
      errors: [{ code: 131047, title: 'x' }, { code: 'x' }, null],
    });
    expect(read(wire).statuses[0]).toMatchObject({ status: 'failed', errorCodes: [131047], recipient: {} });
  });

  it.each([
    ['free_customer_service', false],
    ['regular', true],
  ])('of type %s without `billable` counts as billable: %s', (type, billable) => {
    const wire = status('a', 'sent', { pricing: { pricing_model: 'PMP', category: 'service', type } });
    expect(read(wire).statuses[0]?.pricing).toEqual({ billable, category: 'service', type });
  });

  it('of a group is not taken for a person', () => {
    const wire = status('a', 'read', { recipient_type: 'group', recipient_user_id: undefined });
    expect(read(wire).statuses[0]?.recipient).toEqual({});
  });

  it('that nobody knows is named', () => {
    expect(reasons(envelope(value({ statuses: [status('a', 'teleported')] })))).toEqual([
      '$.entry[0].changes[0].value.statuses[0].status unknown-status',
    ]);
  });
});

describe('whatever arrives', () => {
  it('never throws, and gives only what can be stored', () => {
    fc.assert(
      fc.property(hostileBody(), (json) => {
        const read = parseWebhook(json);
        const text = JSON.stringify(read);
        expect(text.isWellFormed() && !/\\ud[89a-f]/i.test(text)).toBe(true);
        expect(text.includes('\\u0000')).toBe(false);
        for (const { sentAt } of read.messages) expect(Number.isNaN(sentAt.getTime())).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  it('keeps the same set of ids when doubled and reordered', () => {
    const names = Object.keys(everyType);
    fc.assert(
      fc.property(fc.shuffledSubarray([...names, ...names], { minLength: 1 }), (chosen) => {
        const { messages } = parseWebhook(bodyWith(...chosen.map((name) => everyType[name])));
        const ids = new Set(messages.map((read) => read.wamid));
        expect(ids).toEqual(new Set(chosen.map((name) => everyType[name]!.id)));
        expect(messages).toHaveLength(chosen.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('speed', () => {
  it('reads a one-message body in far less than a tenth of a millisecond', () => {
    const raw = JSON.stringify(bodyWith(everyType.text));
    for (let n = 0; n < 2_000; n += 1) parseWebhook(JSON.parse(raw));
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      for (let n = 0; n < 1_000; n += 1) parseWebhook(JSON.parse(raw));
      return process.cpuUsage(start).user / 1_000 / 1_000;
    });
    // The best of five: the collector may have come in between.
    expect(Math.min(...times)).toBeLessThan(0.1);
  });
});

function fieldNamed(field: string): Wire {
  return { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value: {} }] }] };
}

/** Arbitrary JSON, bare and in the places where Meta's own would stand. */
function hostileBody() {
  const key = fc.constantFrom(
    'type',
    'text',
    'body',
    'id',
    'system',
    'toString',
    'valueOf',
    '__proto__',
    'x',
  );
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud800\0'), fc.constant('text'));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      text,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  })).value;
  const type = fc.constantFrom(
    'text',
    'image',
    'system',
    'interactive',
    'contacts',
    'edit',
    'reaction',
    'constructor',
  );
  const hostileMessage = fc
    .tuple(type, json, json)
    .map(([name, content, context]) => message('h', name, content, { context, errors: context }));
  const hostileSystem = json.map((next) => ({
    ...message('s', 'system', { type: 'user_changed_number', new_wa_id: next, wa_id: next, user_id: next }),
  }));
  const list = fc.array(fc.oneof(hostileMessage, hostileSystem, json), { maxLength: 4 });
  const change = fc
    .tuple(list, list, json)
    .map(([messages, statuses, contacts]) => envelope(value({ messages, statuses, contacts })));
  return fc.oneof(
    json,
    change,
    list.map((messages) => bodyWith(...messages)),
  );
}
