/** Public holidays of Indonesia (SKB tiga menteri) as closed days; joint leave follows by decree and is entered by the office. */
import { Worker } from 'node:worker_threads';

/**
 * Days of the given years, `YYYY-MM-DD`, in order. The library holds the calendars of the whole world in memory, so
 * it is asked once in a thread of its own, which takes that memory with it when it ends.
 */
export function nationalHolidays(years: readonly number[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./holidays-thread.ts', import.meta.url), { workerData: years });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the calendar of holidays ended with ${code}`)));
  });
}
