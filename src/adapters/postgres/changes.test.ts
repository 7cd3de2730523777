/** Tells who hears of a change, and when: after it is certain, in its own office, also after the connection was lost. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { type ChangeFeed, listenForChanges } from './changes.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

let office: TestApp;
let feed: ChangeFeed;
const heard: string[] = [];
let isListening = false;
beforeAll(async () => {
  office = await openTestApp();
  feed = listenForChanges(office.database.appUrl, office.officeId);
  feed.subscribe((topic) => {
    if (topic === 'siap') isListening = true;
    else heard.push(topic);
  });
  await untilListening();
});
afterAll(async () => {
  await feed.close();
  await office.close();
});

const tell = (topic: string, more: () => Promise<void> = async () => undefined) =>
  office.whole(async (tx) => {
    await tx.notify(topic);
    await more();
  });
/** The feed connects by itself; what is said before is not heard by anybody. */
async function untilListening(): Promise<void> {
  isListening = false;
  await vi.waitFor(
    async () => {
      await tell('siap');
      expect(isListening).toBe(true);
    },
    { timeout: 10_000, interval: 50 },
  );
}

describe('a change', () => {
  it('is heard once it is certain, and not when it was undone', async () => {
    await expect(tell('case/1', () => Promise.reject(new Error('undone')))).rejects.toThrow('undone');
    let duringWork = 0;
    await tell('case/2', async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      duringWork = heard.length;
    });
    await vi.waitFor(() => expect(heard).toEqual(['case/2']), inTime);
    expect(duringWork).toBe(0);
  });

  it('of another office is not heard', async () => {
    heard.length = 0;
    const other = await openTestApp(office);
    await other.whole((tx) => tx.notify('case/9'));
    await tell('case/3');
    await vi.waitFor(() => expect(heard).toEqual(['case/3']), inTime);
    await other.close();
  });

  it('is heard again after the connection was lost', async () => {
    await office.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sampai-changes'",
    );
    await untilListening();
    await tell('case/4');
    await vi.waitFor(() => expect(heard.at(-1)).toBe('case/4'), inTime);
  });

  it('is told to nobody who stopped listening', async () => {
    const mine: string[] = [];
    const stop = feed.subscribe((topic) => mine.push(topic));
    await tell('case/5');
    await vi.waitFor(() => expect(mine).toEqual(['case/5']), inTime);
    stop();
    await tell('case/6');
    await vi.waitFor(() => expect(heard.at(-1)).toBe('case/6'), inTime);
    expect(mine).toEqual(['case/5']);
  });
});
