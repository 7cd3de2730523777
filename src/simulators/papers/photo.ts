/** Makes a typeset sheet look like a phone's photo of paper on a table: tilted, shaded, sometimes spoiled. */

import type { OverlayOptions, Sharp } from 'sharp';
import sharp from 'sharp';
import type { PhotoFlaw } from './sheets.ts';

/** Numbers between 0 and 1 that depend on nothing but their seed, so that a gallery can be made again. */
export type Chance = () => number;

/** A repeatable source of chance for a text (FNV-1a into a small counter generator). */
function chanceOf(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LONG_SIDE_PX = 1500;
const SHORT_SIDE_PX = 1125;
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
/** How far the soft edge of the shadow reaches beyond the paper. */
const SHADOW_EDGE_PX = 36;
const SHADOW_SCALE = 6;
const TABLES = [
  { r: 158, g: 124, b: 92 },
  { r: 120, g: 92, b: 72 },
  { r: 146, g: 147, b: 140 },
];

/** An unencoded RGBA picture, which costs no compression between two steps. */
interface Picture {
  data: Buffer;
  width: number;
  height: number;
}

/**
 * Photographs a sheet given as SVG; gives JPEG bytes, 1500 px on the long side. The same seed gives the same
 * picture.
 */
export async function photograph(svg: string, seed: string, flaw?: PhotoFlaw): Promise<Buffer> {
  const chance = chanceOf(seed);
  const isWide = isWideSheet(svg);
  const width = isWide ? LONG_SIDE_PX : SHORT_SIDE_PX;
  const height = isWide ? SHORT_SIDE_PX : LONG_SIDE_PX;
  const share = flaw === 'cut-off' ? 1.04 : 0.85;
  const paper = await tiltedPaper(svg, { width: width * share, height: height * share }, chance);
  // A cut-off photo loses the right and lower edge of the paper.
  const left = flaw === 'cut-off' ? width * 0.06 : (width - paper.width) / 2;
  const top = flaw === 'cut-off' ? height * 0.22 : (height - paper.height) / 2;
  const shadow = await shadowOf(paper);
  const fall = 12 - SHADOW_EDGE_PX;
  const ground = await table(width, height, chance);
  const scene = await sharp(ground.data, { raw: { width, height, channels: 3 } })
    .composite([
      await inside({ width, height }, shadow, left + fall, top + fall),
      await inside({ width, height }, paper, left, top),
      { input: light(width, height, chance), blend: 'multiply' },
    ])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return spoiled(sharp(scene.data, { raw: scene.info }), flaw)
    .jpeg({ quality: 76, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

function isWideSheet(svg: string): boolean {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return Number(width) > Number(height);
}

/** The sheet at the size it has in the picture, slightly turned and leaning, on a transparent ground. */
async function tiltedPaper(
  svg: string,
  room: { width: number; height: number },
  chance: Chance,
): Promise<Picture> {
  const turn = ((chance() - 0.5) * 5 * Math.PI) / 180;
  const lean = (chance() - 0.5) * 0.03;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return picture(
    sharp(Buffer.from(svg))
      .resize({ width: Math.round(room.width), height: Math.round(room.height), fit: 'inside' })
      .ensureAlpha()
      .affine([cos, lean - sin, sin + lean / 2, cos], { background: CLEAR }),
  );
}

/** A soft, half transparent black copy of the paper's outline. */
async function shadowOf(paper: Picture): Promise<Picture> {
  const raw = { width: paper.width, height: paper.height, channels: 4 as const };
  const outline = await sharp(paper.data, { raw }).extractChannel('alpha').raw().toBuffer();
  // Made small and enlarged again: soft is all it has to be.
  const [width, height] = [Math.ceil(paper.width / SHADOW_SCALE), Math.ceil(paper.height / SHADOW_SCALE)];
  const edge = SHADOW_EDGE_PX / SHADOW_SCALE;
  const alpha = await sharp(outline, { raw: { ...raw, channels: 1 } })
    .resize(width, height, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const small = { width: width + 2 * edge, height: height + 2 * edge };
  const black = Buffer.alloc(small.width * small.height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      black[((y + edge) * small.width + x + edge) * 4 + 3] = 0.6 * (alpha[y * width + x] ?? 0);
  const soft = await sharp(black, { raw: { ...small, channels: 4 } })
    .blur(1.6)
    .raw()
    .toBuffer();
  return picture(
    sharp(soft, { raw: { ...small, channels: 4 } }).resize(
      small.width * SHADOW_SCALE,
      small.height * SHADOW_SCALE,
      { kernel: 'linear' },
    ),
  );
}

/** A picture as a layer of the frame; what hangs over the frame's edges is cut. */
async function inside(
  frame: { width: number; height: number },
  layer: Picture,
  leftPx: number,
  topPx: number,
): Promise<OverlayOptions> {
  const [left, top] = [Math.round(leftPx), Math.round(topPx)];
  const cut = { left: Math.max(0, -left), top: Math.max(0, -top) };
  const width = Math.min(layer.width, frame.width - left) - cut.left;
  const height = Math.min(layer.height, frame.height - top) - cut.top;
  const visible = await picture(
    sharp(layer.data, { raw: { width: layer.width, height: layer.height, channels: 4 } }).extract({
      ...cut,
      width,
      height,
    }),
  );
  return {
    input: visible.data,
    raw: { width, height, channels: 4 },
    left: Math.max(0, left),
    top: Math.max(0, top),
  };
}

async function picture(steps: Sharp): Promise<Picture> {
  const { data, info } = await steps.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** A wooden or stone table top: streaks of noise under one colour. */
async function table(width: number, height: number, chance: Chance): Promise<Picture> {
  const tint = TABLES[Math.floor(chance() * TABLES.length)] ?? TABLES[0]!;
  const streaks = new Uint8Array(3 * 300 * 3);
  for (let spot = 0; spot < streaks.length; spot += 3) {
    const shade = 0.85 + chance() * 0.15;
    streaks.set([tint.r * shade, tint.g * shade, tint.b * shade], spot);
  }
  return picture(
    sharp(streaks, { raw: { width: 3, height: 300, channels: 3 } }).resize(width, height, {
      fit: 'fill',
      kernel: 'cubic',
    }),
  );
}

/** Light that falls from one side and leaves the corners darker. */
function light(width: number, height: number, chance: Chance): Buffer {
  const x = Math.round(25 + chance() * 50);
  const y = Math.round(20 + chance() * 40);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <radialGradient id="l" cx="${x}%" cy="${y}%" r="95%">
      <stop offset="0" stop-color="#fffdf6"/><stop offset="0.6" stop-color="#ece6da"/><stop offset="1" stop-color="#b3aa9c"/>
    </radialGradient><rect width="100%" height="100%" fill="url(#l)"/></svg>`);
}

function spoiled(steps: Sharp, flaw: PhotoFlaw | undefined): Sharp {
  if (flaw === 'blurred') return steps.blur(7);
  if (flaw === 'dark') return steps.linear(0.2, 2).modulate({ saturation: 0.7 });
  return steps;
}
