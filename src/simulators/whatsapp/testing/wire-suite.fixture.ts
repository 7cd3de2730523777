/** What any Cloud API number must do, told over the wire: run on the simulator always, on Meta's test number by hand. */
import { describe, expect, it } from 'vitest';

/** Where to run the suite. `recipient` has an open 24-hour window and allows being written to. */
export interface WireTarget {
  /** Without version, for example `https://graph.facebook.com`. */
  baseUrl: string;
  version: string;
  token: string;
  phoneNumberId: string;
  recipient: string;
}

/** The calls that the tests make. */
function callsTo(targetOf: () => WireTarget) {
  const call = async (path: string, body?: unknown, options: { token?: string; method?: string } = {}) => {
    const target = targetOf();
    const answer = await fetch(`${target.baseUrl}/${target.version}/${path}`, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        authorization: `Bearer ${options.token ?? target.token}`,
        ...(body instanceof FormData || body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers of somebody else's API; a wrong shape fails the test.
    return { status: answer.status, json: (await answer.json()) as any };
  };
  const send = (content: object) =>
    call(`${targetOf().phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      to: targetOf().recipient,
      ...content,
    });
  const upload = async (bytes: Uint8Array<ArrayBuffer>, mime: string, filename: string) => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', mime);
    form.set('file', new Blob([bytes], { type: mime }), filename);
    return call(`${targetOf().phoneNumberId}/media`, form);
  };
  return { call, send, upload };
}

const pdf = () =>
  new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

function describeSends(name: string, targetOf: () => WireTarget): void {
  const { call, send, upload } = callsTo(targetOf);
  describe(`${name}: sends`, () => {
    it('accepts a text and answers with the recipient and a message id', async () => {
      const { status, json } = await send({ type: 'text', text: { body: 'Halo dari uji kontrak.' } });
      expect(status).toBe(200);
      expect(json.messaging_product).toBe('whatsapp');
      expect(json.contacts[0].input).toBe(targetOf().recipient);
      expect(json.messages[0].id).toMatch(/^wamid\./);
    });

    it('accepts reply buttons and a list', async () => {
      const buttons = await send({
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'Setuju?' },
          action: { buttons: [{ type: 'reply', reply: { id: 'ya', title: 'Ya' } }] },
        },
      });
      const list = await send({
        type: 'interactive',
        interactive: {
          type: 'list',
          body: { text: 'Pilih' },
          action: { button: 'Lihat', sections: [{ title: 'Akta', rows: [{ id: 'a', title: 'Kelahiran' }] }] },
        },
      });
      expect([buttons.status, list.status]).toEqual([200, 200]);
    });

    it('sends an uploaded document by its id and hands it back byte for byte', async () => {
      const bytes = pdf();
      const uploaded = await upload(bytes, 'application/pdf', 'uji.pdf');
      expect(uploaded.json.id).toMatch(/^\d+$/);
      const { status } = await send({
        type: 'document',
        document: { id: uploaded.json.id, filename: 'uji.pdf' },
      });
      expect(status).toBe(200);
      const described = await call(uploaded.json.id);
      expect(described.json.mime_type).toBe('application/pdf');
      const download = await fetch(described.json.url, {
        headers: { authorization: `Bearer ${targetOf().token}`, 'user-agent': 'sampai' },
      });
      expect(new Uint8Array(await download.arrayBuffer())).toEqual(bytes);
      expect((await call(uploaded.json.id, undefined, { method: 'DELETE' })).json).toEqual({ success: true });
      expect((await call(uploaded.json.id)).json.error.code).toBe(100);
    });
  });
}

function describeRefusals(name: string, targetOf: () => WireTarget): void {
  const { call, send } = callsTo(targetOf);
  describe(`${name}: refusals`, () => {
    const refusedWith = async (content: object) => {
      const { status, json } = await send(content);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(json.error).toMatchObject({ type: 'OAuthException', fbtrace_id: expect.any(String) });
      return json.error.code as number;
    };

    it('refuses a wrong token with code 190', async () => {
      const { status, json } = await call(targetOf().phoneNumberId, undefined, { token: 'wrong' });
      expect([status, json.error.code]).toEqual([401, 190]);
    });

    it('refuses a text that is too long', async () => {
      expect([100, 131009]).toContain(await refusedWith({ type: 'text', text: { body: 'x'.repeat(4097) } }));
    });

    it('refuses four reply buttons, a long button title and eleven rows', async () => {
      const button = (title: string) => ({ type: 'reply', reply: { id: title, title } });
      const row = (id: number) => ({ id: String(id), title: `Baris ${id}` });
      const interactive = (type: string, action: object) => ({
        type: 'interactive',
        interactive: { type, body: { text: 'Uji' }, action },
      });
      const codes = [
        await refusedWith(interactive('button', { buttons: ['a', 'b', 'c', 'd'].map(button) })),
        await refusedWith(interactive('button', { buttons: [button('x'.repeat(21))] })),
        await refusedWith(
          interactive('list', {
            button: 'Buka',
            sections: [{ rows: Array.from({ length: 11 }, (_, i) => row(i)) }],
          }),
        ),
      ];
      for (const code of codes) expect([100, 131009]).toContain(code);
    });

    it('refuses a template that does not exist with code 132001', async () => {
      const template = { name: 'tidak_pernah_ada', language: { code: 'id' } };
      expect(await refusedWith({ type: 'template', template })).toBe(132001);
    });

    it('refuses a request without messaging_product', async () => {
      const { json } = await call(`${targetOf().phoneNumberId}/messages`, { to: targetOf().recipient });
      expect(json.error.code).toBe(100);
    });
  });
}

/** Declares the suite for a target that is known when the tests run. */
export function describeWire(name: string, targetOf: () => WireTarget): void {
  describeSends(name, targetOf);
  describeRefusals(name, targetOf);
}
