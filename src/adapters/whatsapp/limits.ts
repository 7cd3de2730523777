/** Meta's limits for what is sent, checked before it is sent, so that no message is lost to a refusal. */
import type { OutboundContent, Recipient } from '../../app/ports.ts';

/**
 * The limits, in UTF-16 units unless said otherwise: the strictest way to count, so what passes here passes at
 * Meta (Cloud API, "Text messages", "Interactive reply buttons messages", "Interactive list messages",
 * "Document messages", "Messages" → `biz_opaque_callback_data`).
 */
export const LIMITS = {
  text: 4_096,
  interactiveBody: 1_024,
  footer: 60,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listButton: 20,
  sections: 10,
  rowsTotal: 10,
  sectionTitle: 24,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  caption: 1_024,
  filename: 240,
  templateParameter: 1_024,
  templatePayload: 128,
  /** In bytes of UTF-8. */
  callbackData: 512,
} as const;

/** One limit that is broken: where, and how. The text itself is not repeated. */
export interface LimitProblem {
  part: string;
  problem: 'empty' | 'too-long' | 'too-many' | 'too-few' | 'duplicate' | 'malformed';
}

/** Everything about `content` that Meta would refuse; an empty list when it may be sent. */
export function findContentProblems(content: OutboundContent): LimitProblem[] {
  switch (content.kind) {
    case 'text':
      return textProblems('body', content.body, LIMITS.text);
    case 'buttons':
      return buttonsProblems(content);
    case 'list':
      return listProblems(content);
    case 'contact-request':
      return textProblems('body', content.body, LIMITS.interactiveBody);
    case 'document':
      return [
        ...idProblems('mediaId', content.mediaId, LIMITS.buttonId),
        ...textProblems('filename', content.filename, LIMITS.filename),
        ...(content.caption === undefined ? [] : lengthProblems('caption', content.caption, LIMITS.caption)),
      ];
    case 'template':
      return templateProblems(content);
  }
}

/** What is wrong with the envelope of a send: recipient, callback data, quoted message. */
export function findEnvelopeProblems(message: {
  to: Recipient;
  quoteWamid?: string;
  callbackData: string;
}): LimitProblem[] {
  const { to, quoteWamid, callbackData } = message;
  const recipientOk =
    'phone' in to ? /^[0-9]{4,20}$/.test(to.phone) : /^[A-Za-z]{2}\.[A-Za-z0-9.]{1,160}$/.test(to.bsuid);
  const problems: LimitProblem[] = recipientOk ? [] : [{ part: 'to', problem: 'malformed' }];
  if (quoteWamid !== undefined) problems.push(...idProblems('quoteWamid', quoteWamid, 256));
  // Without our own id in it, a status that overtakes the answer could not be matched.
  if (callbackData.trim() === '') problems.push({ part: 'callbackData', problem: 'empty' });
  if (Buffer.byteLength(callbackData) > LIMITS.callbackData) {
    problems.push({ part: 'callbackData', problem: 'too-long' });
  }
  return problems;
}

function buttonsProblems(content: Extract<OutboundContent, { kind: 'buttons' }>): LimitProblem[] {
  const { body, footer, buttons } = content;
  return [
    ...textProblems('body', body, LIMITS.interactiveBody),
    ...(footer === undefined ? [] : textProblems('footer', footer, LIMITS.footer)),
    ...countProblems('buttons', buttons.length, LIMITS.buttons),
    ...buttons.flatMap((button, position) => [
      ...idProblems(`buttons[${position}].id`, button.id, LIMITS.buttonId),
      ...textProblems(`buttons[${position}].title`, button.title, LIMITS.buttonTitle),
    ]),
    ...duplicateProblems(
      'buttons.id',
      buttons.map((button) => button.id),
    ),
    ...duplicateProblems(
      'buttons.title',
      buttons.map((button) => button.title),
    ),
  ];
}

function listProblems(content: Extract<OutboundContent, { kind: 'list' }>): LimitProblem[] {
  const { body, button, sections } = content;
  const rows = sections.flatMap((section) => section.rows);
  return [
    ...textProblems('body', body, LIMITS.interactiveBody),
    ...textProblems('button', button, LIMITS.listButton),
    ...countProblems('sections', sections.length, LIMITS.sections),
    ...countProblems('rows', rows.length, LIMITS.rowsTotal),
    ...sections.flatMap((section, position) => {
      const part = `sections[${position}]`;
      const hasTitle = section.title !== undefined || sections.length > 1;
      return [
        ...(section.rows.length === 0 ? countProblems(`${part}.rows`, 0, LIMITS.rowsTotal) : []),
        // With one section the title may be left out, with more each needs one.
        ...(hasTitle ? textProblems(`${part}.title`, section.title ?? '', LIMITS.sectionTitle) : []),
      ];
    }),
    ...rows.flatMap((row, position) => [
      ...idProblems(`rows[${position}].id`, row.id, LIMITS.rowId),
      ...textProblems(`rows[${position}].title`, row.title, LIMITS.rowTitle),
      ...lengthProblems(`rows[${position}].description`, row.description ?? '', LIMITS.rowDescription),
    ]),
    ...duplicateProblems(
      'rows.id',
      rows.map((row) => row.id),
    ),
  ];
}

function templateProblems(content: Extract<OutboundContent, { kind: 'template' }>): LimitProblem[] {
  const { name, language, body, buttonPayloads } = content;
  const problems: LimitProblem[] = [];
  if (!/^[a-z0-9_]{1,512}$/.test(name)) problems.push({ part: 'name', problem: 'malformed' });
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language)) problems.push({ part: 'language', problem: 'malformed' });
  return [
    ...problems,
    ...body.flatMap((value, position) => textProblems(`body[${position}]`, value, LIMITS.templateParameter)),
    ...buttonPayloads.flatMap((payload, position) =>
      idProblems(`buttonPayloads[${position}]`, payload, LIMITS.templatePayload),
    ),
  ];
}

function textProblems(part: string, text: string, limit: number): LimitProblem[] {
  return text.trim() === '' ? [{ part, problem: 'empty' }] : lengthProblems(part, text, limit);
}

function lengthProblems(part: string, text: string, limit: number): LimitProblem[] {
  return text.length > limit ? [{ part, problem: 'too-long' }] : [];
}

/** Ids come back from strangers and are matched exactly: no spaces at the ends, nothing that could be altered. */
function idProblems(part: string, id: string, limit: number): LimitProblem[] {
  if (id === '') return [{ part, problem: 'empty' }];
  if (!/^[\x20-\x7e]+$/.test(id) || id !== id.trim()) return [{ part, problem: 'malformed' }];
  return lengthProblems(part, id, limit);
}

function countProblems(part: string, count: number, limit: number): LimitProblem[] {
  if (count === 0) return [{ part, problem: 'too-few' }];
  return count > limit ? [{ part, problem: 'too-many' }] : [];
}

function duplicateProblems(part: string, values: readonly string[]): LimitProblem[] {
  return new Set(values).size < values.length ? [{ part, problem: 'duplicate' }] : [];
}
