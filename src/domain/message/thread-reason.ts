/** Why a message of a thread did not get where it was meant to go: a closed list, for which the screens have words. */
import { isTroubled, type Trouble, troubleOf } from './trouble.ts';

/** Noted with a message that is not sent because its resident asked for silence. */
export const STOPPED = 'BERHENTI';

/** Noted with a reminder that was not sent because the 24 hours were over. */
export const TOO_LATE = '24 JAM';

/** What an officer is told below such a message. */
export const threadReasons = [
  'no-answer',
  'window-closed',
  'not-on-whatsapp',
  'too-many',
  'account',
  'template',
  'file',
  'not-accepted',
  'not-handled',
  'resident-stopped',
  'code-replaced',
] as const satisfies readonly (Trouble | 'not-handled' | 'resident-stopped' | 'code-replaced')[];
export type ThreadReason = (typeof threadReasons)[number];

/** That of a message that went out or was to go out; `undefined` while nothing is wrong with it. */
export function outgoingReason(message: {
  state: string;
  /** Meta's error code. */
  code?: number | undefined;
  /** The note that the message was settled with. */
  note?: string | undefined;
}): ThreadReason | undefined {
  const { state, code, note } = message;
  if (isTroubled(state)) return troubleOf(state, code);
  if (state !== 'dropped') return undefined;
  if (note === TOO_LATE) return 'window-closed';
  return note === STOPPED ? 'resident-stopped' : 'code-replaced';
}
