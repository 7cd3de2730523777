/** Tells open phone pages what changed, and knows which chats are being looked at. */

/** One piece of news for a phone page. */
export interface ScreenNews {
  event: 'message' | 'typing' | 'handset' | 'clock';
  data: unknown;
}

/** The open pages. */
export interface Screens {
  /** Subscribes a page. With `isViewing`, the chat counts as open. Answers how to leave. */
  watch(handsetId: string, isViewing: boolean, listener: (news: ScreenNews) => void): () => void;
  show(handsetId: string, news: ScreenNews): void;
  showAll(news: ScreenNews): void;
  isViewed(handsetId: string): boolean;
}

/** Opens the subject with nobody watching. */
export function openScreens(): Screens {
  const watchers = new Set<{ handsetId: string; isViewing: boolean; listener: (news: ScreenNews) => void }>();
  return {
    watch(handsetId, isViewing, listener) {
      const watcher = { handsetId, isViewing, listener };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    show(handsetId, news) {
      for (const watcher of watchers) if (watcher.handsetId === handsetId) watcher.listener(news);
    },
    showAll(news) {
      for (const watcher of watchers) watcher.listener(news);
    },
    isViewed: (handsetId) =>
      [...watchers].some((watcher) => watcher.handsetId === handsetId && watcher.isViewing),
  };
}
