/** Tells that the proofs of the kills can fail: each breach that they exist for is found in a database that has it. */
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { BsreCall } from './bsre-log.ts';
import { Ledger } from './ledger.ts';
import { proveMessages, proveSends } from './proof-of-messages.ts';
import { provePublished, proveSignatures } from './proof-of-signatures.ts';
import type { Tray } from './tray-stream.ts';

/** A database that answers by the table that is asked for. */
function database(tables: Record<string, object[]>): pg.Client {
  const query = async (sql: string, values: unknown[] = []) => {
    const table = /from (\w+)/u.exec(sql)![1]!;
    return { rows: tables[`${table}/${values[0]}`] ?? tables[table] ?? [] };
  };
  return { query } as unknown as pg.Client;
}
const emptyTray: Tray = { signings: [], messages: [] };
const ledger = () => new Ledger(10);
const call = (inputSha256: string, outputSha256 = `${inputSha256}-signed`): BsreCall => ({
  documentId: 'd',
  at: '',
  inputSha256,
  outputSha256,
  outcome: 'signed',
});

describe('messages', () => {
  it('given one was acknowledged and is not there, then it is lost; one that waits was not handled', async () => {
    const seen = ledger();
    for (const id of ['a', 'b', 'c']) seen.acknowledged.add(id);
    const rows = [
      { wamid: 'a', state: 'handled' },
      { wamid: 'b', state: 'waiting' },
    ];
    const { counts, violations } = await proveMessages(database({ inbound_messages: rows }), seen);
    expect(counts).toMatchObject({ 'acknowledged messages lost': 1, 'acknowledged messages not handled': 1 });
    expect(violations).toEqual([
      '1 acknowledged messages are lost: c',
      '1 acknowledged messages were never handled: b (waiting)',
    ]);
  });
});

describe('sends', () => {
  it.each([
    [
      'twice',
      [
        ['w1', 'x'],
        ['w2', 'x'],
      ],
      [{ id: 'x', state: 'sent' }],
      'messages were sent twice: x',
    ],
    ['unknown to us', [['w1', 'y']], [], 'messages were sent that no row of the outbox knows: y'],
    [
      'still to be sent',
      [['w1', 'x']],
      [{ id: 'x', state: 'queued' }],
      'neither known as sent nor listed: x',
    ],
    ['uncertain and hidden', [], [{ id: 'x', state: 'uncertain' }], 'unknown outcome are not listed: x'],
    ['only believed', [], [{ id: 'x', state: 'delivered' }], 'called sent and never left: x'],
  ] as const)('given one is %s, then it is found', async (_what, accepted, outbox, violation) => {
    const seen = ledger();
    for (const [wamid, id] of accepted) seen.accepted.set(wamid, id);
    const { violations } = await proveSends(database({ outbox: [...outbox] }), seen, emptyTray);
    expect(violations.join('\n')).toContain(violation);
  });

  it('given one is uncertain and listed, then all is well', async () => {
    const seen = ledger();
    seen.accepted.set('w1', 'x');
    const tray = { ...emptyTray, messages: [{ outboxId: 'x' }] };
    const { violations } = await proveSends(
      database({ outbox: [{ id: 'x', state: 'uncertain' }] }),
      seen,
      tray,
    );
    expect(violations).toEqual([]);
  });
});

describe('documents', () => {
  const whole = {
    document_jobs: [{ id: 'j', status: 'issued', signed: 'a-signed' }],
    'case_events/document-issued': [{ id: 'j', n: 1 }],
    'case_events/document-signed': [{ id: 'j', n: 1 }],
    files: [{ n: 1 }],
  };

  it('given each was published once, then all is well', async () => {
    const { violations } = await provePublished(database(whole), ledger(), [call('a')]);
    expect(violations).toEqual([]);
  });

  it.each([
    ['issued twice', { 'case_events/document-issued': [{ id: 'j', n: 2 }] }, 'published twice: j'],
    ['signed twice', { 'case_events/document-signed': [{ id: 'j', n: 2 }] }, 'published twice: j'],
    [
      'on its way for ever',
      { document_jobs: [{ id: 'j', status: 'signing', signed: null }] },
      'still being signed: j',
    ],
    [
      'signed by nobody',
      { document_jobs: [{ id: 'j', status: 'issued', signed: 'z' }] },
      'BSrE never made: j',
    ],
    ['on two files', { files: [{ n: 2 }] }, '2 signed files for 1 published documents'],
  ])('given one is %s, then it is found', async (_what, change, violation) => {
    const { violations } = await provePublished(database({ ...whole, ...change }), ledger(), [call('a')]);
    expect(violations.join('\n')).toContain(violation);
  });

  it('given two people hold different copies of one, or one of none, then it is found', async () => {
    const seen = ledger();
    seen.noteCopy('j', 'a-signed');
    seen.noteCopy('j', 'other');
    seen.noteArrived('stranger');
    const { violations } = await provePublished(database(whole), seen, [call('a')]);
    expect(violations).toEqual([
      '1 documents have copies that differ: j',
      '1 PDFs arrived by WhatsApp that are no published document: stranger',
    ]);
  });
});

describe('signatures', () => {
  const intents = (...rows: [string, string, string | null][]) =>
    database({ signing_intents: rows.map(([attempt, draft, outcome]) => ({ attempt, draft, outcome })) });

  it('given one of unknown outcome is not listed, then it is found', async () => {
    for (const outcome of [null, 'unknown', 'faulty']) {
      const { violations } = await proveSignatures(intents(['t', 'a', outcome]), ledger(), emptyTray, []);
      expect(violations).toEqual(['1 signing requests of unknown outcome are not listed: t']);
    }
  });

  it('given BSrE signed what Sampai calls refused, then it is found, unless a person had settled it', async () => {
    const seen = ledger();
    const refused = intents(['t', 'a', 'refused']);
    const { violations } = await proveSignatures(refused, seen, emptyTray, [call('a')]);
    expect(violations).toEqual(['1 signatures were made that are neither published nor listed: a']);
    seen.tray.set('t', 'unsigned');
    expect((await proveSignatures(refused, seen, emptyTray, [call('a')])).violations).toEqual([]);
  });

  it('given BSrE was asked more often than intended, then it is found', async () => {
    const { violations } = await proveSignatures(intents(['t', 'a', 'signed']), ledger(), emptyTray, [
      call('a'),
      call('a'),
    ]);
    expect(violations).toEqual([
      '1 signatures were made that are neither published nor listed: a',
      '1 drafts were sent to BSrE without an intent: a',
    ]);
  });
});
