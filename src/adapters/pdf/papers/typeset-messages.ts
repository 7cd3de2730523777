/** The messages between the printer and its typesetting process. */

/** One paper to typeset. `template` names a file in `templates/`, `json` holds its values. */
export interface TypesetRequest {
  id: number;
  template: 'receipt' | 'checklist' | 'form';
  json: string;
  /** Text of the QR code that the template may show; a receipt's tracking address. */
  codeText?: string;
}

/** The PDF, or the place in the template where typesetting failed (without any printed value). */
export type TypesetReply = { id: number; pdf: Uint8Array } | { id: number; problem: string };
