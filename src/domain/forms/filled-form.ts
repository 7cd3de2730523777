/** A filled-in official form, ready to be typeset: its blocks in official order, without any layout. */

/** Sheet the form is printed on. The 2026 annex uses 8.5 × 14 inch; offices also keep F4 and A4. */
export type FormPaperSize = 'legal' | 'f4' | 'a4';

/** Head of every paper of an office. */
export interface FormOffice {
  name: string;
  regency: string;
  address: string;
  phone: string;
}

/** One tick of a code list. Entries that share a `group` stand under that heading. */
export interface FormOption {
  code: string;
  label: string;
  group?: string;
}

/**
 * One field of a form. `value` is always text: dates are `YYYY-MM-DD`, times `HH:MM`, empty when not given.
 * A value longer than its boxes is printed as one continuous field; it is never cut.
 */
export type FormField =
  | {
      kind: 'boxes';
      number?: string;
      label: string;
      boxes: number;
      value: string;
      /** Unit printed behind the boxes, such as `cm`. */
      unit?: string;
    }
  | {
      kind: 'date';
      number?: string;
      label: string;
      value: string;
      /** Name of the week day, printed in boxes of its own before the date. */
      dayName?: string;
    }
  | { kind: 'time'; number?: string; label: string; value: string }
  | {
      kind: 'choices';
      number?: string;
      label: string;
      options: FormOption[];
      chosen: string[];
      /** `tick` (default) ticks a box, `circle` rings the item, `code` writes the code into one box. */
      mark?: 'tick' | 'circle' | 'code';
      /** Print the codes before the labels. */
      isNumbered?: boolean;
      /** How many columns the options are set in; one running line when absent. */
      columns?: number;
      /** Small remark under the options. */
      note?: string;
    }
  | {
      kind: 'line';
      number?: string;
      label: string;
      value: string;
      /** A plain frame instead of a dotted line. */
      isFramed?: boolean;
    };

/** A block of the form. With `columns` its fields stand side by side instead of one below the other. */
export interface FormBlock {
  title: string;
  /** Sentence before the fields, as sworn statements have it. */
  intro?: string;
  layout?: 'rows' | 'columns';
  fields: FormField[];
}

/**
 * A whole form. It fits the port's paper of template `form`; what is optional here is understood by the
 * printer and left out by others. In `signatures`, the lines of one column stand from top to bottom and an
 * empty line means room to sign.
 */
export interface FilledForm {
  template: 'form';
  office: FormOffice;
  formCode: string;
  formVersion: string;
  title: string;
  caseNumber: string;
  paperSize?: FormPaperSize;
  sections: FormBlock[];
  /** Sentences of a sworn statement, printed after the blocks. */
  declaration?: string[];
  /** Small remarks under the blocks, such as what an asterisk means. */
  notes?: string[];
  signatures: { left: string[]; right: string[] };
  /** Leave room for a stamp duty (meterai) beside the signature in the right column. */
  hasStampDuty?: boolean;
  /** Where and when it is signed; empty parts are printed as dots. `date` is `YYYY-MM-DD`. */
  place: string;
  date: string;
}

/** What every form needs beside its own answers. */
export interface FormHead {
  office: FormOffice;
  caseNumber: string;
  /** Defaults to the size of the official annex. */
  paperSize?: FormPaperSize;
  /** Place and date of signing (`ttd`), which may be left for the pen. `tanggal` is `YYYY-MM-DD`. */
  ttd?: { tempat?: string; tanggal?: string };
}
