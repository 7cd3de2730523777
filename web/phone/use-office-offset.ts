/** How far the office's clock is from UTC: the phone stands in the same place. */
import { useEffect, useState } from 'react';

/** Minutes, once the office answered; without an office the phone goes by the device it is shown on. */
export function useOfficeOffset(): number | undefined {
  const [offset, setOffset] = useState<number>();
  useEffect(() => {
    let isGone = false;
    fetch('/api/office')
      .then((answer) => (answer.ok ? (answer.json() as Promise<{ utcOffsetMinutes: number }>) : undefined))
      .then((office) => {
        if (!isGone) setOffset(office?.utcOffsetMinutes);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, []);
  return offset;
}
