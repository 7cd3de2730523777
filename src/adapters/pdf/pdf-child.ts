/** The program of the bounded child for PDFs: takes one job after the other, answers with plain data. */

import { type CheckJob, checkSignedPdf } from './check/check-signed-pdf.ts';
import { type ReadJob, readPdf } from './read/read-pdf.ts';

process.on('disconnect', () => process.exit());

process.on('message', (job: CheckJob | ReadJob) => {
  const answer = job.task === 'check' ? checkSignedPdf(job) : readPdf(job);
  // What went wrong stays here: an error text may contain what stands in the file.
  answer.then(
    (result) => process.send?.({ result }),
    () => process.send?.({ failed: true }),
  );
});
