/** The process that typesets: takes one paper at a time from its parent and gives back PDF bytes. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import bwipjs from 'bwip-js';
import type { TypesetReply, TypesetRequest } from './typeset-messages.ts';

const WEIGHTS = ['400Regular', '600SemiBold', '700Bold'];
/** Results older than this many papers are forgotten; without it memory grows with every paper. */
const CACHE_AGE_PAPERS = 5;

const templates = fileURLToPath(new URL('./templates/', import.meta.url));
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fontFiles() }] });

process.on('message', (request: TypesetRequest) => {
  process.send?.(typesetOrSay(request));
});
// The parent is gone: nobody is left to print for.
process.on('disconnect', () => process.exit(0));

function typesetOrSay(request: TypesetRequest): TypesetReply {
  try {
    return typeset(request);
  } catch {
    // What was thrown may quote a printed value, so only the template is named.
    return { id: request.id, problem: request.template };
  }
}

function typeset({ id, template, json, codeText }: TypesetRequest): TypesetReply {
  const inputs = { paper: json, code: codeText === undefined ? '' : codeSvg(codeText) };
  const source = { mainFilePath: `${templates}${template}.typ`, inputs };
  const result = compiler.compile(source);
  if (result.result === null) return { id, problem: positionOf(result) };
  const pdf = compiler.pdf(result.result);
  compiler.evictCache(CACHE_AGE_PAPERS);
  return { id, pdf };
}

function codeSvg(text: string): string {
  return bwipjs.toSVG({ bcid: 'qrcode', text });
}

/** Where the template failed. The message itself stays here, because it may quote a printed value. */
function positionOf(failed: ReturnType<NodeCompiler['compile']>): string {
  const problem = failed.takeDiagnostics();
  const [first] = problem === null ? [] : compiler.fetchDiagnostics(problem);
  const { path, range } = (first ?? {}) as { path?: string; range?: { start?: { line?: number } } };
  return `${path?.split('/').at(-1) ?? 'template'}:${range?.start?.line ?? '?'}`;
}

function fontFiles(): Buffer[] {
  const require = createRequire(import.meta.url);
  return WEIGHTS.map((weight) =>
    readFileSync(
      require.resolve(`@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`),
    ),
  );
}
