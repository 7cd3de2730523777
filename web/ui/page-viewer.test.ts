/** How large a page is drawn in its pane. */
import { describe, expect, it } from 'vitest';
import { sizeOnScreen } from './page-viewer.tsx';

const portrait = { widthPx: 800, heightPx: 1600 };
const pane = { width: 400, height: 320 };

describe('the size of a page', () => {
  it('fits the whole page into the pane', () => {
    expect(sizeOnScreen(portrait, pane, { quarterTurns: 0, zoom: 1, fit: 'page' })).toEqual({
      width: 160,
      height: 320,
    });
  });

  it('fits the width where the page is read from top to bottom', () => {
    expect(sizeOnScreen(portrait, pane, { quarterTurns: 0, zoom: 1, fit: 'width' })).toEqual({
      width: 400,
      height: 800,
    });
  });

  it('counts a turned page by its turned sides', () => {
    expect(sizeOnScreen(portrait, pane, { quarterTurns: 1, zoom: 1, fit: 'page' })).toEqual({
      width: 200,
      height: 400,
    });
  });

  it('grows with the zoom', () => {
    expect(sizeOnScreen(portrait, pane, { quarterTurns: 0, zoom: 2, fit: 'page' }).width).toBe(320);
  });
});
