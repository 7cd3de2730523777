/** Which office these pages belong to, asked once; without an answer the pages do without. */
import { useEffect, useState } from 'react';

/** The office as residents know it. */
export interface PublicOffice {
  name: string;
  hoursText: string;
  utcOffsetMinutes: number;
  mode: 'peragaan' | 'produksi';
}

/** The office, or `undefined` until it is known. */
export function useOffice(): PublicOffice | undefined {
  const [office, setOffice] = useState<PublicOffice>();
  useEffect(() => {
    let isGone = false;
    fetch('/api/office')
      .then((answer) => (answer.ok ? (answer.json() as Promise<PublicOffice>) : undefined))
      .then((found) => {
        if (!isGone) setOffice(found);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, []);
  return office;
}
