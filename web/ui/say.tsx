/** Short messages at the foot of the page after something was done; read out to screen readers, gone by themselves. */
import { IconCircleCheck } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';

interface Said {
  id: number;
  text: string;
}

let said: readonly Said[] = [];
let count = 0;
const listeners = new Set<() => void>();

function change(next: readonly Said[]): void {
  said = next;
  for (const listener of listeners) listener();
}

/** Shows `text` for six seconds. */
export function say(text: string): void {
  const id = ++count;
  change([...said.slice(-2), { id, text }]);
  setTimeout(() => change(said.filter((one) => one.id !== id)), 6000);
}

/** The place where the messages appear; once per page. */
export function Sayings() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <div className="say" role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <div key={id}>
          <IconCircleCheck aria-hidden size={20} />
          <span>{text}</span>
        </div>
      ))}
    </div>
  );
}
