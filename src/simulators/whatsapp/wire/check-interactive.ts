/** Checks the interactive messages of a send against Meta's limits (Cloud API, interactive messages). */
import { checkText, firstProblem } from './check-text.ts';
import { type MetaError, metaError } from './meta-error.ts';
import { asList, asObject, asText, type Shape } from './shape.ts';

function checkUnique(ids: unknown[], name: string): MetaError | undefined {
  return new Set(ids).size === ids.length ? undefined : metaError(131009, `Duplicated ${name}.`);
}

function checkButtons(action: Shape): MetaError | undefined {
  const buttons = asList(action.buttons);
  if (!buttons) return metaError(131008, 'The parameter action.buttons is required.');
  if (buttons.length < 1 || buttons.length > 3)
    return metaError(131009, 'Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3.');
  const replies = buttons.map((button) => asObject(asObject(button)?.reply));
  return firstProblem([
    ...buttons.map((button, at) => () => {
      const reply = replies[at];
      if (asObject(button)?.type !== 'reply' || !reply)
        return metaError(131009, `Button ${at + 1} must be of type reply.`);
      return checkText(reply.title, 'button title', 20) ?? checkText(reply.id, 'button id', 256);
    }),
    () =>
      checkUnique(
        replies.map((reply) => reply?.id),
        'button id',
      ),
    () =>
      checkUnique(
        replies.map((reply) => reply?.title),
        'button title',
      ),
  ]);
}

function checkList(action: Shape): MetaError | undefined {
  const sections = asList(action.sections);
  if (!sections) return metaError(131008, 'The parameter action.sections is required.');
  if (sections.length < 1 || sections.length > 10)
    return metaError(131009, 'Invalid sections count. Min allowed sections: 1, Max allowed sections: 10.');
  const rows = sections
    .flatMap((section) => asList(asObject(section)?.rows) ?? [])
    .map((row) => asObject(row));
  if (rows.length < 1 || rows.length > 10)
    return metaError(131009, 'Total row count exceed max allowed count: 10.');
  return firstProblem([
    () => checkText(action.button, 'action.button', 20),
    ...sections.map((section) => () => {
      const title = asObject(section)?.title;
      if (!asList(asObject(section)?.rows)?.length) return metaError(131009, 'A section has no rows.');
      return checkText(title, 'section title', 24, { isOptional: sections.length === 1 });
    }),
    ...rows.map(
      (row) => () =>
        checkText(row?.id, 'row id', 200) ??
        checkText(row?.title, 'row title', 24) ??
        checkText(row?.description, 'row description', 72, { isOptional: true }),
    ),
    () =>
      checkUnique(
        rows.map((row) => row?.id),
        'row id',
      ),
  ]);
}

function checkLinkButton(action: Shape): MetaError | undefined {
  const parameters = asObject(action.parameters);
  if (action.name !== 'cta_url') return metaError(131009, 'action.name must be cta_url.');
  return (
    checkText(parameters?.display_text, 'display_text', 20) ??
    (/^https?:\/\//.test(asText(parameters?.url) ?? '')
      ? undefined
      : metaError(131009, 'url must be an http or https address.'))
  );
}

function checkAction(type: string, action: Shape): MetaError | undefined {
  switch (type) {
    case 'button':
      return checkButtons(action);
    case 'list':
      return checkList(action);
    case 'cta_url':
      return checkLinkButton(action);
    case 'location_request_message':
      return action.name === 'send_location'
        ? undefined
        : metaError(131009, 'action.name must be send_location.');
    case 'request_contact_info':
      return action.name === 'request_contact_info'
        ? undefined
        : metaError(131009, 'action.name must be request_contact_info.');
    case 'flow':
      return action.name === 'flow' ? undefined : metaError(131009, 'action.name must be flow.');
    default:
      return metaError(131009, 'interactive.type is not one of the supported types.');
  }
}

/** Refuses an interactive message that Meta would refuse. */
export function checkInteractive(interactive: Shape): MetaError | undefined {
  const type = asText(interactive.type);
  const action = asObject(interactive.action);
  if (!type) return metaError(131008, 'The parameter interactive.type is required.');
  if (!action) return metaError(131008, 'The parameter interactive.action is required.');
  const header = asObject(interactive.header);
  return firstProblem([
    () => checkText(asObject(interactive.body)?.text, 'body.text', 1024),
    () =>
      checkText(asObject(interactive.footer)?.text, 'footer.text', 60, { isOptional: !interactive.footer }),
    () => (header?.type === 'text' ? checkText(header.text, 'header.text', 60) : undefined),
    () => checkAction(type, action),
  ]);
}
