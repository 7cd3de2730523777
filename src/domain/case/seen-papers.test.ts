import { describe, expect, test } from 'vitest';
import { given, intake, paper, play } from './given.fixture.ts';
import { unseenRequirements } from './seen-papers.ts';

const state = given('taken');
const page = (paperId: string) => ({ paperId, sha256: `page-${paperId}` });
const needed = ['kk', 'suratSekolah'];

describe('a sweep over all papers', () => {
  test('is not for who saw none of them, or not all', () => {
    expect(unseenRequirements(state, needed, [], 'ina')).toEqual(needed);
    expect(unseenRequirements(state, needed, [page('foto-kk')], 'ina')).toEqual(['suratSekolah']);
  });

  test('is for who saw every page, exactly as it lies there', () => {
    expect(unseenRequirements(state, needed, [page('foto-kk'), page('foto-surat')], 'ina')).toEqual([]);
    const other = [{ paperId: 'foto-kk', sha256: 'page-other' }, page('foto-surat')];
    expect(unseenRequirements(state, needed, other, 'ina')).toEqual(['kk']);
  });

  test('counts what the officer brought in at the desk as seen by that officer alone', () => {
    const brought = play(state, [intake, paper('kk-2', 'kk')]);
    const by = brought.attachments.find(({ id }) => id === 'kk-2')!.broughtBy!;
    expect(unseenRequirements(brought, ['kk'], [page('foto-kk')], by)).toEqual([]);
    expect(unseenRequirements(brought, ['kk'], [page('foto-kk')], 'somebody-else')).toEqual(['kk']);
  });
});
