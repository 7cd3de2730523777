/** Proves that a kill looks like an outage to everybody, never like a bug: no strange answer, no incident in the log. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from './ledger.ts';
import type { Unfinished } from './peace.ts';
import type { Proof } from './proof.ts';

/** Level of a line of the log that tells of a bug (pino's "error"). */
const INCIDENT = 50;

/** Incidents of the app, counted by what happened and with which words. */
async function readIncidents(dataFolder: string): Promise<Map<string, number>> {
  const incidents = new Map<string, number>();
  for (const name of ['sampai.log', 'sampai.log.1']) {
    const text = await readFile(join(dataFolder, 'log', name), 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      const [, json] = /\[aplikasi\] (\{.*\})$/u.exec(line) ?? [];
      if (json === undefined) continue;
      const { level, msg, message } = JSON.parse(json) as { level: number; msg?: string; message?: string };
      if (level !== INCIDENT) continue;
      const what = `${msg}: ${message}`;
      incidents.set(what, (incidents.get(what) ?? 0) + 1);
    }
  }
  return incidents;
}

/** Answers to webhooks and officers, what was never finished, and the incidents that the app itself reported. */
export async function proveCalm(ledger: Ledger, unfinished: Unfinished, dataFolder: string): Promise<Proof> {
  const answers = ledger.webhookAnswers;
  const incidents = await readIncidents(dataFolder);
  return {
    counts: {
      'webhooks answered with 503': answers.get(503) ?? 0,
      'webhooks that got no answer': answers.get(0) ?? 0,
      'slowest answer to a webhook, ms': Math.round(ledger.slowestWebhookMs),
      'births the whole way by WhatsApp': ledger.wholeWays,
      'incidents in the log': [...incidents.values()].reduce((sum, count) => sum + count, 0),
    },
    violations: [
      ...Object.entries(unfinished).map(([what, count]) => `${count} ${what}, at the end of all patience`),
      ...[...answers]
        .filter(([status]) => ![0, 200, 503].includes(status))
        .map(([status, count]) => `${count} webhooks were answered with ${status}`),
      ...ledger.badAnswers.map((answer) => `an officer was answered ${answer}`),
      ...[...incidents].map(([what, count]) => `${count} incidents in the log: ${what}`),
    ],
  };
}
