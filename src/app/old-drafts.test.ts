/** Tells how drafts end that nobody touches: those of the chat after a reminder, those of a desk without one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whereReadable } from '../../test/support/everything-readable.ts';
import { photo } from '../../test/support/fake-outside.ts';
import { beginByWhatsApp, done, hire, type People } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { eraseRemoved } from '../../test/support/resident.ts';
import { pupil } from '../domain/case/given.fixture.ts';
import { expireDraft, nudgeDraft } from './old-drafts.ts';
import { openCase } from './open-case.ts';

const DAY_MS = 86_400_000;
let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
afterAll(() => office.close());

/** Does what falls due until then, as the ticker does; answers the kinds. */
async function pass(days: number): Promise<string[]> {
  office.clock.move(days * DAY_MS);
  const due = await office.whole((tx) => tx.due.takeDue(office.clock.now(), 100));
  for (const { kind, about } of due) {
    if (kind === 'expire-draft') await expireDraft(office.app, about);
    if (kind === 'nudge-draft') await nudgeDraft(office.app, about);
  }
  await eraseRemoved(office);
  return due.map(({ kind }) => kind).sort();
}

const lastEvent = async (caseId: string) =>
  (
    await office.admin.query(
      'select type, actor_kind from case_events where case_id = $1 order by seq desc limit 1',
      [caseId],
    )
  ).rows[0];

describe('a draft that nobody touches', () => {
  it('at a desk, where nobody can be reminded, ends after two weeks, with names and papers', async () => {
    const { opened } = done(
      await openCase(office.app, people.intake, {
        serviceId: 'kartu-perpustakaan',
        forWhom: 'self',
        answers: { ...pupil, namaAnggota: 'Melati Contoh' },
        papers: [{ requirementId: 'kk', bytes: photo('kk-melati') }],
        submit: false,
      }),
    );
    expect(await pass(13)).toEqual([]);
    for (const text of ['Melati', 'photo:kk-melati'])
      expect(await whereReadable(office, text), text).not.toEqual([]);
    expect(await pass(2)).toEqual(['expire-draft']);
    for (const text of ['Melati', 'photo:kk-melati'])
      expect(await whereReadable(office, text), text).toEqual([]);
    expect(await lastEvent(opened.id)).toEqual({ type: 'case-lapsed', actor_kind: 'system' });
  });

  it('in the chat is reminded of once, and ended by the system, not by the resident', async () => {
    const { id } = await beginByWhatsApp(office);
    expect(await pass(1)).toEqual(['nudge-draft']);
    expect(await pass(14)).toEqual(['expire-draft']);
    expect(await lastEvent(id)).toEqual({ type: 'case-lapsed', actor_kind: 'system' });
  });
});
