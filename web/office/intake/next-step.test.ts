/** The intake desk lets nothing go on that nobody looked at. */
import { describe, expect, it } from 'vitest';
import type { CaseView, FieldView } from '../../../src/http/api-types.ts';
import { intakeStep, paperStep } from './next-step.ts';
import { stopsThrough } from './stops.ts';

const page = (fileId: string) => ({ fileId, widthPx: 100, heightPx: 140, sha256: fileId });
type Status = CaseView['requirements'][number]['status'];

/** A form of two pages and a portrait, which this officer has taken. */
function given(form: Status, portrait: Status, rest: Partial<CaseView> = {}): CaseView {
  const requirement = (id: string, status: Status, paperId: string) => ({
    ...{ id, status, basis: '', accepts: [], provenFields: [] },
    paperIds: status === 'missing' ? [] : [paperId],
  });
  const paper = (id: string, requirementId: string, ...pages: ReturnType<typeof page>[]) => ({
    ...{ id, requirementId, status: 'received', receivedAt: '', originalSha256: '', pages },
  });
  return {
    status: 'submitted',
    isMine: true,
    takenBy: 'ani',
    can: ['accept-case'],
    requirements: [requirement('form', form, 'one'), requirement('portrait', portrait, 'two')],
    papers: [paper('one', 'form', page('a'), page('b')), paper('two', 'portrait', page('c'))],
    pages: [],
    missing: [],
    ...rest,
  } as unknown as CaseView;
}

const step = (view: CaseView, at: string, ...shown: string[]) => {
  const stops = stopsThrough(view);
  const stop = stops.find(({ key }) => key === at);
  return intakeStep(view, stops, stop, new Set(shown));
};
const covered = (proves: string): FieldView =>
  ({ id: 'nik', kind: 'nik', value: '99••', isMasked: true, provenBy: [proves] }) as unknown as FieldView;

describe('looking at a case', () => {
  it('takes nothing; taking it is a step of its own', () => {
    const fresh = given('received', 'received', {
      isMine: false,
      takenBy: undefined,
      can: ['take-case'],
    } as Partial<CaseView>);
    expect(step(fresh, 'a', 'a')).toEqual({ kind: 'take' });
  });

  it('of somebody else leads on to another one', () => {
    expect(step(given('received', 'received', { isMine: false }), 'a', 'a')).toEqual({ kind: 'next-case' });
  });
});

describe('a paper', () => {
  it('waits until its page is drawn', () => {
    expect(step(given('received', 'received'), 'a')).toEqual({ kind: 'wait' });
  });

  it('of two pages is not accepted before the second was shown', () => {
    expect(step(given('received', 'received'), 'a', 'a')).toMatchObject({ kind: 'look', stop: { key: 'b' } });
    expect(step(given('received', 'received'), 'b', 'a', 'b')).toEqual({
      kind: 'accept',
      requirementId: 'form',
    });
  });

  it('that proves a covered number is not accepted before the number is shown', () => {
    const pages = [{ id: 'p', fields: [covered('portrait')] }];
    expect(step(given('received', 'received', { pages }), 'c', 'c')).toEqual({ kind: 'reveal' });
    expect(step(given('received', 'received', { pages }), 'b', 'a', 'b')).toMatchObject({ kind: 'accept' });
  });

  it('that was accepted has no step any more', () => {
    const view = given('accepted', 'received');
    expect(paperStep(view, stopsThrough(view), stopsThrough(view)[0], new Set(['a', 'b']))).toBeUndefined();
  });
});

describe('the case', () => {
  it('leads to the paper that nobody has judged, even when everything was shown', () => {
    expect(step(given('accepted', 'received'), 'a', 'a', 'b', 'c')).toMatchObject({
      kind: 'look',
      stop: { key: 'c' },
    });
  });

  it('says what is lacking once every paper in hand is judged', () => {
    expect(step(given('accepted', 'missing'), 'a', 'a', 'b')).toEqual({ kind: 'lack' });
    expect(step(given('accepted', 'accepted', { missing: ['nik'] }), 'a')).toEqual({ kind: 'lack' });
  });

  it('goes forward when every paper was accepted by itself', () => {
    expect(step(given('accepted', 'accepted'), 'a')).toEqual({ kind: 'forward' });
  });
});
