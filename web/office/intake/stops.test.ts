/** The way through a case's papers at the intake desk. */
import { describe, expect, it } from 'vitest';
import type { CaseView, FieldView, RequirementView } from '../../../src/http/api-types.ts';
import { fieldsBeside, firstStop, lackOf, nextOpenStop, stopForField, stopsThrough } from './stops.ts';

const page = (fileId: string) => ({ fileId, sha256: fileId, widthPx: 100, heightPx: 140 });

function requirement(
  id: string,
  status: RequirementView['status'],
  paperIds: string[] = [],
): RequirementView {
  return { id, status, paperIds, basis: '', accepts: [], provenFields: [] };
}

function field(id: string, rest: Partial<FieldView> = {}): FieldView {
  return {
    id,
    kind: 'text',
    isMasked: false,
    isChecked: false,
    isOptional: false,
    isAsked: false,
    provenBy: [],
    ...rest,
  };
}

/** A paper that came in, with its pages. */
function paper(
  id: string,
  requirementId: string | null,
  status: string,
  ...pages: CaseView['papers'][number]['pages']
): CaseView['papers'][number] {
  return { id, requirementId, status, receivedAt: '', originalSha256: '', pages };
}

function given(view: Partial<CaseView>): CaseView {
  return { requirements: [], papers: [], pages: [], missing: [], ...view } as CaseView;
}

/** A membership with a form of two pages, a portrait that is missing, and a photo that nobody has placed. */
const membership = given({
  requirements: [requirement('form', 'received', ['one']), requirement('portrait', 'missing')],
  papers: [
    paper('one', 'form', 'received', page('a'), page('b')),
    paper('two', null, 'received', page('c')),
    paper('old', 'form', 'refused', page('x')),
    paper('gone', null, 'withdrawn', page('y')),
  ],
});

describe('the stops', () => {
  it('are the pages in the order of the requirements, a gap for what is missing, and the tray at the end', () => {
    expect(stopsThrough(membership).map((stop) => stop.key)).toEqual(['a', 'b', 'missing/portrait', 'c']);
  });

  it('show a refused paper only while no other came', () => {
    const refused = given({
      requirements: [requirement('form', 'asked-again')],
      papers: [paper('old', 'form', 'refused', page('x'))],
    });
    expect(stopsThrough(refused).map((stop) => stop.key)).toEqual(['x']);
  });

  it('show the good photo and the refused one while a new one is awaited', () => {
    const partly = given({
      requirements: [requirement('form', 'asked-again', ['good'])],
      papers: [paper('good', 'form', 'received', page('g')), paper('bad', 'form', 'refused', page('x'))],
    });
    expect(stopsThrough(partly).map((stop) => stop.key)).toEqual(['g', 'x']);
  });

  it('put a paper of a requirement that is no longer needed into the tray', () => {
    const needless = given({
      papers: [paper('p', 'sworn', 'received', page('z'))],
    });
    expect(stopsThrough(needless)).toMatchObject([{ key: 'z', requirementId: null }]);
  });

  it('begin at the first page that waits for a word', () => {
    expect(firstStop(stopsThrough(membership), membership)?.key).toBe('a');
  });

  it('go on to the next open page of another paper, past the second page and the gap', () => {
    const stops = stopsThrough(membership);
    expect(nextOpenStop(stops, membership, stops[0]!)?.key).toBe('c');
    expect(nextOpenStop(stops, membership, stops[3]!)?.key).toBe('a');
  });

  it('have no next one when everything has been said', () => {
    const done = given({
      requirements: [requirement('form', 'accepted', ['one'])],
      papers: [paper('one', 'form', 'accepted', page('a'))],
    });
    const stops = stopsThrough(done);
    expect(nextOpenStop(stops, done, stops[0]!)).toBeUndefined();
  });
});

describe('the fields beside a paper', () => {
  const view = given({
    pages: [
      { id: 'member', fields: [field('name', { isAsked: true }), field('born', { provenBy: ['form'] })] },
      { id: 'contact', fields: [field('phone', { isAsked: true })] },
      { id: 'choice', fields: [field('hasForm', { kind: 'yes-no', isAsked: true })] },
    ],
  });

  it('are what it proves, led by what the applicant said about the same person', () => {
    const { beside, others } = fieldsBeside(view, 'form');
    expect(beside.map((one) => one.id)).toEqual(['name', 'born']);
    expect(others.map((one) => one.id)).toEqual(['phone', 'hasForm']);
  });

  it('are none beside a photo that nobody has placed', () => {
    expect(fieldsBeside(view, null).beside).toEqual([]);
  });
});

describe('what is lacking', () => {
  it('is every paper without a page, every empty field, and says how many photos are unplaced', () => {
    expect(lackOf({ ...membership, missing: ['born'] })).toEqual({
      papers: ['portrait'],
      fields: ['born'],
      tray: 1,
    });
  });

  it('leads to the paper on which a missing field can be read', () => {
    const view = { ...membership, pages: [{ id: 'm', fields: [field('face', { provenBy: ['portrait'] })] }] };
    expect(stopForField(stopsThrough(view), view, 'face')?.key).toBe('missing/portrait');
  });
});
