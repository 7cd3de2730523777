/** Which changes an officer is told of: those of the cases and chats that they may see. */
import type { App } from './app.ts';
import { findContact } from './conversations.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';

/** Whether this officer may know that `topic` (`case/ID`, `contact/ID` or a list) changed. */
export async function seesTopic(app: App, officer: Officer, topic: string): Promise<boolean> {
  if (officer.areas === '*') return true;
  const [kind, id = ''] = topic.split('/');
  if (kind === 'contact') return (await findContact(app, officer, id)) !== undefined;
  if (kind !== 'case') return true;
  return app.storage.transact(scopeOf(app, asOfficer(officer)), (tx) => tx.cases.isVisible(id));
}
