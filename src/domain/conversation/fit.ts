/** Fits what a step says to the limits of a WhatsApp message, so that nothing is refused or cut by chance. */
import { optionId, screenful } from './options.ts';
import type { Asked } from './scene.ts';
import { clip } from './text-match.ts';
import type { ConversationState, Reply, ReplyOption } from './types.ts';
import { paragraphs, type Words } from './words.ts';

/** Meta Cloud API, in UTF-16 units: "Text messages", "Interactive reply buttons" and "Interactive list messages". */
const limits = {
  text: 4096,
  interactive: 1024,
  button: 20,
  row: 24,
  description: 72,
  section: 24,
  listButton: 20,
};

/** What the adapter adds below: each choice with its number and one sentence on how to use them. */
const NUMBERS_HINT = 40;

/** The title within its limit, told apart from those before it. */
function uniqueTitle(title: string, limit: number, taken: Set<string>): string {
  const words = title.toWellFormed().trim() || '–';
  let unique = clip(words, limit);
  for (let copy = 2; taken.has(unique); copy += 1) {
    unique = `${clip(words, limit - ` ${copy}`.length)} ${copy}`;
  }
  taken.add(unique);
  return unique;
}

function fitOptions(asked: Asked, state: ConversationState, words: Words): ReplyOption[] {
  const options = screenful(asked.options ?? [], state.page ?? 0, words.more);
  const isList = options.length > 3;
  const taken = new Set<string>();
  return options.map(({ value, title, description, section }) => ({
    id: optionId(state, value),
    title: uniqueTitle(title, isList ? limits.row : limits.button, taken),
    ...(isList &&
      description !== undefined &&
      description !== '' && { description: clip(description.toWellFormed(), limits.description) }),
    ...(isList && section !== undefined && { section: clip(section.toWellFormed(), limits.section) }),
  }));
}

/** Makes one reply of the notes of a turn and the question that follows; nothing to say gives no reply. */
export function fitReply(
  notes: readonly string[],
  asked: Asked | undefined,
  state: ConversationState,
  words: Words,
): Reply | undefined {
  const options = asked === undefined ? [] : fitOptions(asked, state, words);
  const numbers = options.reduce((sum, option) => sum + option.title.length + 5, NUMBERS_HINT);
  const limit = options.length === 0 ? limits.text : limits.interactive - numbers;
  const question = clip((asked?.body ?? '').toWellFormed(), limit);
  const room = limit - question.length - 2;
  // The question matters more than what stands before it.
  const before = room > 0 ? clip(paragraphs(...notes).toWellFormed(), room) : '';
  const body = paragraphs(before.trim(), question.trim());
  if (body === '') return undefined;
  return {
    body,
    ...(options.length > 0 && { options }),
    ...(options.length > 3 && { listButton: clip(asked?.listButton ?? words.choose, limits.listButton) }),
  };
}
