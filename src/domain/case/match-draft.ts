/** Finds out which expected document a PDF from SIAK is, by its title, the values it must show and its number. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { FieldKind, Service } from '../../catalogue/define-service.ts';
import { draftFault } from './draft-faults.ts';
import { hasDate, hasName, hasNumber, hasWords, type PrintedText, readPrintedText } from './printed-text.ts';
import type { CaseState } from './state.ts';

/** A value that must stand on the PDF. `label` is what officers call it; the value itself is never told. */
export interface ExpectedValue {
  field: string;
  label: string;
  kind: FieldKind;
  value: AnswerValue;
}

/** One document that is awaited, and how to know it. Patterns are sources of regular expressions. */
export interface DraftCandidate {
  jobId: string;
  documentId: string;
  /** What officers call the document. */
  name: string;
  titlePattern: string;
  numberPattern?: string;
  /** The number that the document keeps: a KK that is renewed has its old one. */
  keptNumber?: string;
  expected: readonly ExpectedValue[];
}

/** What was looked for on the PDF, and whether it was there. */
export interface DraftCheck {
  field: string;
  found: boolean;
}

/** What a PDF turned out to be. `reasons` are faults of `draft-faults.ts`, and hold labels only. */
export type DraftMatch =
  | { kind: 'match'; jobId: string; number: string; checks: DraftCheck[] }
  | { kind: 'none'; reasons: string[] }
  | { kind: 'ambiguous'; jobIds: string[]; reasons: string[] };

/** Papers that wait for their PDF, or whose PDF may still be replaced. */
const awaiting = ['planned', 'drafted'];

/** The documents of a case that a PDF may turn out to be. */
export function draftCandidates(state: CaseState, service: Service): DraftCandidate[] {
  return state.documents
    .filter((job) => job.form === 'paper' && awaiting.includes(job.status))
    .flatMap((job) => {
      const produced = service.produces.find(
        (one) => one.document.id === job.documentId && one.subject === job.subject,
      );
      if (produced?.document.titlePattern === undefined) return [];
      const { document, mustShow, keepsNumber } = produced;
      const expected = mustShow.flatMap((field): ExpectedValue[] => {
        const value = state.answers[field];
        const kind = service.fields[field]?.kind;
        const label = service.words.id.fields[field]?.label ?? field;
        return value === undefined || kind === undefined ? [] : [{ field, label, kind, value }];
      });
      const kept = keepsNumber === undefined ? undefined : state.answers[keepsNumber];
      return {
        jobId: job.id,
        documentId: document.id,
        name: document.words.id.name,
        titlePattern: document.titlePattern!,
        ...(document.numberPattern !== undefined && { numberPattern: document.numberPattern }),
        ...(typeof kept === 'string' && { keptNumber: kept }),
        expected,
      };
    });
}

function isShown(text: PrintedText, { kind, value }: ExpectedValue): boolean {
  const words = String(value);
  switch (kind) {
    case 'name':
      return hasName(text, words);
    case 'date':
      return hasDate(text, words);
    case 'nik':
    case 'kk':
      return hasNumber(text, words);
    default:
      return hasWords(text, words.replace('.', ','));
  }
}

/** Where the title begins; `undefined` when it is not there. A space in the pattern stands for any gap. */
function titlePosition({ plain }: PrintedText, { titlePattern }: DraftCandidate): number | undefined {
  return new RegExp(titlePattern.replaceAll(' ', '\\s+'), 'u').exec(plain)?.index;
}

/** The number on the PDF: the one it keeps, else the only one that fits, or the only one that follows "No." */
function readNumber(text: PrintedText, candidate: DraftCandidate): string | undefined {
  if (candidate.keptNumber !== undefined) {
    return hasNumber(text, candidate.keptNumber) ? candidate.keptNumber : undefined;
  }
  if (candidate.numberPattern === undefined) return '';
  // People and programs put blanks around the dashes of a number.
  const plain = text.plain.replace(/\s*-\s*/gu, '-');
  const edge = '[\\p{L}\\p{N}]';
  const pattern = `(?<!${edge})(?:${candidate.numberPattern})(?!${edge})`;
  const all = [...plain.matchAll(new RegExp(pattern, 'gu'))].map(({ 0: number, index }) => ({
    number,
    isLabelled: /\bNO(?:MOR)?[.:\s]*$/u.test(plain.slice(Math.max(0, index - 12), index)),
  }));
  const distinct = (numbers: typeof all) => [...new Set(numbers.map((one) => one.number))];
  const found = [distinct(all), distinct(all.filter((one) => one.isLabelled))].find(
    (one) => one.length === 1,
  );
  return found?.[0];
}

interface Comparison {
  candidate: DraftCandidate;
  checks: DraftCheck[];
  number: string | undefined;
  reasons: string[];
}

function compare(text: PrintedText, candidate: DraftCandidate): Comparison {
  const checks = candidate.expected.map((one) => ({ field: one.field, found: isShown(text, one) }));
  const number = readNumber(text, candidate);
  const missing = candidate.expected.filter((_, index) => checks[index]?.found === false);
  const reasons = missing.map((one) => draftFault('value-missing', candidate.name, one.label));
  if (number === undefined) {
    const code = candidate.keptNumber === undefined ? 'no-number' : 'not-the-kept-number';
    reasons.push(draftFault(code, candidate.name));
  }
  // Without anything to compare, every PDF of this kind would do.
  if (candidate.expected.length === 0) reasons.push(draftFault('nothing-to-compare', candidate.name));
  return { candidate, checks, number, reasons };
}

/**
 * Matches the text of a PDF (in reading order) with the documents that are awaited. The kind is that whose title
 * comes first; of that kind, the one document on which everything stands that must. Numbers are taken as printed.
 */
export function matchCandidates(text: string, candidates: readonly DraftCandidate[]): DraftMatch {
  if (candidates.length === 0) return { kind: 'none', reasons: [draftFault('nothing-awaited')] };
  const printed = readPrintedText(text);
  const titled = candidates
    .map((candidate) => ({ candidate, at: titlePosition(printed, candidate) }))
    .filter((one): one is { candidate: DraftCandidate; at: number } => one.at !== undefined)
    .sort((a, b) => a.at - b.at);
  const first = titled[0]?.candidate;
  if (first === undefined) {
    const names = new Set(candidates.map((one) => one.name));
    return { kind: 'none', reasons: [draftFault('no-title', '', ...names)] };
  }
  const compared = titled
    .filter(({ candidate }) => candidate.documentId === first.documentId)
    .map(({ candidate }) => compare(printed, candidate))
    .sort((a, b) => a.reasons.length - b.reasons.length);
  const matches = compared.filter((one) => one.reasons.length === 0);
  if (matches.length > 1) {
    return {
      kind: 'ambiguous',
      jobIds: matches.map((one) => one.candidate.jobId),
      reasons: [draftFault('fits-several', first.name)],
    };
  }
  const [match] = matches;
  if (match?.number === undefined) {
    return { kind: 'none', reasons: compared[0]?.reasons ?? [] };
  }
  return { kind: 'match', jobId: match.candidate.jobId, number: match.number, checks: match.checks };
}

/** Matches the text of a PDF with the documents that this case awaits. */
export function matchDraft(text: string, state: CaseState, service: Service): DraftMatch {
  return matchCandidates(text, draftCandidates(state, service));
}
