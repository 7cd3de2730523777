/** Messages that bring a secret code, which is the resident's alone. */

/** Purpose of the message that brings a new PIN. */
export const NEW_PIN = 'new-pin';
/** Purpose of the message that says that a card waits, with the code it is fetched with. */
export const CARD_WAITING = 'card-waiting';

/** Whether a message with this purpose brings a code: no desk shows it. */
export function bringsCode(purpose: string): boolean {
  return purpose === NEW_PIN || purpose === CARD_WAITING;
}
