/** The anchor of the flow: how much processor time one RSA-2048 signature takes here, by OpenSSL itself. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { promisify } from 'node:util';

const SECONDS = 2;

/** Processor time of one signature. */
export interface SignatureCost {
  ms: number;
  /** Whose OpenSSL it was. */
  by: string;
}

/** Asks `openssl speed rsa2048`; where that program is missing, measures the OpenSSL inside Node the same way. */
export async function measureSignature(): Promise<SignatureCost> {
  const args = ['speed', '-seconds', String(SECONDS), 'rsa2048'];
  const asked = await promisify(execFile)('openssl', args).catch(() => undefined);
  const perSecond = asked && parseSpeed(asked.stdout);
  if (perSecond !== undefined) return { ms: 1000 / perSecond, by: 'openssl speed rsa2048' };
  return { ms: measureInNode(), by: "RSA-2048 by Node's OpenSSL" };
}

/** Signatures per CPU-second from the table of `openssl speed`: the line names seconds per sign, then signs per second. */
export function parseSpeed(output: string): number | undefined {
  const found = /^rsa +2048 bits +[\d.]+s +[\d.]+s(?: +[\d.]+s +[\d.]+s)? +([\d.]+)/mu.exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
}

function measureInNode(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const digestInput = Buffer.alloc(32);
  const startCpu = process.cpuUsage();
  const until = performance.now() + SECONDS * 1000;
  let count = 0;
  for (; performance.now() < until; count += 1) sign('sha256', digestInput, privateKey);
  const { user, system } = process.cpuUsage(startCpu);
  return (user + system) / 1000 / count;
}
