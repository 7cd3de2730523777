/** The guide of the demo leads one birth from its arrival to its end. */
import { describe, expect, it } from 'vitest';
import type { CaseOnItsWay } from './demo.ts';
import { nextStep, type Step } from './next-step.ts';

/** A birth: two papers and a card. */
function birth(status: string, akta = 'planned', kk = akta, kia = 'planned'): CaseOnItsWay {
  const documents: CaseOnItsWay['documents'] = [
    { form: 'paper', status: akta },
    { form: 'paper', status: kk },
    { form: 'card', status: kia },
  ];
  return { caseId: 'one', status, documents: status === 'accepted' || status === 'closed' ? documents : [] };
}

describe('the next step', () => {
  it('is a birth when nothing is on its way', () => {
    expect(nextStep([])).toBe('birth');
    expect(nextStep([birth('draft'), birth('withdrawn'), birth('rejected')])).toBe('birth');
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
  ])('is %s', (step, one) => expect(nextStep([one])).toBe(step));

  it('belongs to the case that is furthest along, and to a new one when the others are done', () => {
    expect(nextStep([birth('submitted'), birth('accepted', 'drafted'), birth('submitted')])).toBe(
      'verification',
    );
    const done = birth('accepted', 'received', 'received', 'waiting');
    expect(nextStep([done, birth('submitted')])).toBe('intake');
  });
});
