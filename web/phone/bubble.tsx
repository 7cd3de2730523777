/** One message in the chat: bubble, quote, time, ticks or cost, reactions, and what can be tapped. */
import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconDotsVertical } from '@tabler/icons-react';
import { rupiah, timeOf } from './format.ts';
import { MessageChoices } from './message-choices.tsx';
import { MessageContent, textOf } from './message-content.tsx';
import { usePage } from './page.ts';
import type { Message } from './simulator.ts';

const icons = {
  pending: IconClock,
  accepted: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
};

function Ticks({ state }: { state: Message['state'] }) {
  const { words } = usePage();
  const Icon = icons[state];
  return (
    <span
      className={`ticks ${state}`}
      role="img"
      aria-label={words.states[state]}
      title={words.states[state]}
    >
      <Icon aria-hidden size={16} stroke={2} />
    </span>
  );
}

function Cost({ costRp }: { costRp: number }) {
  const { words } = usePage();
  const text = costRp === 0 ? words.free : rupiah(costRp);
  return (
    <span className="cost" title={words.cost(text)}>
      {text}
    </span>
  );
}

function Meta({ message }: { message: Message }) {
  const page = usePage();
  const { words } = page;
  return (
    <div className="meta">
      {message.editedAt !== undefined && <span>{words.edited}</span>}
      {message.costRp !== undefined && <Cost costRp={message.costRp} />}
      <time dateTime={new Date(message.at).toISOString()}>{timeOf(message.at, page)}</time>
      {message.direction === 'sent' && <Ticks state={message.state} />}
    </div>
  );
}

function Quote({ quoted }: { quoted: Message }) {
  const { words } = usePage();
  return <blockquote className="quote">{textOf(quoted, words.otherKind).slice(0, 120)}</blockquote>;
}

/** One message. `quoted` is the message it answers, when that is on the screen too. */
export function Bubble({ message, quoted }: { message: Message; quoted: Message | undefined }) {
  const { words, showActions } = usePage();
  const reactions = Object.values(message.reactions);
  const isWide = message.type === 'image' || message.type === 'document';
  return (
    <article className={`message ${message.direction}`}>
      <div className={`bubble${isWide ? ' wide' : ''}`}>
        {quoted && <Quote quoted={quoted} />}
        <MessageContent message={message} />
        <Meta message={message} />
        {message.revokedAt === undefined && message.state !== 'pending' && (
          <button
            type="button"
            className="more"
            aria-label={words.actions}
            onClick={() => showActions(message)}
          >
            <IconDotsVertical aria-hidden size={16} />
          </button>
        )}
      </div>
      <MessageChoices message={message} />
      {reactions.length > 0 && <div className="reactions">{reactions.join(' ')}</div>}
    </article>
  );
}
