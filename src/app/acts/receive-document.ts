/** The counter hands a printed document over to somebody whose identity was seen and who is written down. */
import Type from 'typebox';
import { findDocument, relations } from '../../domain/case/state.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineAct, IdSchema, oneOf } from './define-act.ts';

export const receiveDocument = defineAct({
  name: 'receive-document',
  summary:
    'Notes who took a printed document at the counter. Cards are handed over against their pick-up code.',
  input: Type.Object({
    documentId: IdSchema,
    recipient: Type.Object({ name: Type.String({ maxLength: 100 }), relation: oneOf(relations) }),
    identitySeen: Type.Boolean(),
  }),
  ask: ({ documentId, recipient, identitySeen }, { state }) => {
    if (!identitySeen) return refuse('identity-not-seen');
    if (findDocument(state, documentId)?.form === 'card') return refuse('not-now');
    return [{ act: 'receive-document', documentId, how: 'counter', recipient }];
  },
});
