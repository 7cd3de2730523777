/** One approval covers several documents, but none of them unseen. */
import { describe, expect, it } from 'vitest';
import type { PagesShown } from '../case/read-pages.ts';
import { verificationStep } from './next-step.ts';

const akta = { id: 'akta', fileId: 'f-akta', sha256: 'sha-akta' };
const kk = { id: 'kk', fileId: 'f-kk', sha256: 'sha-kk' };
const pages = (total: number, ...shown: number[]): PagesShown => ({ total, shown: new Set(shown) });

const step = (at: string, shown: Record<string, PagesShown>, ...right: string[]) =>
  verificationStep([akta, kk], at, (id) => shown[id] ?? { shown: new Set() }, new Set(right));

describe('the main button of the verification desk', () => {
  it('waits while the draft is not drawn', () => {
    expect(step('akta', {})).toEqual({ kind: 'wait' });
  });

  it('leads to the page that was not shown', () => {
    expect(step('kk', { 'f-kk': pages(2, 0) }, 'sha-akta')).toEqual({ kind: 'page', page: 1 });
  });

  it('finds one draft right and leads to the other, which nobody has seen', () => {
    expect(step('akta', { 'f-akta': pages(1, 0) })).toEqual({ kind: 'document', documentId: 'kk' });
  });

  it('approves once the last one is shown whole', () => {
    expect(step('kk', { 'f-kk': pages(2, 0, 1) }, 'sha-akta')).toEqual({ kind: 'approve' });
  });

  it('does not count a draft that was made anew after it was found right', () => {
    const redone = { ...kk, fileId: 'f-kk-2', sha256: 'sha-kk-2' };
    const shown = new Set(['sha-akta', 'sha-kk']);
    expect(verificationStep([akta, redone], 'akta', () => pages(1, 0), shown)).toEqual({
      kind: 'document',
      documentId: 'kk',
    });
  });

  it('goes on where there is nothing to verify', () => {
    expect(verificationStep([], 'akta', () => pages(1), new Set())).toEqual({ kind: 'next-case' });
  });
});
