/** Keys of a desk: one table per screen, silent while somebody types or a dialog is open. */
import { useEffect, useRef } from 'react';

/** Key as `KeyboardEvent.key` names it (letters in lower case) → what happens. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

const typing = 'input, textarea, select, [contenteditable="true"]';
const pressable = 'button, a[href], summary, [role="button"], [role="option"], [role="menuitem"]';

/** Whether the key belongs to what has the focus, not to the desk. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(typing)) return true;
  // Enter and space press the button that has the focus.
  if ((event.key === 'Enter' || event.key === ' ') && target?.closest(pressable)) return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Listens while the component is on the screen. */
export function useShortcuts(shortcuts: Shortcuts, isOn = true): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = latest.current[key];
      if (act === undefined || isTaken(event)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}
