/** Keys of a desk: one table per screen, silent while somebody types or a dialog is open. */
import { useEffect, useRef } from 'react';

/** Key as `KeyboardEvent.key` names it (letters in lower case) → what happens. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

const typing = 'input, textarea, select, [contenteditable="true"]';
const pressable = 'button, a[href], summary, [role="button"], [role="option"], [role="menuitem"]';
/** What keeps Enter for itself however it was reached, such as the rows that Enter copies. */
const keepsEnter = '[data-keeps-enter]';
/** Where arrow keys walk from one thing to the next, so that Enter then means that thing. */
const walked = '[role="menu"], [role="listbox"], [role="radiogroup"], [role="tablist"]';

/** How the person last moved about on the page. */
export type Hand = 'mouse' | 'keyboard';

/** What has the focus when a key is pressed, as far as it matters. */
export interface Focus {
  isTyping: boolean;
  /** A button, a link or the like: Enter and space would press it. */
  isPressable: boolean;
  keepsEnter: boolean;
  /** A dialog or a menu lies over the desk. */
  isCovered: boolean;
}

/**
 * Whether the key belongs to the desk and not to what has the focus. A click of the mouse leaves the focus on what
 * was clicked; Enter then still does what the main button says, and presses the focused one only for those who
 * went there by keyboard.
 */
export function isForDesk(key: string, focus: Focus, hand: Hand): boolean {
  if (focus.isTyping || focus.isCovered) return false;
  if (!focus.isPressable) return true;
  if (key === ' ') return false;
  if (key !== 'Enter') return true;
  return hand === 'mouse' && !focus.keepsEnter;
}

let hand: Hand = 'keyboard';

/** Follows how the person moves about; once per page. */
function followHand(): void {
  window.addEventListener(
    'pointerdown',
    () => {
      hand = 'mouse';
    },
    true,
  );
  window.addEventListener(
    'keydown',
    ({ key, target }) => {
      const isWalking = /^(?:Arrow|Home|End)/u.test(key) && target instanceof Element;
      if (key === 'Tab' || (isWalking && target.closest(walked) !== null)) hand = 'keyboard';
    },
    true,
  );
}
if (typeof window !== 'undefined') followHand();

function focusOf(target: Element | null): Focus {
  return {
    isTyping: target?.closest(typing) != null,
    isPressable: target?.closest(pressable) != null,
    keepsEnter: target?.closest(keepsEnter) != null,
    isCovered: document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null,
  };
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const target = event.target instanceof Element ? event.target : null;
  return !isForDesk(event.key, focusOf(target), hand);
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
