/** Answers as the chat repeats them: numbers of people masked, days in words, nothing that changes the layout. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import { maskNumber } from '../person/number.ts';
import { type CaseView, isDayAnswer } from './case-view.ts';
import { dateInWords } from './dates-in-words.ts';
import { clip } from './text-match.ts';
import type { Language } from './types.ts';
import { speak } from './words.ts';

/** Any run of 16 or more digits, however it is spaced, in text that a person wrote. */
export function maskNumbersIn(text: string): string {
  return text.replace(/\d(?:[\s.\-–]*\d){15,}/gu, (number) => maskNumber(number.replace(/\D/gu, '')));
}

/** Text of a person, safe to repeat: masked, without WhatsApp's marks for bold and the like, at most `limit` long. */
export function shownText(text: string, limit = 60): string {
  return clip(
    maskNumbersIn(text.replace(/[*_~`]/gu, ''))
      .replace(/\s+/gu, ' ')
      .trim(),
    limit,
  );
}

/** One answer of a case, as it is repeated to the person who gave it. */
export function shownAnswer(view: CaseView, field: string, language: Language): string {
  const value: AnswerValue | undefined = view.answers[field];
  const spec = view.service.fields[field];
  if (value === undefined || spec === undefined) return '–';
  const words = speak(language);
  if (spec.kind === 'yes-no') return value === true ? words.yes : words.no;
  if (spec.kind === 'choice') {
    return view.service.words[language].fields[field]?.choices?.[String(value)] ?? String(value);
  }
  if ((spec.kind === 'nik' || spec.kind === 'kk') && typeof value === 'string') return maskNumber(value);
  if (isDayAnswer(view.service, field, value)) return dateInWords(value, language);
  const unit = spec.unit === undefined ? '' : ` ${spec.unit}`;
  return `${shownText(String(value))}${unit}`;
}
