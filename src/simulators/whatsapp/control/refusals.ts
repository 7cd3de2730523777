/** Why a control call was refused: a closed list with a sentence and an HTTP status each. */
import type { FastifyReply } from 'fastify';

const sentences = {
  'unknown-handset': [404, 'There is no such handset.'],
  'unknown-file': [404, 'There is no such file.'],
  'unknown-choice': [404, 'The message has no such choice, or was not delivered to this handset.'],
  'id-taken': [409, 'A handset with this id exists already.'],
  'phone-taken': [409, 'Another handset has this number.'],
  blocked: [409, 'This person has blocked the business; unblock before sending.'],
  'no-network': [409, 'The handset is in airplane mode; this needs the network.'],
  'not-own-message': [409, 'Only an own message that still stands can be changed.'],
  'not-on-screen': [409, 'The message is not on the screen of this handset.'],
  'too-late': [409, 'A message can be edited for 15 minutes only.'],
  'not-editable': [409, 'Only texts and captions can be edited.'],
  'bad-file': [400, 'The file must be given as base64 or as the name of a gallery file.'],
  'bad-knob': [400, 'The knob is not known or takes another kind of value.'],
} as const;

/** A reason to refuse a control call. */
export type ControlRefusal = keyof typeof sentences;

/** Answers with the refusal's status, code and sentence; `detail` makes the sentence more exact. */
export function refuseControl(reply: FastifyReply, refusal: ControlRefusal, detail?: string): FastifyReply {
  const [status, sentence] = sentences[refusal];
  return reply.status(status).send({ refusal, sentence: detail ?? sentence });
}
