/** Typst for the simulators: the one place that loads it, and only when the first page is wanted. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Pages made from a template of the simulators. `values` reach it as JSON and are never taken as markup. */
export interface Typesetter {
  /** The document as PDF with real text and embedded fonts. `template` is an address of a `.typ` file. */
  pdf(template: URL, values: object): Uint8Array;
  /** The (single) page as SVG whose letters are outlines, so that drawing it needs no font. */
  svg(template: URL, values: object): string;
}

/** Results older than this many pages are forgotten, or memory would grow with every page. */
const CACHE_AGE_PAGES = 5;

let opened: Promise<Typesetter> | undefined;

/** Loads Typst on the first call; later calls share it. */
export function openTypesetter(): Promise<Typesetter> {
  opened ??= load();
  return opened;
}

async function load(): Promise<Typesetter> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const require = createRequire(import.meta.url);
  const fontBlobs = ['400Regular', '600SemiBold', '700Bold', '800ExtraBold'].map((weight) =>
    readFileSync(
      require.resolve(`@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`),
    ),
  );
  const workspace = fileURLToPath(new URL('..', import.meta.url));
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });

  function withPage<Output>(
    template: URL,
    values: object,
    render: (source: { mainFilePath: string; inputs: Record<string, string> }) => Output,
  ): Output {
    const json = JSON.stringify(values, (_, value) =>
      typeof value === 'string' ? withoutControls(value) : value,
    );
    const output = render({ mainFilePath: fileURLToPath(template), inputs: { values: json } });
    compiler.evictCache(CACHE_AGE_PAGES);
    return output;
  }

  return {
    pdf: (template, values) =>
      withPage(template, values, (source) => compiler.pdf(source, { pdfTags: false })),
    svg: (template, values) => withPage(template, values, (source) => compiler.plainSvg(source)),
  };
}

/** Characters without a glyph, and those that turn the reading direction, are left out. */
function withoutControls(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, ' ');
}
