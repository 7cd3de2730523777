/** Ready-made replies of the demo: one tap sends what a person would otherwise type. */
import { textOf } from './message-content.tsx';
import { usePage } from './page.ts';
import type { Message, Suggestion } from './simulator.ts';

/** The replies that fit now: those for an empty chat, or for the last thing the business said. */
function fitting(suggestions: Suggestion[], messages: Message[]): Suggestion[] {
  const last = messages.at(-1);
  if (!last) return suggestions.filter(({ when }) => !when);
  if (last.direction === 'sent') return [];
  const said = textOf(last, '').toLowerCase();
  return suggestions.filter(({ when }) => when && said.includes(when.toLowerCase()));
}

/** The row of ready-made replies; nothing when none fits. */
export function Suggestions({ messages }: { messages: Message[] }) {
  const { words, handset, send } = usePage();
  const offered = fitting(handset.suggestions, messages);
  if (offered.length === 0 || handset.switches.blocked) return null;
  return (
    <fieldset className="suggestions">
      <legend className="only-spoken">{words.suggestions}</legend>
      <span aria-hidden>{words.suggestions}</span>
      {offered.map(({ text, label }) => (
        <button key={text} type="button" onClick={() => send({ kind: 'text', body: text })}>
          {label ?? text}
        </button>
      ))}
    </fieldset>
  );
}
