/** Which PINs an applicant may choose: six digits that a stranger would not try first. */
import type { Answers } from '../../catalogue/condition.ts';
import type { Service } from '../../catalogue/define-service.ts';

/** Why a PIN is refused. */
export type PinFault = 'not-six-digits' | 'too-easy' | 'is-a-date' | 'is-in-a-number';

/** The six digits of a PIN, with spaces, dots and dashes left out; `undefined` when it is something else. */
export function readPin(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s.\-–]/gu, '');
  return /^\d{6}$/u.test(digits) ? digits : undefined;
}

/** Whether a text may hold a PIN: it is one, or six digits stand in it by themselves. Then it is not to be read again. */
export function holdsPin(text: string): boolean {
  return readPin(text) !== undefined || /(?<!\d)\d{6}(?!\d)/u.test(text.normalize('NFKC'));
}

/** `000000`, `123456`, `654321`, and one or two or three digits over and over. */
function isEasy(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, position) => Number(digit) - Number(pin[position]));
  if (steps.every((step) => step === 1) || steps.every((step) => step === -1)) return true;
  return [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(6 / length));
}

/** The usual ways to write a day in digits. A woman's NIK carries the day plus 40. */
function writingsOf(day: string): string[] {
  const [year, month, date] = day.split('-') as [string, string, string];
  const dates = [date, String(Number(date) + 40)];
  return [
    ...dates.flatMap((one) => [`${one}${month}${year}`, `${one}${month}${year.slice(2)}`]),
    `${year}${month}${date}`,
    `${year.slice(2)}${month}${date}`,
    `${month}${date}${year.slice(2)}`,
  ];
}

/** Why `pin` may not be chosen for a case with these answers; `undefined` when it may. */
export function pinFault(pin: string, service: Service, answers: Answers): PinFault | undefined {
  if (!/^\d{6}$/u.test(pin)) return 'not-six-digits';
  if (isEasy(pin)) return 'too-easy';
  for (const [id, value] of Object.entries(answers)) {
    const kind = service.fields[id]?.kind;
    if (typeof value !== 'string') continue;
    if (kind === 'date' && writingsOf(value).some((writing) => writing.includes(pin))) return 'is-a-date';
    if ((kind === 'nik' || kind === 'kk') && isWithin(pin, value)) return 'is-in-a-number';
  }
  return undefined;
}

/** Whether the PIN stands in the number, or is the birth date that a woman's NIK hides behind the added 40. */
function isWithin(pin: string, number: string): boolean {
  const day = Number(number.slice(6, 8));
  const born = day > 40 ? `${String(day - 40).padStart(2, '0')}${number.slice(8, 12)}` : '';
  return number.includes(pin) || pin === born;
}
