/** Marks fields as compared with a paper. */
import Type from 'typebox';
import { defineAct } from './define-act.ts';

export const checkFields = defineAct({
  name: 'check-fields',
  summary: 'Marks fields as compared with a paper.',
  input: Type.Object({ fields: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 100 }) }),
  ask: ({ fields }) => [{ act: 'check-fields', fields }],
});
