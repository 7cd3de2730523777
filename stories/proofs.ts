/** Proofs about the PDFs that arrived: they are what was signed, whoever asks, and nothing else is. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { verifyCommand } from '../src/main/cli-verify.ts';
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { BsreLog } from '../test/torture/bsre-log.ts';
import { sha256Of } from './digest.ts';
import type { CaseAtDesk } from './officer.ts';
import type { ReportedDocument, StoryReport } from './report.ts';
import type { World } from './world.ts';

const VALID = 0;
const NOT_VALID = 1;

/** The bytes with one of them changed, in the middle of what was signed. */
function tamperedWith(pdf: Uint8Array): Buffer {
  const changed = Buffer.from(pdf);
  changed[changed.indexOf('stream') + 20]! ^= 1;
  return changed;
}

function expectThat(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`not so: ${what}`);
}

/** What the office's own record and BSrE's say of the signing, for each document: one call, these bytes in and out. */
export async function proveSigning(world: World, state: CaseAtDesk): Promise<void> {
  const calls = (await new BsreLog(world.sampai.simulatorsPort + 1).calls()).filter(
    ({ outcome }) => outcome === 'signed',
  );
  const papers = state.documents.filter((job) => job.form === 'paper');
  expectThat(calls.length === papers.length, `BSrE signed ${calls.length} of ${papers.length} documents`);
  for (const job of papers) {
    const ofDraft = calls.filter(({ inputSha256 }) => inputSha256 === job.draft?.sha256);
    expectThat(ofDraft.length === 1, `BSrE signed the draft of ${job.documentId} once`);
    expectThat(ofDraft[0]!.outputSha256 === job.signed?.sha256, `${job.documentId} is what BSrE gave back`);
  }
}

/** With the certificate that the story left beside the PDF, as `timeline.md` says. */
async function verdictOf(path: string): Promise<number> {
  return verifyCommand([path], { mode: 'peragaan', trustDir: join(dirname(path), 'trust'), print: () => {} });
}

/** What `npm run sampai -- verify` says of each file, and of the same file with one byte changed. */
async function proveVerdicts(path: string, pdf: Uint8Array): Promise<void> {
  expectThat((await verdictOf(path)) === VALID, `verify calls ${path} valid`);
  const altered = `${path}.altered`;
  await writeFile(altered, tamperedWith(pdf));
  try {
    expectThat((await verdictOf(altered)) === NOT_VALID, `verify finds the change in ${altered}`);
  } finally {
    await rm(altered);
  }
}

/** What `/cek` answers anybody. */
interface Standing {
  standing: string;
  document?: string;
  signature?: { faults: string[]; signer?: string };
}

async function checkFile(world: World, pdf: Uint8Array): Promise<Standing> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'dokumen.pdf');
  return (await world.asResident('/api/check/file', form)).body as Standing;
}

async function checkCode(world: World, code: string): Promise<Standing> {
  return (await world.asResident('/api/check/code', { code })).body as Standing;
}

/** `/cek` knows the file and its code, and neither an altered file nor a code that was never given out. */
async function proveCheckPage(world: World, document: ReportedDocument, pdf: Uint8Array): Promise<void> {
  const byFile = await checkFile(world, pdf);
  expectThat(byFile.standing === 'active' && byFile.document === document.name, '/cek knows the file');
  expectThat(byFile.signature?.faults.length === 0, '/cek finds no fault in the signature');
  expectThat(byFile.signature?.signer === document.signer, '/cek names the signer');
  const byCode = await checkCode(world, document.code);
  expectThat(byCode.standing === 'active' && byCode.document === document.name, '/cek knows the code');

  const altered = await checkFile(world, tamperedWith(pdf));
  expectThat(altered.standing === 'not-ours', '/cek does not know the altered file');
  expectThat(altered.signature?.faults.includes('altered') === true, '/cek sees what was altered');
  const other = document.code.replace(/^./u, (first) => (first === 'A' ? 'B' : 'A'));
  expectThat((await checkCode(world, other)).standing === 'not-ours', '/cek does not know another code');
}

interface Tracked {
  number: string;
  documents: { id: string; name: string; form: string; status: string; canDownload: boolean }[];
}

/** `/lacak` shows the case to its PIN alone, and hands out the very same bytes. */
async function proveTrackingPage(world: World, report: StoryReport): Promise<void> {
  const key = { number: report.caseNumber, pin: demoSecrets.pin };
  const wrong = await world.asResident('/api/track', { ...key, pin: '000000' });
  expectThat(wrong.status !== 200, '/lacak says nothing to a wrong PIN');
  const right = await world.asResident('/api/track', key);
  const { documents } = right.body as Tracked;
  const expected = report.documents.map(({ name }) => `${name}: received`);
  const cards = report.cards.map(({ name, status }) => `${name}: ${status}`);
  const shown = documents.map(({ name, status }) => `${name}: ${status}`);
  expectThat(
    shown.toSorted().join() === [...expected, ...cards].toSorted().join(),
    '/lacak shows every document',
  );
  for (const { name, sha256 } of report.documents) {
    const documentId = documents.find((one) => one.name === name)!.id;
    const pdf = await world.asResident('/api/track/document', { ...key, documentId });
    expectThat(sha256Of(pdf.bytes) === sha256, `/lacak hands out the very ${name}`);
  }
}

/** Proves what `report.json` in this folder claims, from the files that lie beside it. */
export async function proveReport(world: World, folder: string): Promise<void> {
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as StoryReport;
  for (const document of report.documents) {
    const path = join(folder, document.file);
    const pdf = await readFile(path);
    expectThat(sha256Of(pdf) === document.sha256, `${document.file} is the one of the report`);
    await proveVerdicts(path, pdf);
    await proveCheckPage(world, document, pdf);
  }
  await proveTrackingPage(world, report);
}
