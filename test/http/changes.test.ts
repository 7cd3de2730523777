/** The stream of changes: heard by those who may see them, until they sign out or their account is closed. */
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Officer } from '../../src/app/ports.ts';
import { bring } from '../support/library-office.ts';
import { otherDesa } from '../support/open-test-app.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

let http: TestHttp;
let port: number;
beforeAll(async () => {
  http = await openTestHttp();
  await http.server.listen({ port: 0, host: '127.0.0.1' });
  port = (http.server.server.address() as AddressInfo).port;
});
afterAll(() => http.close());

/** An open page: what it heard, and whether the line still stands. */
async function listen(officer: Officer) {
  const heard: string[] = [];
  const page = { heard, isOpen: true, close: () => request.destroy() };
  const headers = { cookie: `akun=${encodeURIComponent(officer.accountId)}` };
  const request = get({ port, host: '127.0.0.1', path: '/api/changes', headers });
  await new Promise<void>((resolve) => {
    request.on('error', () => undefined);
    request.on('response', (response) => {
      expect(response.headers).toMatchObject({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      });
      response.on('data', (chunk: Buffer) => {
        for (const match of chunk.toString().matchAll(/data: (\{.*\})/gu))
          heard.push(JSON.parse(match[1]!).topic);
        resolve();
      });
      response.on('close', () => {
        page.isOpen = false;
      });
    });
  });
  return page;
}

describe('an open page', () => {
  it('hears every change in order', async () => {
    const page = await listen(http.people.intake);
    const topics = ['case/1', 'handed-over', 'contact/2', 'clock', 'case/1'];
    for (const topic of topics) http.change(topic);
    await vi.waitFor(() => expect(page.heard).toEqual(topics), inTime);
    page.close();
  });

  it('of an officer of one area hears of no case or chat of another', async () => {
    const areas = ['63.11.04'];
    const officer = await http.office.addOfficer('Pari Contoh', ['petugas-layanan'], { areas });
    const mine = await bring(http.office, http.people, 'submitted');
    const theirs = await bring(http.office, http.people, 'submitted', { answers: { desa: otherDesa } });
    const page = await listen(officer);
    for (const { id } of [theirs, mine, theirs]) http.change(`case/${id}`);
    http.change('clock');
    await vi.waitFor(() => expect(page.heard).toEqual([`case/${mine.id}`, 'clock']), inTime);
    page.close();
  });

  it('hears nothing more once its officer’s account is closed', async () => {
    const officer = await http.office.addOfficer('Tutup Contoh', ['operator']);
    const page = await listen(officer);
    await http.ask('POST', `/api/officers/${officer.officerId}`, {
      as: http.people.admin,
      body: { isActive: false },
    });
    http.change('case/1');
    await vi.waitFor(() => expect(page.isOpen).toBe(false), inTime);
    expect(page.heard).toEqual([]);
  });

  it('is for officers only', async () => {
    expect((await http.ask('GET', '/api/changes')).status).toBe(401);
  });

  it('does not keep the server from stopping', async () => {
    const page = await listen(http.people.intake);
    await http.server.close();
    await vi.waitFor(() => expect(page.isOpen).toBe(false), inTime);
  });
});
