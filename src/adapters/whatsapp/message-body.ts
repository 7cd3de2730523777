/** Builds the JSON that Meta's `/messages` takes from what Sampai wants to say. */
import type { OutboundContent, Recipient } from '../../app/ports.ts';

/** What is to be sent, as in the port. */
export interface OutboundMessage {
  to: Recipient;
  content: OutboundContent;
  quoteWamid?: string;
  callbackData: string;
}

/** The request body (Meta Cloud API, "Messages"). With both known Meta lets the phone win, so one is named. */
export function buildMessageBody(message: OutboundMessage): Record<string, unknown> {
  const { to, content, quoteWamid, callbackData } = message;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...('phone' in to ? { to: to.phone } : { recipient: to.bsuid }),
    ...(quoteWamid !== undefined && { context: { message_id: quoteWamid } }),
    biz_opaque_callback_data: callbackData,
    ...buildContent(content),
  };
}

function buildContent(content: OutboundContent): Record<string, unknown> {
  switch (content.kind) {
    case 'text':
      // No preview: Meta would fetch the page, and with it the code that stands in a tracking link.
      return { type: 'text', text: { body: content.body, preview_url: false } };
    case 'buttons':
      return interactive('button', content.body, content.footer, {
        buttons: content.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
      });
    case 'list':
      return interactive('list', content.body, undefined, {
        button: content.button,
        sections: content.sections.map(({ title, rows }) => ({
          ...(title !== undefined && { title }),
          rows: rows.map(({ id, title, description }) => ({
            id,
            title,
            ...(description !== undefined && { description }),
          })),
        })),
      });
    case 'contact-request':
      return interactive('request_contact_info', content.body, undefined, { name: 'request_contact_info' });
    case 'document': {
      const { mediaId, filename, caption } = content;
      return {
        type: 'document',
        document: { id: mediaId, filename, ...(caption !== undefined && { caption }) },
      };
    }
    case 'template':
      return { type: 'template', template: buildTemplate(content) };
  }
}

function interactive(type: string, body: string, footer: string | undefined, action: unknown) {
  return {
    type: 'interactive',
    interactive: {
      type,
      body: { text: body },
      ...(footer !== undefined && { footer: { text: footer } }),
      action,
    },
  };
}

function buildTemplate(template: Extract<OutboundContent, { kind: 'template' }>) {
  const body = template.body.map((text) => ({ type: 'text', text: oneLine(text) }));
  const buttons = template.buttonPayloads.map((payload, index) => ({
    type: 'button',
    sub_type: 'quick_reply',
    index: String(index),
    parameters: [{ type: 'payload', payload }],
  }));
  return {
    name: template.name,
    language: { code: template.language },
    components: [...(body.length > 0 ? [{ type: 'body', parameters: body }] : []), ...buttons],
  };
}

/** Meta refuses line breaks, tabs and more than four spaces in a row inside a template's value. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
