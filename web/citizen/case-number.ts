/** Case numbers as residents type them on a keypad without letters and dashes. */

/** `261100482`, `b2611-00482` and `B 2611 00482` all become `B-2611-00482`; anything else is only tidied. */
export function tidyCaseNumber(typed: string): string {
  const plain = typed.trim().toUpperCase();
  const digits = /^B?(\d{4})(\d{5})$/u.exec(plain.replace(/[\s.–-]/gu, ''));
  return digits ? `B-${digits[1]}-${digits[2]}` : plain;
}

/** Whether something was typed that could be a PIN: six digits, spaces left out. */
export function tidyPin(typed: string): string | undefined {
  const digits = typed.replace(/\s/gu, '');
  return /^\d{6}$/u.test(digits) ? digits : undefined;
}
