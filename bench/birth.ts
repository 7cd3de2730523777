/** A birth as the desk sends it: the answers of an invented family, photos of its papers, and the PDFs of SIAK. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { birthAnswers } from '../src/main/demo/let-birth-arrive.ts';
import { demoFamilies } from '../src/simulators/papers/families.ts';

import type { Desk } from './desk.ts';
import type { Call } from './load.ts';
import { must } from './report.ts';
import type { Place } from './subject.ts';

const FAMILY = 'tabuan';
/** The family's sample papers by the requirement that each of them meets. */
const PAPERS: Record<string, string> = {
  suratLahir: 'surat-lahir',
  buktiNikah: 'buku-nikah',
  kk: 'kk',
  ktpIbu: 'ktp-ibu',
  ktpAyah: 'ktp-ayah',
};
const GALLERY_PATIENCE_MS = 90_000;

/** What every birth of a run has in common. */
export interface BirthPapers {
  answers: Record<string, string | number | boolean>;
  photos: { requirementId: string; bytes: Buffer }[];
}

/** Waits until the sample papers are drawn, then reads them. */
export async function readBirthPapers(place: Place): Promise<BirthPapers> {
  const gallery = join(place.dataFolder, 'simulators', 'gallery');
  const until = performance.now() + GALLERY_PATIENCE_MS;
  while ((await readFile(join(gallery, 'gallery.json')).catch(() => undefined)) === undefined) {
    must(performance.now() < until, 'the sample papers were not drawn in time');
    await wait(300);
  }
  const family = demoFamilies(new Date().toISOString().slice(0, 10)).find((one) => one.id === FAMILY)!;
  const photos = [];
  for (const [requirementId, name] of Object.entries(PAPERS)) {
    photos.push({ requirementId, bytes: await readFile(join(gallery, `${FAMILY}-${name}.jpg`)) });
  }
  return { answers: typed(birthAnswers(family)), photos };
}

const NUMBERS = ['kelahiranKe', 'beratGram', 'panjangCm'];

/** What a resident writes as words, the desk sends as JSON. */
function typed(answers: Record<string, string>): BirthPapers['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([id, value]) => {
      if (NUMBERS.includes(id)) return [id, Number(value)];
      if (id.startsWith('punya')) return [id, value === 'Ya'];
      return [id, value];
    }),
  );
}

/** A name for the child number `index`: no two births of a run are the same. */
function childName(index: number): string {
  const letters = [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return `Contoh Anak ${letters[0]!.toUpperCase()}${letters.slice(1)}`;
}

/** `POST /api/cases` with everything in it, handed in at once. */
export function openCaseCall(papers: BirthPapers, index: number): Call {
  const answers = { ...papers.answers, namaAnak: childName(index) };
  const application = { serviceId: 'kelahiran', forWhom: 'household', answers, submit: true };
  const boundary = `----sampai-bench-${index}`;
  const parts: Buffer[] = [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="case"\r\n\r\n${JSON.stringify(application)}\r\n`,
    ),
  ];
  for (const { requirementId, bytes } of papers.photos) {
    const head = `Content-Disposition: form-data; name="paper.${requirementId}"; filename="foto.jpg"`;
    parts.push(
      Buffer.from(`--${boundary}\r\n${head}\r\nContent-Type: image/jpeg\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    );
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return { method: 'POST', path: '/api/cases', headers, body: Buffer.concat(parts) };
}

/** The operator's hands: keys the case into the simulated SIAK and attaches the PDFs that it returns. */
export async function attachDrafts(place: Place, operator: Desk, caseId: string): Promise<number> {
  const entry = await operator.getJson<{ fields: { label: string; value: string }[] }>(
    `/api/cases/${caseId}/siak-entry`,
  );
  const siak = `http://127.0.0.1:${place.simulatorsPort + 2}`;
  const made = await fetch(`${siak}/api/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'kelahiran',
      fields: Object.fromEntries(entry.fields.map(({ label, value }) => [label, value])),
    }),
  });
  must(made.ok, `SIAK refused the entry with ${made.status}`);
  const { documents } = (await made.json()) as { documents: { url?: string }[] };
  let attached = 0;
  for (const { url } of documents) {
    if (url === undefined) continue;
    const pdf = Buffer.from(await (await fetch(new URL(url.replace(/^\//u, ''), `${siak}/`))).arrayBuffer());
    await operator.attachPdf(caseId, pdf);
    attached += 1;
  }
  return attached;
}
