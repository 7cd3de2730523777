/** Every version of every service that a case may have begun with. */
import type { Service } from '../../catalogue/define-service.ts';
import { type OfficeTransaction, sqlFor } from './office-transaction.ts';

/** Notes the versions on offer and returns all that were ever known, by `id/version`. */
export async function keepServiceVersions(
  tx: OfficeTransaction,
  offered: readonly { service: Service; version: string }[],
  now: Date,
): Promise<Map<string, Service>> {
  for (const { service, version } of offered) {
    await tx.run(
      sqlFor
        .insertInto('service_versions')
        .values({ service_id: service.id, version, definition: JSON.stringify(service), first_seen_at: now })
        .onConflict((conflict) => conflict.doNothing()),
    );
  }
  const rows = await tx.all(
    sqlFor.selectFrom('service_versions').select(['service_id', 'version', 'definition']),
  );
  return new Map(rows.map((row) => [`${row.service_id}/${row.version}`, row.definition as Service]));
}
