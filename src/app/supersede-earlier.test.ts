/** Tells when an issued document stops being the current one: a later one of the same kind and number came. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bring, done, hire, letterOf, type People } from '../../test/support/library-office.ts';
import { openTestApp, otherDesa, service, type TestApp } from '../../test/support/open-test-app.ts';
import type { CaseState } from '../domain/case/state.ts';
import { checkByCode } from './check-document.ts';
import { supersedeEarlier } from './supersede-earlier.ts';
import { trackCase } from './track-case.ts';

/** As a KK: its number names a household, and every new issue bears it again. */
const household = {
  ...service,
  produces: service.produces.map((one) => ({
    ...one,
    document: {
      ...one.document,
      ...(one.document.numberNamesOne && { numberNamesOne: 'household' as const }),
    },
  })),
};

let office: TestApp;
let people: People;
let number = 0;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  office.app.catalogue = { ...office.app.catalogue, at: () => household };
});
beforeEach(() => {
  number += 1;
});
afterAll(() => office.close());

let letters = 0;
const issue = (answers: object = {}) => {
  office.clock.move(60_000);
  letters += 1;
  // Another member of the household each time: two letters are never the same bytes.
  const namaAnggota = `Rani ${'abcdefghijklmnop'[letters]!.repeat(4)}`;
  const numberOnPaper = `PUS-2026-${2000 + number}`;
  return bring(office, people, 'issued', { number: numberOnPaper, answers: { namaAnggota, ...answers } });
};
const load = async (id: string) => (await office.whole((tx) => tx.cases.get(id)))!;
const standing = async (state: CaseState) => {
  const code = await office.whole((tx) => tx.cases.documentCode(letterOf(state).id));
  return checkByCode(office.app, code);
};
const run = (state: CaseState) => supersedeEarlier(office.app, state.id, letterOf(state).id);

describe('a document that is issued', () => {
  it('asks for the earlier ones to be looked at, in the transaction that issues it', async () => {
    const state = await issue();
    const { rows } = await office.admin.query(
      `select payload from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'supersede-earlier' and payload->>'caseId' = $1`,
      [state.id],
    );
    expect(rows).toEqual([
      { payload: expect.objectContaining({ caseId: state.id, documentId: letterOf(state).id }) },
    ]);
  });

  it('takes the place of an earlier one with its number, once, and /cek says since when', async () => {
    const earlier = await issue();
    const later = await issue();
    expect(await standing(earlier)).toMatchObject({ standing: 'active' });
    await run(later);
    await run(later);
    const { issuedAt } = letterOf(later);
    expect(letterOf(await load(earlier.id))).toMatchObject({
      status: 'superseded',
      replacedBy: { at: issuedAt, caseNumber: later.number },
    });
    const events = await office.whole((tx) => tx.cases.events(earlier.id));
    const superseded = events.filter((event) => event.type === 'document-superseded');
    expect(superseded).toHaveLength(1);
    expect(superseded[0]!.actor.kind).toBe('system');
    expect(await standing(earlier)).toEqual({
      standing: 'superseded',
      document: expect.any(String),
      issuedAt: letterOf(earlier).issuedAt,
      replacedAt: issuedAt,
    });
    expect(await standing(later)).toMatchObject({ standing: 'active' });
  });

  it('is not replaced by an earlier one, whose job comes late', async () => {
    const earlier = await issue();
    const later = await issue();
    await run(earlier);
    expect(await standing(later)).toMatchObject({ standing: 'active' });
    await run(later);
    await run(earlier);
    expect(await standing(earlier)).toMatchObject({ standing: 'superseded' });
    expect(await standing(later)).toMatchObject({ standing: 'active' });
  });

  it('leaves documents of other numbers alone, and cannot be fetched by PIN any more once replaced', async () => {
    const other = await issue();
    number += 1;
    const earlier = await issue();
    await run(await issue());
    expect(await standing(other)).toMatchObject({ standing: 'active' });
    const tracked = done(await trackCase(office.app, earlier.number, '482916'));
    expect(tracked.documents.find((one) => one.id === letterOf(earlier).id)).toMatchObject({
      status: 'superseded',
      canDownload: false,
    });
  });

  it('reaches the case of another area than the officer who issued it may see', async () => {
    const earlier = await issue();
    const later = await issue({ desa: otherDesa });
    await run(later);
    expect(await standing(earlier)).toMatchObject({ standing: 'superseded' });
  });

  it('is said of by /cek to be replaced also when the content of its case was erased', async () => {
    const earlier = await issue();
    await office.whole(async (tx) => {
      await tx.cases.lock(earlier.id);
      await tx.cases.erase(earlier.id, office.clock.now());
    });
    expect(await standing(earlier)).toMatchObject({ standing: 'active' });
    const later = await issue();
    await run(later);
    expect(await standing(earlier)).toEqual({
      standing: 'superseded',
      document: expect.any(String),
      issuedAt: letterOf(earlier).issuedAt,
      replacedAt: letterOf(later).issuedAt,
    });
    expect(await standing(later)).toMatchObject({ standing: 'active' });
  });
});
