/** Proves that the event log is whole and that every case is what its events say. */
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { deriveOfficeKeys } from '../../src/adapters/keys/office-keys.ts';
import { KeyDestroyed, KeyRing } from '../../src/adapters/postgres/key-ring.ts';
import { inOffice } from '../../src/adapters/postgres/office-transaction.ts';
import { createStorage } from '../../src/adapters/postgres/storage.ts';
import { verifyOfficeLog } from '../../src/adapters/postgres/verify-log.ts';
import { evolveAll } from '../../src/domain/case/evolve.ts';
import { demoOffice } from '../../src/main/demo/demo-office.ts';
import { readKeyFile } from '../../src/main/key-file.ts';
import { officeIdOf } from '../../src/main/office/office-id.ts';
import { type Proof, some } from './proof.ts';

/** Where the office's data and keys lie. */
export interface OfficeData {
  appUrl: string;
  keyFile: string;
}

/** Chains, checkpoints, and each case folded anew from its events. */
export async function proveLog({ appUrl, keyFile }: OfficeData): Promise<Proof> {
  const read = await readKeyFile(keyFile);
  if (!read.ok) throw new Error(read.sentence.en);
  const keys = deriveOfficeKeys(read.keys);
  const ring = new KeyRing(keys);
  const pool = new pg.Pool({ connectionString: appUrl, max: 2 });
  const noFiles = { put: refuseFiles, get: refuseFiles, remove: refuseFiles };
  const storage = createStorage({ pool, keys, ring, fileStore: noFiles });
  const scope = { officeId: officeIdOf(demoOffice.regencyCode), areas: '*' } as const;
  try {
    const report = await verifyOfficeLog(pool, scope.officeId, keys);
    const ids = await inOffice(pool, scope, (tx) =>
      tx.rows<{ id: string }>('select case_id as id from cases where office_id = $1', [scope.officeId]),
    );
    const differing: string[] = [];
    let erased = 0;
    for (const { id } of ids) {
      const isSame = await storage
        .transact(scope, async (tx) => {
          const stored = await tx.cases.get(id);
          const folded = evolveAll(undefined, await tx.cases.events(id));
          // Through JSON, as the stored state went: what is undefined is not there.
          return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(folded)));
        })
        .catch((error: unknown) => {
          if (!(error instanceof KeyDestroyed)) throw error;
          erased += 1;
          return true;
        });
      if (!isSame) differing.push(id);
    }
    return {
      counts: {
        cases: report.cases,
        'cases erased': erased,
        events: report.events,
        checkpoints: report.checkpoints,
        'cases that differ from their events': differing.length,
      },
      violations: [
        ...(report.fault === undefined
          ? []
          : [`the event log is not whole: ${JSON.stringify(report.fault)}`]),
        ...some('cases differ from their events', differing),
      ],
    };
  } finally {
    await pool.end();
  }
}

async function refuseFiles(): Promise<never> {
  throw new Error('no file is needed to fold a case');
}
