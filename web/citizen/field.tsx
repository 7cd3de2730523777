/** One labelled field with its hint and, when it was filled in wrongly, the reason. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { InputHTMLAttributes, ReactNode, RefObject } from 'react';

/** A text or file field; `children` stand beside it, for example a button that shows the PIN. */
export function Field(
  props: Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & {
    id: string;
    label: string;
    hint: string;
    fault?: string | undefined;
    inputRef: RefObject<HTMLInputElement | null>;
    children?: ReactNode;
  },
) {
  const { id, label, hint, fault, inputRef, children, ...input } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`}>
          <IconAlertTriangle aria-hidden size={18} />
          {fault}
        </p>
      )}
      <div className="field-line">
        <input
          {...input}
          id={id}
          ref={inputRef}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? `${id}-hint` : `${id}-hint ${id}-fault`}
        />
        {children}
      </div>
    </div>
  );
}
