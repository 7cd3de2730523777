/** A panel that slides in from the bottom: a modal dialog that closes by Escape, backdrop or button. */
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';

/** Shows `children` above the chat until `onClose`. */
export function Sheet(props: {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current!;
    if (!element.open) element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={titleId}>{props.title}</h2>
          <button type="button" className="icon" aria-label={props.closeLabel} onClick={props.onClose}>
            <IconX aria-hidden />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
