/** The guide of the demo leads one birth from its arrival to its end. */
import { describe, expect, it } from 'vitest';
import type { CaseOnItsWay } from './demo.ts';
import { deskAddress, nextStep, type Step } from './next-step.ts';

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
  return { caseId, status, documents: status === 'accepted' || status === 'closed' ? documents : [] };
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

describe('the address of a desk', () => {
  it('names the case, but for signing, which is for all at once', () => {
    expect(deskAddress({ step: 'card', caseId: 'one' })).toBe('/office/kartu/one');
    expect(deskAddress({ step: 'intake' })).toBe('/office/pemeriksaan');
    expect(deskAddress({ step: 'signing', caseId: 'one' })).toBe('/office/tanda-tangan');
    expect(deskAddress({ step: 'birth' })).toBe('/office/');
  });
});
