/** The thread that asks the library for the holidays of some years, tells them and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import Holidays from 'date-holidays';

const indonesia = new Holidays('ID');
const days = (workerData as number[]).flatMap((year) =>
  indonesia.getHolidays(year).filter((day) => day.type === 'public'),
);
parentPort?.postMessage([...new Set(days.map((day) => day.date.slice(0, 10)))].sort());
