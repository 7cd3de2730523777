/** Makes menus fit Meta's limits and answerable by digit, for phones and people that do not tap. */
import type { OutboundContent } from '../../app/ports.ts';
import { LIMITS } from './limits.ts';

/** The two kinds of menu. */
export type Menu = Extract<OutboundContent, { kind: 'list' | 'buttons' }>;

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/**
 * Shortens `text` to at most `limit` UTF-16 units, ending in "…". It is cut between what people see as letters:
 * neither a surrogate pair nor an emoji of several code points is split.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Cuts titles, descriptions and footers to their limits; bodies and ids are left alone. */
export function shortenTitles<Content extends OutboundContent>(content: Content): Content;
export function shortenTitles(content: OutboundContent): OutboundContent {
  if (content.kind === 'buttons') {
    return {
      ...content,
      ...(content.footer !== undefined && { footer: shorten(content.footer, LIMITS.footer) }),
      buttons: content.buttons.map(({ id, title }) => ({ id, title: shorten(title, LIMITS.buttonTitle) })),
    };
  }
  if (content.kind !== 'list') return content;
  return {
    ...content,
    button: shorten(content.button, LIMITS.listButton),
    sections: content.sections.map(({ title, rows }) => ({
      ...(title !== undefined && { title: shorten(title, LIMITS.sectionTitle) }),
      rows: rows.map((row) => ({
        id: row.id,
        title: shorten(row.title, LIMITS.rowTitle),
        ...(row.description !== undefined && {
          description: shorten(row.description, LIMITS.rowDescription),
        }),
      })),
    })),
  };
}

/**
 * Adds the choices with their numbers to the body of a menu, and the sentence that tells how to use them. The
 * number of a choice is its place, counted from 1 through all sections, unless its title begins with a number of
 * its own ("0 Lainnya"). A menu that already carries them is returned unchanged.
 *
 * Numbers come first when room is short: then the titles are cut, and only then the words before them.
 * Without `numberHint`, the sentence in the language of the menu, it stays as it is.
 */
export function withNumbers<Content extends Menu>(content: Content): Content {
  const { numberHint: hint } = content;
  const titles =
    content.kind === 'list'
      ? content.sections.flatMap((section) => section.rows.map((row) => row.title))
      : content.buttons.map((button) => button.title);
  if (hint === undefined || titles.length === 0) return content;
  const full = numbersBlock(titles, hint, Number.POSITIVE_INFINITY);
  const short = numbersBlock(titles, hint, LIMITS.rowTitle);
  if (content.body.endsWith(full) || content.body.endsWith(short)) return content;
  const roomLeft = LIMITS.interactiveBody - content.body.length - 2;
  const block = full.length <= roomLeft ? full : short;
  const words = shorten(content.body, Math.max(LIMITS.interactiveBody - block.length - 2, 1));
  return { ...content, body: `${words}\n\n${block}` };
}

function numbersBlock(titles: readonly string[], hint: string, titleLimit: number): string {
  const lines = titles.map((title, position) => {
    const shown = shorten(title, titleLimit);
    return /^\d{1,2}[.)]?\s/.test(title) ? shown : `${position + 1}. ${shown}`;
  });
  return [...lines, hint].join('\n');
}
