/** Puts into words what Sampai says by itself, in the language of the chat; templates are approved in Indonesian alone. */
import { fillSlots } from '../refusal.ts';
import { notices as en } from './notices.en.ts';
import { notices as id } from './notices.id.ts';
import type { Language } from './types.ts';

/** Language of the templates that Meta has approved (Meta Cloud API, "Message templates"). */
export const TEMPLATE_LANGUAGE: Language = 'id';

/** Everything that is said without being asked; both languages have the same entries. */
export type NoticeName = keyof typeof id;

/** One notice or word of a button, its slots filled. */
export function notice(
  language: Language,
  name: NoticeName,
  slots: Readonly<Record<string, string>> = {},
): string {
  return fillSlots((language === 'en' ? en : id)[name], slots);
}
