/** Erases the bytes of a file that was removed; the job library tries again until they are gone. */
import { type App, wholeOffice } from './app.ts';

/** Erases one removed file. A file that is not removed stays. */
export function eraseFile(app: App, fileId: string): Promise<void> {
  return app.storage.transact(wholeOffice(app), (tx) => tx.files.erase(fileId));
}
