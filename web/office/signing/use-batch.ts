/** Signs a batch: the passphrase is handed to one request and kept nowhere; what is signed stands still meanwhile. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DocumentToSign } from '../../../src/http/api-types.ts';
import { signBatch } from '../api/acts.ts';

/** Lists that change with every signature. */
const TOUCHED = ['signing', 'desks', 'desk', 'unsettled', 'case', 'history'];

/**
 * `sign` begins. While it runs, and for its results, `items` are the documents as they were: signed ones leave the
 * queue one by one, and must not leave the screen.
 */
export function useBatch() {
  const client = useQueryClient();
  const secret = useRef('');
  const work = useMutation({
    mutationFn: (items: readonly DocumentToSign[]) => {
      const passphrase = secret.current;
      secret.current = '';
      return signBatch(
        passphrase,
        items.map(({ caseId, documentId }) => ({ caseId, documentId })),
      );
    },
    onSettled: () => Promise.all(TOUCHED.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  return {
    sign: (passphrase: string, items: readonly DocumentToSign[]) => {
      secret.current = passphrase;
      work.mutate(items);
    },
    isPending: work.isPending,
    error: work.error,
    items: work.variables,
    results: work.data?.results,
    clear: work.reset,
  };
}

/** A batch on its way. */
export type Batch = ReturnType<typeof useBatch>;
