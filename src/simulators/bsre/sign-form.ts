/** Reads the multipart form of a signing request. */

import type { FastifyRequest } from 'fastify';
import type { SignatureBox } from './pdf-signing.ts';

/** The fields of v1 that matter to the simulator. Pictures and QR links are taken and not drawn. */
export interface SignForm {
  file: Buffer;
  nik: string;
  passphrase: string;
  reason: string;
  location: string;
  text: string;
  box?: SignatureBox;
}

/** `undefined` when the file, the NIK or the passphrase is missing, or it is no multipart form. */
export async function readForm(request: FastifyRequest): Promise<SignForm | undefined> {
  if (!request.isMultipart()) return undefined;
  const fields = new Map<string, string>();
  let file: Buffer | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value));
    else {
      const bytes = await part.toBuffer();
      if (part.fieldname === 'file') file = bytes;
    }
  }
  const text = (name: string) => fields.get(name) ?? '';
  if (!file || !text('nik') || !text('passphrase')) return undefined;
  return {
    file,
    nik: text('nik'),
    passphrase: text('passphrase'),
    reason: text('reason'),
    location: text('location'),
    text: text('text'),
    ...(text('tampilan') === 'visible' ? { box: boxOf(fields) } : {}),
  };
}

function boxOf(fields: Map<string, string>): SignatureBox {
  const number = (name: string, otherwise: number) => {
    const value = Number(fields.get(name));
    return Number.isFinite(value) && value > 0 ? value : otherwise;
  };
  const marker = fields.get('tag_koordinat');
  return {
    width: number('width', 200),
    height: number('height', 60),
    at: marker
      ? { marker }
      : { page: Math.floor(number('page', 1)), x: number('xAxis', 36), y: number('yAxis', 36) },
  };
}
