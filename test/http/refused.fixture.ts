/** What every refusal of bad input has in common. */
import { expect } from 'vitest';
import type { Answer, TestHttp } from '../support/open-test-http.ts';

/** Refused with a sentence and a next step, without an incident, and the case stays what it was. */
export async function refusedIn(
  http: TestHttp,
  caseId: string,
  ask: () => Promise<Answer>,
  status: number | number[],
): Promise<Answer> {
  const load = () => http.office.whole((tx) => tx.cases.get(caseId));
  const before = await load();
  const answer = await ask();
  expect([status].flat(), answer.text).toContain(answer.status);
  expect(answer.body.sentence).toMatch(/\.$/u);
  expect(answer.body.next.length).toBeGreaterThan(10);
  expect(http.office.log).toEqual([]);
  expect(await load()).toEqual(before);
  return answer;
}
