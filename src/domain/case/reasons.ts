/** The coded reasons for which a paper, a document or a case is sent back, or a case is taken out of somebody's hands. */

/** Reasons for asking for one paper again. */
export const paperReasons = [
  'missing',
  'unreadable',
  'cut-off',
  'not-original',
  'wrong-paper',
  'mismatch',
] as const;
export type PaperReason = (typeof paperReasons)[number];

/** Reasons for returning a document to the operator. */
export const documentReasons = [
  'mismatch-papers',
  'mismatch-siak',
  'spelling',
  'wrong-person',
  'other',
] as const;
export type DocumentReason = (typeof documentReasons)[number];

/** Reasons for ending a case without documents. */
export const caseReasons = ['duplicate', 'wrong-regency', 'not-entitled', 'no-answer', 'other'] as const;
export type CaseReason = (typeof caseReasons)[number];

/** Reasons for which an admin takes a case out of another officer's hands. */
export const releaseReasons = ['officer-away', 'duty-changed', 'waits-too-long', 'other'] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

export type ReturnReason = PaperReason | DocumentReason | CaseReason | ReleaseReason;

/** What residents and officers read. The resident's sentence starts a request to send the paper again. */
export const reasonWords: Readonly<Record<ReturnReason, { id: string; en: string }>> = {
  missing: { id: 'belum ada', en: 'missing' },
  unreadable: { id: 'buram, tidak terbaca', en: 'blurred, not readable' },
  'cut-off': { id: 'terpotong', en: 'cut off' },
  'not-original': { id: 'bukan foto dokumen asli', en: 'not a photo of the original' },
  'wrong-paper': { id: 'dokumennya keliru', en: 'the wrong paper' },
  mismatch: { id: 'isinya berbeda dengan data lain', en: 'differs from other data' },
  'mismatch-papers': { id: 'tidak sesuai lampiran', en: 'differs from the papers' },
  'mismatch-siak': { id: 'tidak sesuai data SIAK', en: 'differs from SIAK' },
  spelling: { id: 'ejaan keliru', en: 'misspelt' },
  'wrong-person': { id: 'orangnya keliru', en: 'wrong person' },
  duplicate: { id: 'sudah pernah diajukan', en: 'already applied for' },
  'wrong-regency': { id: 'wewenang kabupaten/kota lain', en: 'belongs to another regency' },
  'not-entitled': { id: 'tidak memenuhi syarat', en: 'not entitled' },
  'no-answer': { id: 'tidak ada jawaban', en: 'no answer' },
  'officer-away': { id: 'petugasnya berhalangan', en: 'the officer is away' },
  'duty-changed': { id: 'tugasnya berpindah', en: 'the duty was reassigned' },
  'waits-too-long': { id: 'terlalu lama belum dikerjakan', en: 'not worked on for too long' },
  other: { id: 'lainnya (lihat catatan)', en: 'other (see note)' },
};
