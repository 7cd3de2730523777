/** The line in which a message is written: attach, text, send; also for editing and for replying. */
import { IconPaperclip, IconSend2, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { textOf } from './message-content.tsx';
import { usePage } from './page.ts';
import type { Message } from './simulator.ts';

/** What the next text is about, when it is not a plain new message. */
export interface Draft {
  kind: 'edit' | 'reply';
  message: Message;
}

function DraftLine({ draft, onCancel }: { draft: Draft; onCancel: () => void }) {
  const { words } = usePage();
  return (
    <div className="draft">
      <div>
        <strong>{draft.kind === 'edit' ? words.editing : words.replying}</strong>
        <div className="draft-text">{textOf(draft.message, words.otherKind)}</div>
      </div>
      <button type="button" className="icon" aria-label={words.cancel} onClick={onCancel}>
        <IconX aria-hidden />
      </button>
    </div>
  );
}

/** The text being written, and what becomes of it. */
function useWriting(draft: Draft | undefined, onDraftDone: () => void) {
  const { handset, simulator, act, send } = usePage();
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!draft) return;
    if (draft.kind === 'edit') setText(textOf(draft.message, ''));
    field.current?.focus();
  }, [draft]);
  const clear = () => {
    setText('');
    onDraftDone();
  };
  const submit = async () => {
    const body = text.trim();
    if (!body || isSending) return;
    setSending(true);
    const isDone =
      draft?.kind === 'edit'
        ? await act(() => simulator.edit(handset.id, draft.message.wamid, body))
        : await send({ kind: 'text', body, ...(draft ? { quotedWamid: draft.message.wamid } : {}) });
    setSending(false);
    if (!isDone) return;
    clear();
    field.current?.focus();
  };
  return { text, setText, isSending, field, clear, submit };
}

/** The composer. `onAttach` opens the gallery; `onDraftDone` ends an edit or a reply. */
export function Composer(props: { draft: Draft | undefined; onAttach: () => void; onDraftDone: () => void }) {
  const { words, handset } = usePage();
  const { draft, onAttach, onDraftDone } = props;
  const { text, setText, isSending, field, clear, submit } = useWriting(draft, onDraftDone);
  if (handset.switches.blocked) return <p className="notice">{words.isBlocked}</p>;
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {draft && <DraftLine draft={draft} onCancel={clear} />}
      <div className="composer-line">
        <button type="button" className="icon" aria-label={words.attach} onClick={onAttach}>
          <IconPaperclip aria-hidden />
        </button>
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={words.write}
          placeholder={words.write}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <button
          type="submit"
          className="icon primary"
          aria-label={words.send}
          disabled={!text.trim() || isSending}
        >
          <IconSend2 aria-hidden />
        </button>
      </div>
    </form>
  );
}
