/** The guide of the demo leads one birth from its arrival to its end. */
import { describe, expect, it } from 'vitest';
import type { CaseOnItsWay } from './demo.ts';
import { deskAddress, nextStep, type Step } from './next-step.ts';
import { caseNumbersIn } from './shown-family.ts';

/** A birth: two papers and a card. */
function birth(
  status: CaseOnItsWay['status'],
  akta = 'planned',
  kk = akta,
  kia = 'planned',
  caseId = 'one',
): CaseOnItsWay {
  const documents: CaseOnItsWay['documents'] = [
    { form: 'paper', status: akta },
    { form: 'paper', status: kk },
    { form: 'card', status: kia },
  ];
  const number = `B-2611-0000${['one', 'further'].indexOf(caseId) + 1}`;
  const openedAt = '2026-11-23T00:00:00Z';
  return {
    caseId,
    number,
    openedAt,
    status,
    documents: status === 'accepted' || status === 'closed' ? documents : [],
  };
}

describe('the next step', () => {
  it('is a birth when nothing is on its way', () => {
    expect(nextStep([])).toEqual({ step: 'birth' });
    expect(nextStep([birth('draft'), birth('withdrawn'), birth('rejected')]).step).toBe('birth');
  });

  it.each<[Step, CaseOnItsWay]>([
    ['intake', birth('submitted')],
    ['intake', birth('incomplete')],
    ['siak', birth('accepted')],
    ['siak', birth('accepted', 'drafted', 'planned')],
    ['verification', birth('accepted', 'drafted')],
    ['verification', birth('accepted', 'verified', 'drafted')],
    ['signing', birth('accepted', 'verified')],
    ['signing', birth('accepted', 'issued', 'unsettled')],
    ['delivery', birth('accepted', 'issued')],
    ['delivery', birth('accepted', 'received', 'issued')],
    ['card', birth('accepted', 'received')],
    ['card', birth('accepted', 'received', 'received', 'printed')],
    ['done', birth('accepted', 'received', 'received', 'waiting')],
    ['done', birth('closed', 'received', 'received', 'received')],
  ])('is %s', (step, one) => expect(nextStep([one])).toEqual({ step, caseId: 'one' }));

  it('belongs to the case that is furthest along, and to a new one when the others are done', () => {
    const further = birth('accepted', 'drafted', 'drafted', 'planned', 'further');
    expect(nextStep([birth('submitted'), further, birth('submitted')])).toEqual({
      step: 'verification',
      caseId: 'further',
    });
    const done = birth('accepted', 'received', 'received', 'waiting');
    expect(nextStep([done, birth('submitted')]).step).toBe('intake');
  });
});

describe('the next step of the family whose phone is shown', () => {
  const further = birth('accepted', 'drafted', 'drafted', 'planned', 'further');
  const family = (caseNumbers: string[], hasBegun = true) => ({ caseNumbers, hasBegun });

  it('is that of its own case, however far others have come', () => {
    expect(nextStep([further, birth('submitted')], family(['B-2611-00001']))).toEqual({
      step: 'intake',
      caseId: 'one',
    });
    expect(nextStep([further, birth('submitted')], family(['B-2611-00002'])).step).toBe('verification');
  });

  it('is the end once its documents are there, though others wait', () => {
    const done = birth('accepted', 'received', 'received', 'waiting');
    expect(nextStep([further, done], family(['B-2611-00001'])).step).toBe('done');
  });

  it('is the first desk while it writes, and the beginning when it has said nothing', () => {
    expect(nextStep([further, birth('draft')], family(['B-2611-00001']))).toEqual({ step: 'intake' });
    expect(nextStep([further], family([]))).toEqual({ step: 'intake' });
    expect(nextStep([further], family([], false))).toEqual({ step: 'birth' });
  });

  it('is found by the numbers that its chat tells', () => {
    expect(
      caseNumbersIn([
        { payload: { body: 'Nomor: *B-2611-00007*' } },
        { caption: 'B-2611-00007, B-2611-00008.' },
      ]),
    ).toEqual(['B-2611-00007', 'B-2611-00008']);
  });
});

describe('the address of a desk', () => {
  it('names the case, but for signing, which is for all at once', () => {
    expect(deskAddress({ step: 'card', caseId: 'one' })).toBe('/office/kartu/one');
    expect(deskAddress({ step: 'intake' })).toBe('/office/pemeriksaan');
    expect(deskAddress({ step: 'signing', caseId: 'one' })).toBe('/office/tanda-tangan');
    expect(deskAddress({ step: 'birth' })).toBe('/office/');
  });
});
