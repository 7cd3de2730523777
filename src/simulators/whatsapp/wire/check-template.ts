/** Checks a template send: whether the template exists, is usable, and gets as many parameters as it needs. */
import type { Template } from '../store/templates.ts';
import { type MetaError, metaError } from './meta-error.ts';
import { asList, asObject, asText, lengthOf, type Shape } from './shape.ts';

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

function placeholdersOf(text: string | undefined): string[] {
  return [...new Set([...(text ?? '').matchAll(placeholder)].map((match) => match[1]!))];
}

function parametersOf(component: Shape | undefined): Shape[] {
  return (asList(component?.parameters) ?? []).map((parameter) => asObject(parameter) ?? {});
}

function componentsOf(sent: Shape): Shape[] {
  return (asList(sent.components) ?? []).map((component) => asObject(component) ?? {});
}

function ofType(components: Shape[], type: string): Shape | undefined {
  return components.find((component) => asText(component.type)?.toLowerCase() === type);
}

/** Puts the parameters of a body into its placeholders, by position or by `parameter_name`. */
function fill(text: string, parameters: Shape[]): string {
  return text.replace(placeholder, (_, name: string) => {
    const named = parameters.find((parameter) => parameter.parameter_name === name);
    return asText((named ?? parameters[Number(name) - 1])?.text) ?? '';
  });
}

function checkBody(template: Template, sent: Shape): MetaError | undefined {
  const text = template.components.find((component) => component.type === 'BODY')?.text ?? '';
  const parameters = parametersOf(ofType(componentsOf(sent), 'body'));
  const wanted = placeholdersOf(text).length;
  if (parameters.length !== wanted)
    return metaError(
      132000,
      `body: number of localizable_params (${parameters.length}) does not match the expected number of params (${wanted})`,
    );
  for (const parameter of parameters) {
    const value = asText(parameter.text);
    if (parameter.type !== 'text' || value === undefined)
      return metaError(132012, 'A body parameter must be of type text.');
    if (value === '' || /[\n\t]| {5,}/.test(value))
      return metaError(132012, 'A parameter is empty or has new lines, tabs or more than 4 spaces in a row.');
  }
  return lengthOf(fill(text, parameters)) > 1024
    ? metaError(132005, 'The text is too long with these parameters.')
    : undefined;
}

function checkButtons(template: Template, sent: Shape): MetaError | undefined {
  const buttons = template.components.find((component) => component.type === 'BUTTONS')?.buttons ?? [];
  for (const component of componentsOf(sent)) {
    if (asText(component.type)?.toLowerCase() !== 'button') continue;
    const button = buttons[Number(component.index)];
    if (!button || button.type.toLowerCase() !== asText(component.sub_type)?.toLowerCase())
      return metaError(132000, 'A button of this index and sub_type is not in the template.');
    const payload = asText(parametersOf(component)[0]?.payload);
    if (button.type === 'QUICK_REPLY' && (payload === undefined || lengthOf(payload) > 128))
      return metaError(131009, 'A quick reply needs a payload of 1 to 128 characters.');
  }
  return undefined;
}

/** Refuses a template send that Meta would refuse. `template` is the one of that name and language. */
export function checkTemplate(
  sent: Shape,
  template: Template | undefined,
  isApproved: boolean,
): MetaError | undefined {
  if (!asText(sent.name)) return metaError(131008, 'The parameter template.name is required.');
  if (!asText(asObject(sent.language)?.code))
    return metaError(131008, 'The parameter template.language.code is required.');
  if (!template || !isApproved)
    return metaError(132001, 'Template name does not exist in the translation, or is not approved.');
  if (template.isPaused) return metaError(132015, 'Template is paused due to low quality.');
  return checkBody(template, sent) ?? checkButtons(template, sent);
}

/** What a handset shows of a template: its texts filled in, its buttons with their payloads. */
export interface RenderedTemplate {
  name: string;
  header?: string;
  body: string;
  footer?: string;
  buttons: { type: string; text: string; payload?: string; url?: string; phone?: string }[];
}

/** Fills a template in for the screen. A quick reply without a payload sends its own text, as at Meta. */
export function renderTemplate(sent: Shape, template: Template): RenderedTemplate {
  const part = (type: string) => template.components.find((component) => component.type === type);
  const components = componentsOf(sent);
  const header = part('HEADER');
  const buttons = (part('BUTTONS')?.buttons ?? []).map((button, index) => {
    const given = components.find(
      (component) => asText(component.type)?.toLowerCase() === 'button' && Number(component.index) === index,
    );
    const parameter = parametersOf(given)[0];
    const text = button.text ?? '';
    return {
      type: button.type,
      text,
      ...(button.type === 'QUICK_REPLY' ? { payload: asText(parameter?.payload) ?? text } : {}),
      ...(button.url ? { url: fill(button.url, parameter ? [parameter] : []) } : {}),
      ...(button.phone_number ? { phone: button.phone_number } : {}),
    };
  });
  return {
    name: template.name,
    ...(header?.text ? { header: fill(header.text, parametersOf(ofType(components, 'header'))) } : {}),
    body: fill(part('BODY')?.text ?? '', parametersOf(ofType(components, 'body'))),
    ...(part('FOOTER')?.text ? { footer: part('FOOTER')?.text } : {}),
    buttons,
  };
}
