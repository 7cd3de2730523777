/** Lets a resident see by the blue ticks that a message was taken in: a courtesy, after everything is kept. */
import type { App } from './app.ts';

/** Marks the message, and with it all before it, as read. Nobody waits for it, and whether it works changes nothing. */
export function showAsRead(app: App, wamid: string): void {
  void app.whatsapp.markRead(wamid, false).catch(() => undefined);
}
