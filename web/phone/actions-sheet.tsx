/** What can be done with one message: reply, react, edit, delete. */
import { IconCornerUpLeft, IconMoodSmile, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { usePage } from './page.ts';
import { Sheet } from './sheet.tsx';
import type { Message } from './simulator.ts';

function ActionRow(props: { icon: ReactNode; label: string; onTap: () => void }) {
  return (
    <li>
      <button type="button" className="row with-icon" onClick={props.onTap}>
        {props.icon}
        {props.label}
      </button>
    </li>
  );
}

/** The actions for `message`. `onDraft` starts an edit or a reply in the composer. */
export function ActionsSheet(props: {
  message: Message;
  onDraft: (kind: 'edit' | 'reply') => void;
  onClose: () => void;
}) {
  const { words, handset, simulator, act } = usePage();
  const { message, onDraft, onClose } = props;
  const isOwn = message.direction === 'sent';
  const mine = message.reactions.handset;
  const finish = async (work: () => Promise<unknown>) => {
    await act(work);
    onClose();
  };
  return (
    <Sheet title={words.actions} closeLabel={words.close} onClose={onClose}>
      <ul className="rows">
        <ActionRow
          icon={<IconCornerUpLeft aria-hidden />}
          label={words.reply}
          onTap={() => onDraft('reply')}
        />
        <ActionRow
          icon={<IconMoodSmile aria-hidden />}
          label={mine ? words.unlike : words.like}
          onTap={() => finish(() => simulator.react(handset.id, message.wamid, mine ? '' : '👍'))}
        />
        {isOwn && message.type === 'text' && (
          <ActionRow icon={<IconPencil aria-hidden />} label={words.edit} onTap={() => onDraft('edit')} />
        )}
        {isOwn && (
          <ActionRow
            icon={<IconTrash aria-hidden />}
            label={words.revoke}
            onTap={() => finish(() => simulator.revoke(handset.id, message.wamid))}
          />
        )}
      </ul>
    </Sheet>
  );
}
