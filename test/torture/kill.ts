/** `npm run torture:kill -- --kills N --seed S [--json]`: kills app and PostgreSQL under load and proves what holds. */
import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';

const USAGE_ERROR = 64;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('npm run torture:kill -- --kills N --seed S [--json] [--keep]');
  process.exit(USAGE_ERROR);
}
console.error(`seed ${seed}: repeat with npm run torture:kill -- --kills ${kills} --seed ${seed}`);
const report = await runKills({
  kills,
  seed,
  acknowledgementsPerKill: 50,
  signaturesPerKill: 5,
  withFamilies: true,
  keepsFolder: values.keep,
  say: (line) => console.error(line),
});
if (values.json) console.log(JSON.stringify(report));
else {
  for (const [name, count] of Object.entries(report.counts))
    console.log(`${String(count).padStart(8)}  ${name}`);
  console.log(`${String(report.seconds).padStart(8)}  seconds`);
  for (const violation of report.violations) console.log(`VIOLATION  ${violation}`);
  console.log(report.violations.length === 0 ? 'nothing was lost, nothing was done twice' : 'FAILED');
}
process.exit(report.violations.length === 0 ? 0 : 1);
