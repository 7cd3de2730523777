import { describe, expect, test } from 'vitest';
import type { CaseAct } from './acts.ts';
import {
  after,
  at,
  given,
  intake,
  outcome,
  paper,
  play,
  resident,
  type Step,
  when,
} from './given.fixture.ts';
import type { PaperReason } from './reasons.ts';
import { isAwaited, papersFor, unassignedPapers } from './state.ts';

const ask = (requirementId: string, reason: PaperReason = 'unreadable', note?: string): CaseAct => ({
  act: 'ask-again',
  requirementId,
  reason,
  ...(note !== undefined && { note }),
});
const assign = (attachmentId: string, requirementId: string | null): CaseAct => ({
  act: 'assign-attachment',
  attachmentId,
  requirementId,
});
const acceptPaper = (requirementId: string): CaseAct => ({ act: 'accept-paper', requirementId });

describe('a paper that comes in', () => {
  test('goes to its requirement, or into the tray of the case', () => {
    const state = play(given('opened'), [resident, paper('a', 'kk')], [resident, paper('b', null)]);
    expect(papersFor(state, 'kk').map(({ id }) => id)).toEqual(['a']);
    expect(unassignedPapers(state).map(({ id }) => id)).toEqual(['b']);
  });

  test('twice is one paper: WhatsApp delivers at least once', () => {
    const state = after(given('opened'), resident, paper('a', 'kk'));
    expect(outcome(state, resident, paper('a', 'kk'))).toEqual([]);
  });

  test('for a requirement that the service does not know is refused', () => {
    expect(outcome(given('opened'), resident, paper('a', 'paspor'))).toBe('unknown-paper');
    expect(outcome(given('opened'), resident, paper('a', 'constructor'))).toBe('unknown-paper');
  });

  test('after acceptance stays with the case and disturbs nothing', () => {
    const state = after(given('verified'), resident, paper('telat', null));
    expect(state.status).toBe('accepted');
    expect(unassignedPapers(state)).toHaveLength(1);
  });
});

describe('a paper out of the tray', () => {
  const state = play(given('opened'), [resident, paper('a', null)]);

  test('is put to a requirement, and back', () => {
    const put = after(state, resident, assign('a', 'kk'));
    expect(papersFor(put, 'kk')).toHaveLength(1);
    expect(unassignedPapers(after(put, resident, assign('a', null)))).toHaveLength(1);
    expect(outcome(put, resident, assign('a', 'kk'))).toEqual([]);
  });

  test('must exist, as must the requirement', () => {
    expect(outcome(state, resident, assign('x', 'kk'))).toBe('unknown-paper');
    expect(outcome(state, resident, assign('a', 'paspor'))).toBe('unknown-paper');
  });

  test('is withdrawn by who sent it, once, and then is no paper any more', () => {
    const withdrawn = after(state, resident, { act: 'withdraw-attachment', attachmentId: 'a' });
    expect(unassignedPapers(withdrawn)).toEqual([]);
    expect(outcome(withdrawn, resident, { act: 'withdraw-attachment', attachmentId: 'a' })).toEqual([]);
    expect(outcome(withdrawn, resident, assign('a', 'kk'))).toBe('unknown-paper');
    expect(outcome(state, resident, { act: 'withdraw-attachment', attachmentId: 'x' })).toBe('unknown-paper');
  });
});

describe('accepting a paper', () => {
  test('accepts every page in hand and marks the fields it proves', () => {
    const state = play(
      given('submitted'),
      [resident, paper('foto-kk-2', 'kk')],
      [intake, { act: 'take-case' }],
    );
    expect(when(state, intake, acceptPaper('kk'))).toEqual([
      { type: 'paper-accepted', requirementId: 'kk' },
      { type: 'fields-checked', fields: ['noKk', 'alamat', 'desa'] },
    ]);
    const accepted = after(state, intake, acceptPaper('kk'));
    expect(papersFor(accepted, 'kk').map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(outcome(accepted, intake, acceptPaper('kk'))).toEqual([]);
  });

  test('accepts a further page that came later by the same act', () => {
    const later = after(given('checked'), resident, paper('foto-kk-2', 'kk'));
    expect(outcome(later, intake, acceptPaper('kk'))).toEqual(['paper-accepted']);
    expect(papersFor(after(later, intake, acceptPaper('kk')), 'kk').map(({ status }) => status)).toEqual([
      'accepted',
      'accepted',
    ]);
  });

  test('needs a paper', () => {
    expect(outcome(given('taken'), intake, acceptPaper('suratKerja'))).toBe('unknown-paper');
    expect(outcome(given('taken'), intake, acceptPaper('paspor'))).toBe('unknown-paper');
  });

  test('fixes it: neither withdrawn nor put elsewhere afterwards', () => {
    const state = given('checked');
    expect(outcome(state, resident, { act: 'withdraw-attachment', attachmentId: 'foto-kk' })).toBe('not-now');
    expect(outcome(state, intake, assign('foto-kk', 'suratSekolah'))).toBe('not-now');
  });
});

describe('asking for a paper again', () => {
  const asked = after(given('taken'), intake, ask('kk', 'cut-off', 'sudut kiri\u0000'));

  test('refuses what is in hand, waits for the resident, and keeps reason and note', () => {
    expect(asked.status).toBe('incomplete');
    expect(asked.requirements.kk).toEqual({
      status: 'asked-again',
      reason: 'cut-off',
      note: 'sudut kiri',
      at: at(0),
    });
    expect(asked.waits).toEqual([{ on: 'resident', from: at(0) }]);
    expect(papersFor(asked, 'kk')).toEqual([]);
    expect(asked.takenBy).toBe('lina');
  });

  test('is one wait, however many papers are asked for', () => {
    const both = after(asked, intake, ask('suratSekolah'));
    expect(both.waits).toHaveLength(1);
    const [one] = [after(both, resident, paper('kk-baru', 'kk'))];
    expect(one.status).toBe('incomplete');
    expect(after(one, resident, paper('surat-baru', 'suratSekolah')).status).toBe('submitted');
  });

  test('twice for the same reason is once; another reason is news', () => {
    expect(outcome(asked, intake, ask('kk', 'cut-off'))).toEqual([]);
    expect(outcome(asked, intake, ask('kk', 'not-original'))).toEqual(['paper-asked-again']);
  });

  test('is impossible for a paper that these answers do not call for', () => {
    expect(outcome(given('taken'), intake, ask('suratKerja'))).toBe('unknown-paper');
    expect(outcome(given('taken'), intake, ask('paspor'))).toBe('unknown-paper');
  });

  test('takes an acceptance back', () => {
    const state = after(given('checked'), intake, ask('kk', 'mismatch'));
    expect(state.requirements.kk?.status).toBe('asked-again');
    expect(state.attachments.find(({ id }) => id === 'foto-kk')).toMatchObject({
      status: 'refused',
      reason: 'mismatch',
    });
  });
});

describe('asking for one of several photos of a paper', () => {
  const twoPages = play(given('submitted'), [resident, paper('kk-2', 'kk')], [intake, { act: 'take-case' }]);
  const one: CaseAct = { ...ask('kk'), attachmentIds: ['kk-2'] } as CaseAct;
  const asked = after(twoPages, intake, one);
  const statusOf = (state: typeof asked, id: string) =>
    state.attachments.find((paper) => paper.id === id)?.status;

  test('refuses that photo alone; its good sibling stays', () => {
    expect(statusOf(asked, 'kk-2')).toBe('refused');
    expect(statusOf(asked, 'foto-kk')).toBe('received');
    expect(asked).toMatchObject({ status: 'incomplete', requirements: { kk: { status: 'asked-again' } } });
  });

  test('waits for a new one: the good one is no answer and cannot be accepted alone', () => {
    expect(isAwaited(asked, 'kk')).toBe(true);
    expect(outcome(asked, intake, acceptPaper('kk'))).toBe('not-now');
    expect(outcome(asked, resident, paper('lain', 'suratSekolah'))).toEqual(['attachment-added']);
  });

  test('is answered by a new photo, and then both are accepted', () => {
    const answered = after(asked, resident, paper('kk-baru', 'kk'));
    expect(answered.status).toBe('submitted');
    const accepted = after(answered, intake, acceptPaper('kk'));
    expect([statusOf(accepted, 'foto-kk'), statusOf(accepted, 'kk-baru')]).toEqual(['accepted', 'accepted']);
    expect(statusOf(accepted, 'kk-2')).toBe('refused');
  });

  test('names papers of that requirement only', () => {
    const wrong = { ...ask('kk'), attachmentIds: ['foto-surat'] } as CaseAct;
    expect(outcome(twoPages, intake, wrong)).toBe('unknown-paper');
  });
});

describe('the answer of the resident', () => {
  const asked = after(given('taken'), intake, ask('kk'));

  test('is a new paper for what was asked: the wait is over', () => {
    expect(outcome(asked, resident, paper('kk-baru', 'kk'))).toEqual([
      'attachment-added',
      'resident-answered',
    ]);
    const answered = after(asked, resident, paper('kk-baru', 'kk'));
    expect(answered).toMatchObject({
      status: 'submitted',
      waits: [{ on: 'resident', from: at(0), to: at(0) }],
    });
  });

  test('is not a paper for something else, nor one in the tray until it is put there', () => {
    expect(outcome(asked, resident, paper('lain', 'suratSekolah'))).toEqual(['attachment-added']);
    const inTray = after(asked, resident, paper('kk-baru', null));
    expect(inTray.status).toBe('incomplete');
    expect(outcome(inTray, intake, assign('kk-baru', 'kk'))).toEqual([
      'attachment-assigned',
      'resident-answered',
    ]);
  });

  test('can be withdrawn again; then the same paper can be asked for anew', () => {
    const steps: Step[] = [
      [resident, paper('kk-baru', 'kk')],
      [resident, { act: 'withdraw-attachment', attachmentId: 'kk-baru' }],
    ];
    const state = play(asked, ...steps);
    expect(state.status).toBe('submitted');
    expect(outcome(state, intake, ask('kk'))).toEqual(['paper-asked-again']);
    expect(after(state, intake, ask('kk')).status).toBe('incomplete');
  });

  test('is also an answer that makes the paper needless', () => {
    const askedForLetter = after(given('taken'), intake, ask('suratSekolah'));
    const work: CaseAct = { act: 'record-answers', answers: { pelajar: false }, source: 'chat' };
    expect(outcome(askedForLetter, resident, work)).toEqual(['answers-recorded', 'resident-answered']);
    expect(after(askedForLetter, resident, work).status).toBe('submitted');
  });
});

describe('a refused paper', () => {
  // The school letter was sent as the family card.
  const sent = play(
    given('answered'),
    [resident, paper('salah', 'kk')],
    [resident, { act: 'submit-case' }],
    [intake, { act: 'take-case' }],
  );
  const refused = after(sent, intake, ask('kk', 'wrong-paper'));

  test('counts again where an officer puts it', () => {
    const moved = after(refused, intake, assign('salah', 'suratSekolah'));
    expect(papersFor(moved, 'suratSekolah')).toHaveLength(1);
    expect(moved.attachments[0]).toMatchObject({ status: 'received', reason: undefined });
    expect(moved.status).toBe('incomplete');
  });

  test('is not revived by the resident', () => {
    expect(outcome(refused, resident, assign('salah', 'suratSekolah'))).toBe('not-now');
  });
});
