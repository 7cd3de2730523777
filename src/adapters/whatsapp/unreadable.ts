/** Collects what could not be read in a webhook: where it stood and why, never what it said. */
import type { WebhookContents } from '../../app/ports.ts';

/** Why a part was not read. Closed list, so that it can be counted and shown. */
export type UnreadableReason =
  | 'not-an-object'
  | 'not-a-list'
  | 'too-many'
  | 'unknown-object'
  | 'unknown-field'
  | 'no-phone-number-id'
  | 'bad-id'
  | 'bad-time'
  | 'no-sender'
  | 'unknown-type'
  | 'malformed-content'
  | 'unknown-status'
  | `reported-error-${number}`;

/** Above this many, a body is an attack or a fault of its own; one last entry says so. */
const LIMIT = 1_000;

/** The list under construction. */
export interface UnreadableParts {
  /** `path` is a JSON path of names and positions only. */
  add(path: string, reason: UnreadableReason): void;
  list(): WebhookContents['unreadable'];
}

/** An empty list that stays bounded however broken the body is. */
export function collectUnreadable(): UnreadableParts {
  const parts: WebhookContents['unreadable'] = [];
  return {
    add(path, reason) {
      if (parts.length < LIMIT) parts.push({ path, reason });
      else if (parts.length === LIMIT) parts.push({ path: '$', reason: 'too-many' });
    },
    list: () => parts,
  };
}
