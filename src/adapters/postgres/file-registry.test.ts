/** Tells how files are kept: sealed on the disk, bound to their row, never half there, and gone when removed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply, hire, type People } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { StoredFile } from '../../domain/case/state.ts';

let office: TestApp;
let people: People;
let caseId: string;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  caseId = (await apply(office, people.intake)).id;
});
afterAll(() => office.close());

const bytes = Buffer.from('Kutipan atas nama Rara Contoh Utami');
const file = { bytes, mime: 'application/pdf', purpose: 'draft' };
const add = (more: object = {}): Promise<StoredFile> =>
  office.whole((tx) => tx.files.add({ ...file, ...more }, office.clock.now()));
const read = (fileId: string) => office.whole((tx) => tx.files.read(fileId));
const onDisk = ({ fileId }: StoredFile) => office.files.files.get(`${office.officeId}/${fileId}`);

describe('a file', () => {
  it('is read back as it was put in, with what is known of it', async () => {
    const stored = await add({ caseId });
    expect(stored).toMatchObject({ bytes: bytes.length, sha256: office.app.sha256(bytes) });
    expect(await read(stored.fileId)).toEqual({ bytes, mime: 'application/pdf', purpose: 'draft', caseId });
  });

  it('lies on the disk sealed', async () => {
    const stored = await add({ caseId });
    expect(Buffer.from(onDisk(stored)!).includes('Rara')).toBe(false);
  });

  it('that was exchanged for another, or damaged, is noticed and not shown', async () => {
    const [first, second] = [await add({ caseId }), await add({ caseId })];
    office.files.files.set(`${office.officeId}/${first.fileId}`, onDisk(second)!);
    await expect(read(first.fileId)).rejects.toThrow();
    const damaged = Buffer.from(onDisk(second)!);
    damaged[damaged.length - 1]! ^= 1;
    office.files.files.set(`${office.officeId}/${second.fileId}`, damaged);
    await expect(read(second.fileId)).rejects.toThrow();
  });

  it('whose row was changed is noticed too', async () => {
    const stored = await add({ caseId });
    await office.admin.query('update files set sha256 = $1 where file_id = $2', [
      '0'.repeat(64),
      stored.fileId,
    ]);
    await expect(read(stored.fileId)).rejects.toThrow('differs from its digest');
  });

  it('that vanished from the disk is a fault that is noticed, not an empty page', async () => {
    const stored = await add({ caseId });
    office.files.files.delete(`${office.officeId}/${stored.fileId}`);
    await expect(read(stored.fileId)).rejects.toThrow('missing from the file store');
  });

  it('nobody knows is not there', async () => {
    expect(await read(office.app.newId())).toBeUndefined();
  });
});

describe('a file whose transaction was undone', () => {
  it('does not stay on the disk', async () => {
    const before = office.files.files.size;
    const undone = office.whole(async (tx) => {
      await tx.files.add({ ...file, caseId }, office.clock.now());
      await tx.attempt(() => tx.files.add({ ...file, caseId: office.app.newId() }, office.clock.now()));
    });
    await expect(undone).rejects.toThrow('a file needs a case');
    expect(office.files.files.size).toBe(before);
  });
});

describe('a removed file', () => {
  it('is not read any more; its bytes go by a job, its row says that it was there', async () => {
    const stored = await add();
    await office.whole((tx) => tx.files.remove(stored.fileId, office.clock.now()));
    expect(await read(stored.fileId)).toBeUndefined();
    const { rows } = await office.admin.query(
      "select payload->>'fileId' as file from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'erase-file'",
    );
    expect(rows).toEqual([{ file: stored.fileId }]);
    await office.whole((tx) => tx.files.erase(stored.fileId));
    expect(onDisk(stored)).toBeUndefined();
    const kept = await office.admin.query('select sha256, removed_at from files where file_id = $1', [
      stored.fileId,
    ]);
    expect(kept.rows).toEqual([{ sha256: stored.sha256, removed_at: office.clock.now() }]);
  });

  it('stays whole when its removal was undone, and no other is erased in its place', async () => {
    const stored = await add();
    const undone = office.whole(async (tx) => {
      await tx.files.remove(stored.fileId, office.clock.now());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await office.whole((tx) => tx.files.erase(stored.fileId));
    expect((await read(stored.fileId))?.bytes).toEqual(bytes);
  });
});

describe('a file that came before its case', () => {
  it('is sealed under the key of its day', async () => {
    const stored = await add();
    const { rows } = await office.admin.query(
      'select k.purpose, f.case_id from files f join data_keys k using (office_id, key_id) where file_id = $1',
      [stored.fileId],
    );
    expect(rows).toEqual([{ purpose: 'day', case_id: null }]);
  });
});
