/** `bench flow`: a birth from the desk to the verified documents, in processor time and in latency. */
import { type AcceptedBirth, OfficeAtWork, PAPER_DOCUMENTS } from './birth-flow.ts';
import { type Anchor, type Figure, figure } from './figure.ts';
import { closedLoop, openLoop } from './load.ts';
import { percentile } from './percentile.ts';
import { must, note } from './report.ts';
import { measureSignature } from './signing-anchor.ts';
import { type Cost, type Subject, spent, startSubject, together } from './subject.ts';

/** So many births until V8 has compiled what they need; an office's server runs for weeks. */
const WARM_UP = 120;
const COUNTED = 100;
const PER_SECOND = 10;
const OPEN = 12 * PER_SECOND;
/** Drafts are not counted; two at once keep both cores busy. */
const DRAFTS_AT_ONCE = 2;

/** What the database must hold after `births` whole flows. */
async function mustHaveHappened(subject: Subject, births: number, photosEach: number): Promise<void> {
  const { database } = subject;
  const count = async (what: string, sql: string, expected: number) => {
    const found = await database.count(sql);
    must(found === expected, `${expected} ${what} were expected, ${found} are in the database`);
  };
  await count('cases', "select count(*) from cases where status = 'accepted'", births);
  await count(
    'verified documents',
    "select count(*) from document_jobs where status = 'verified'",
    births * PAPER_DOCUMENTS,
  );
  // Of each photo the original and the page that staff see.
  await count(
    'files of papers',
    "select count(*) from files where purpose in ('paper-original', 'paper-page')",
    births * photosEach * 2,
  );
  await count(
    'logged looks of the verifier',
    "select count(*) from access_log where purpose = 'verification'",
    births,
  );
}

/** One birth after another, so that processor time is all that matters; the drafts in between are not counted. */
async function measureCost(subject: Subject, office: OfficeAtWork): Promise<Cost> {
  note(`flow: ${COUNTED} births, one after another`);
  const before = await subject.cost();
  const accepted = await closedLoop(COUNTED, 1, (index) => office.handIn(1_000 + index));
  const handedIn = spent(before, await subject.cost());
  note('flow: attaching their drafts (not counted)');
  const drafted = await closedLoop(COUNTED, DRAFTS_AT_ONCE, (index) => office.draft(accepted[index]!.caseId));
  const middle = await subject.cost();
  await closedLoop(COUNTED, 1, (index) => office.verify(drafted[index]!));
  return together(handedIn, spent(middle, await subject.cost()));
}

/** Ten births a second whether or not the office keeps up: first they are handed in, then verified and read. */
async function measureLatency(office: OfficeAtWork): Promise<Figure[]> {
  note(`flow: ${OPEN} births at ${PER_SECOND} a second`);
  const accepted = await openLoop(OPEN, PER_SECOND, (index, dueAt) => office.handIn(10_000 + index, dueAt));
  note('flow: attaching their drafts (not counted)');
  const drafted = await closedLoop(OPEN, DRAFTS_AT_ONCE, (index) => office.draft(accepted[index]!.caseId));
  note(`flow: verifying ${OPEN} at ${PER_SECOND} a second`);
  const verified = await openLoop(OPEN, PER_SECOND, (index, dueAt) => office.verify(drafted[index]!, dueAt));
  const own = ({ openMs, imagesMs }: AcceptedBirth) => openMs - imagesMs;
  const verifying = verified.map((one) => one.verifyMs);
  const taking = accepted.flatMap(({ takeMs, acceptMs }) => [takeMs, acceptMs]);
  const writes = [...accepted.map(own), ...taking, ...verifying];
  const reads = verified.map((one) => one.readMs);
  const at = `at ${PER_SECOND}/s`;
  return [
    figure(`flow: writes ${at}, image children apart, p95`, percentile(writes, 95), 'ms', {
      target: { atMost: 60 },
    }),
    figure(`flow: reads ${at}, p95`, percentile(reads, 95), 'ms', { target: { atMost: 25 } }),
    figure(`flow: writes ${at}, p50`, percentile(writes, 50), 'ms'),
    figure(`flow: POST /api/cases ${at}, image children apart, p95`, percentile(accepted.map(own), 95), 'ms'),
    figure(
      `flow: POST /api/cases ${at}, with its photos, p95`,
      percentile(
        accepted.map((one) => one.openMs),
        95,
      ),
      'ms',
    ),
  ];
}

async function costFigures(cost: Cost, photosEach: number): Promise<Figure[]> {
  const signature = await measureSignature();
  const anchor: Anchor = { name: signature.by, value: signature.ms, unit: 'ms a signature' };
  const { appMs, databaseMs, appChildrenMs } = cost;
  const each = (ms: number | undefined) => (ms === undefined ? undefined : ms / COUNTED);
  const both = appMs === undefined || databaseMs === undefined ? undefined : appMs + databaseMs;
  const perPhoto = each(appChildrenMs === undefined ? undefined : appChildrenMs / photosEach);
  return [
    figure('flow: five requests of a birth, app', each(appMs), 'CPU-ms', { anchor, target: { atMost: 25 } }),
    figure('flow: five requests of a birth, PostgreSQL', each(databaseMs), 'CPU-ms', {
      anchor,
      target: { atMost: 12 },
    }),
    figure('flow: five requests of a birth, both', each(both), 'CPU-ms', { anchor }),
    figure('flow: image children, per photo', perPhoto, 'CPU-ms', { anchor }),
  ];
}

/** Runs the benchmark on a Sampai of its own. */
export async function benchFlow(): Promise<Figure[]> {
  const subject = await startSubject();
  try {
    const office = await OfficeAtWork.open(subject);
    note('flow: warming up');
    const warm = await closedLoop(WARM_UP, 1, (index) => office.handIn(index));
    const drafted = await closedLoop(WARM_UP, DRAFTS_AT_ONCE, (index) => office.draft(warm[index]!.caseId));
    await closedLoop(WARM_UP, 1, (index) => office.verify(drafted[index]!));
    const cost = await measureCost(subject, office);
    const latencies = await measureLatency(office);
    office.close();
    await mustHaveHappened(subject, WARM_UP + COUNTED + OPEN, office.photosEach);
    return [...(await costFigures(cost, office.photosEach)), ...latencies];
  } finally {
    await subject.dispose();
  }
}
