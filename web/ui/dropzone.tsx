/** A place for files: drop them, or press it and choose. Several at once. */
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import styles from './dropzone.module.css';

/** `title` is the accessible name of the button inside; `accept` as in `<input type="file">`. */
export function Dropzone(props: {
  title: string;
  help: string;
  accept: string;
  isMany?: boolean;
  isBusy?: boolean;
  isSmall?: boolean;
  onFiles: (files: File[]) => void;
}) {
  const { title, help, accept, isMany = false, isBusy = false, isSmall = false, onFiles } = props;
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(isMany ? files : files.slice(0, 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const className = [styles.zone, isOver && styles.over, isSmall && styles.small].filter(Boolean).join(' ');
  return (
    // The whole area takes drops; for keyboards and screen readers the button inside does the same.
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a mouse act, the button is its equal
    <div
      className={className}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      aria-busy={isBusy}
    >
      <button type="button" className="ring" disabled={isBusy} onClick={() => input.current?.click()}>
        <IconFileUpload aria-hidden size={isSmall ? 18 : 26} stroke={1.6} />
        <span>{title}</span>
      </button>
      {help !== '' && <p>{help}</p>}
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={isMany}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}
