/** A short run of the kills with every test run: nothing acknowledged is lost, nothing is done twice or hidden. */
import { expect, it } from 'vitest';
import { Dice } from './dice.ts';
import { planKills } from './plan-kills.ts';
import { runKills } from './run-kills.ts';

const isWhole = process.env.SAMPAI_TEST_ALL === '1';
const seed = Number(process.env.SAMPAI_TEST_SEED ?? Math.floor(Math.random() * 1_000_000));

it('given a seed, when kills are planned, then at least a fifth strikes PostgreSQL, and the same seed plans the same', () => {
  for (let kills = 1; kills <= 60; kills += 1) {
    const plan = planKills(kills, new Dice(`${seed}/${kills}`));
    const onDatabase = plan.filter((one) => one.target !== 'app').length;
    expect(onDatabase * 5).toBeGreaterThanOrEqual(kills);
    expect(planKills(kills, new Dice(`${seed}/${kills}`))).toEqual(plan);
  }
});

it(
  `given Sampai under load, when app and PostgreSQL are killed, then every promise holds (seed ${seed})`,
  async () => {
    const report = await runKills({
      kills: isWhole ? 25 : 4,
      seed,
      acknowledgementsPerKill: isWhole ? 50 : 25,
      signaturesPerKill: isWhole ? 5 : 2,
      withFamilies: isWhole,
    });
    expect(report.violations).toEqual([]);
    expect(report.counts).toMatchObject({
      'acknowledged messages lost': 0,
      'documents published twice': 0,
      'messages sent twice': 0,
    });
    expect(report.counts.kills).toBe(isWhole ? 25 : 4);
    expect(report.counts['messages acknowledged']).toBeGreaterThanOrEqual(isWhole ? 1250 : 100);
    expect(report.counts['signatures made by BSrE']).toBeGreaterThanOrEqual(isWhole ? 125 : 8);
  },
  isWhole ? 900_000 : 240_000,
);
