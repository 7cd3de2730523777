import { describe, expect, test } from 'vitest';
import type { CaseEvent } from './events.ts';
import { evolve, evolveAll, isEndedCase } from './evolve.ts';
import { after, at, given, job, resident } from './given.fixture.ts';
import type { CaseState } from './state.ts';

const stamp = { at: at(5), actor: { kind: 'system' as const, id: 'system' } };
const event = (data: object): CaseEvent => ({ ...data, ...stamp }) as CaseEvent;

describe('folding events', () => {
  test('counts them: the version is the number of events', () => {
    expect(given('opened').version).toBe(1);
    expect(evolve(given('opened'), event({ type: 'case-taken' })).version).toBe(2);
    expect(evolveAll(given('opened'), [])).toEqual(given('opened'));
  });

  test('leaves the state before as it was', () => {
    const before = given('verified');
    const copy = structuredClone(before);
    Object.freeze(before.documents);
    after(before, resident, { act: 'withdraw-case' });
    expect(before).toEqual(copy);
  });

  test('begins with the opening', () => {
    expect(() => evolve(undefined, event({ type: 'case-taken' }))).toThrow('before the case was opened');
  });

  test('never carries over the attempt, reader or verifier of an earlier draft', () => {
    const voided = evolve(given('read'), event({ type: 'verification-voided', reason: 'correction' }));
    expect(Object.keys(job(voided, 'surat')).sort()).toEqual(
      ['documentId', 'draft', 'form', 'id', 'returned', 'status', 'subject'].sort(),
    );
  });

  test('a signed paper is out of the reach of a correction', () => {
    const state = evolve(given('signed'), event({ type: 'verification-voided', reason: 'correction' }));
    expect(job(state, 'surat').status).toBe('signed');
  });

  test('a document can be superseded by a later one', () => {
    const state = evolve(
      given('issued'),
      event({
        type: 'document-superseded',
        documentId: 'surat',
        replacedBy: { at: at(4), caseNumber: 'B-2' },
      }),
    );
    expect(job(state, 'surat')).toMatchObject({ status: 'superseded', replacedBy: { caseNumber: 'B-2' } });
  });

  test('the end stops every wait and frees the case', () => {
    const waiting: CaseState = { ...given('taken'), waits: [{ on: 'resident', from: at(1) }] };
    const ended = evolve(waiting, event({ type: 'case-rejected', reason: 'duplicate' }));
    expect(ended).toMatchObject({
      status: 'rejected',
      endedAt: at(5),
      waits: [{ on: 'resident', from: at(1), to: at(5) }],
    });
    expect(ended.takenBy).toBeUndefined();
    expect(isEndedCase(ended)).toBe(true);
    expect(isEndedCase(given('issued'))).toBe(false);
  });
});
