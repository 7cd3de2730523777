/** Shows one page of a paper: enlarge, turn, move about; by buttons, keys and mouse. */
import { ActionIcon } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './page-viewer.module.css';
import { useShortcuts } from './shortcuts.ts';

/** The picture of one page. */
export interface ViewedPage {
  src: string;
  widthPx: number;
  heightPx: number;
}

/** Words on the viewer's buttons. */
export interface ViewerWords {
  larger: string;
  smaller: string;
  turn: string;
}

const STEPS = [1, 1.4, 2, 2.8, 4];
/** Ground around the page in pixels, as the style sheet has it. */
const MARGIN = 14;

/** How large the page is drawn: the whole page, or its width, fits the pane; then times the zoom. */
export function sizeOnScreen(
  page: { widthPx: number; heightPx: number },
  pane: { width: number; height: number },
  look: { quarterTurns: number; zoom: number; fit: 'page' | 'width' },
): { width: number; height: number } {
  const isSideways = look.quarterTurns % 2 === 1;
  const [width, height] = isSideways ? [page.heightPx, page.widthPx] : [page.widthPx, page.heightPx];
  const byWidth = pane.width / width;
  const scale = (look.fit === 'width' ? byWidth : Math.min(byWidth, pane.height / height)) * look.zoom;
  return { width: page.widthPx * scale, height: page.heightPx * scale };
}

/** Lets the mouse drag a scrolled pane; touch scrolls by itself. */
function useDrag(pane: React.RefObject<HTMLDivElement | null>) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === 'mouse' && event.button === 0)
        from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (from.current === null || pane.current === null) return;
      pane.current.scrollLeft -= event.clientX - from.current.x;
      pane.current.scrollTop -= event.clientY - from.current.y;
      from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      from.current = null;
    },
    onPointerLeave: () => {
      from.current = null;
    },
  };
}

function Sheet(props: {
  page: ViewedPage;
  alt: string;
  turns: number;
  zoom: number;
  fit: 'page' | 'width';
  onShown?: (() => void) | undefined;
}) {
  const { page, alt, turns, zoom, fit, onShown } = props;
  const { ref, width, height } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const drag = useDrag(scroller);
  const pane = { width: width - 2 * MARGIN, height: height - 2 * MARGIN };
  const size = sizeOnScreen(page, pane, { quarterTurns: turns, zoom, fit });
  const isSideways = turns % 2 === 1;
  return (
    <div ref={ref} className={styles.pane}>
      {/* Keyboard users scroll an enlarged page with the arrow keys, so the pane takes the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1) */}
      <section ref={scroller} className={`${styles.scroller} ring`} tabIndex={0} aria-label={alt} {...drag}>
        {width > 0 && (
          <div
            className={styles.box}
            style={{
              width: isSideways ? size.height : size.width,
              height: isSideways ? size.width : size.height,
            }}
          >
            <img
              src={page.src}
              alt={alt}
              draggable={false}
              onLoad={onShown}
              style={{ ...size, transform: `translate(-50%, -50%) rotate(${turns * 90}deg)` }}
            />
          </div>
        )}
      </section>
    </div>
  );
}

/**
 * The page with its bar. `head` stands left in the bar, `words` name the buttons. Keys: `+`, `-`, `R`. `onShown` is
 * told when the picture of the page is on the screen.
 */
export function PageViewer(props: {
  page: ViewedPage;
  alt: string;
  head?: ReactNode;
  words: ViewerWords;
  fit?: 'page' | 'width';
  hasKeys?: boolean;
  onShown?: () => void;
}) {
  const { page, alt, head, words, fit = 'page', hasKeys = true, onShown } = props;
  const [step, setStep] = useState(0);
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    setStep(0);
    setTurns(0);
  }, [page.src]);
  const larger = () => setStep((now) => Math.min(now + 1, STEPS.length - 1));
  const smaller = () => setStep((now) => Math.max(now - 1, 0));
  const turn = () => setTurns((now) => (now + 1) % 4);
  useShortcuts({ '+': larger, '=': larger, '-': smaller, r: turn }, hasKeys);
  return (
    <div className={styles.viewer}>
      <div className={styles.bar}>
        <div className={styles.head}>{head}</div>
        <ActionIcon
          variant="subtle"
          color="dark"
          aria-label={words.smaller}
          onClick={smaller}
          disabled={step === 0}
        >
          <IconZoomOut size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="dark"
          aria-label={words.larger}
          onClick={larger}
          disabled={step === STEPS.length - 1}
        >
          <IconZoomIn size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="dark" aria-label={words.turn} onClick={turn}>
          <IconRotateClockwise size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Sheet page={page} alt={alt} turns={turns} zoom={STEPS[step]!} fit={fit} onShown={onShown} />
    </div>
  );
}
