/**
 * Creates the database roles of Sampai, idempotently and alike on PostgreSQL 15 and later.
 *
 *   sampai_owner       owns schemas and tables; nobody logs in as it, only migrations act as it
 *   sampai_app_rights  the group that migrations grant to by name
 *   sampai_jobs        owns schema graphile_worker, whose row-level security then does not apply to it
 *   sampai_job_gate    a NOINHERIT step between the app and sampai_jobs
 *   (the app's login)  any name; member of sampai_app_rights and of sampai_job_gate
 *
 * The gate is there because the app must be able to become sampai_jobs on purpose (`SET ROLE`, or the
 * connection option `-c role=sampai_jobs` of the worker's pool) without having its rights all the time. From
 * PostgreSQL 16 on a membership can say so itself (WITH INHERIT FALSE); on 15 only a role can, by NOINHERIT.
 * A chain through a NOINHERIT role means the same on all of them.
 */
import type { Client } from 'pg';
import pg from 'pg';

export const OWNER_ROLE = 'sampai_owner';
const APP_RIGHTS_ROLE = 'sampai_app_rights';
export const JOBS_ROLE = 'sampai_jobs';
const JOB_GATE_ROLE = 'sampai_job_gate';

/** The role the app logs in with. Without a password the role must exist already. */
export interface AppLogin {
  name: string;
  password?: string;
}

/** Why a login cannot serve the app. */
export type RoleRefusal =
  | { kind: 'app-role-missing'; role: string }
  | { kind: 'app-role-too-strong'; role: string }
  | { kind: 'app-role-is-admin'; role: string }
  | { kind: 'admin-too-weak'; role: string };

/**
 * Makes sure that all roles exist and that this database lets them do their work. `admin` is a superuser, or
 * the owner of the database with CREATEROLE. Safe to call at every start and by two processes at once.
 */
export async function ensureRoles(admin: Client, app: AppLogin): Promise<RoleRefusal | undefined> {
  const { rows } = await admin.query<{ me: string; super: boolean; createrole: boolean; database: string }>(
    `select current_user as me, rolsuper as super, rolcreaterole as createrole, current_database() as database
       from pg_roles where rolname = current_user`,
  );
  const me = rows[0]!;
  if (me.me === app.name) return { kind: 'app-role-is-admin', role: app.name };
  if (!me.super && !me.createrole) return { kind: 'admin-too-weak', role: me.me };
  for (const role of [OWNER_ROLE, APP_RIGHTS_ROLE, JOBS_ROLE]) await createRole(admin, role, 'nologin');
  await createRole(admin, JOB_GATE_ROLE, 'nologin noinherit');
  const refusal = await ensureAppLogin(admin, app);
  if (refusal) return refusal;
  // A superuser may act as anybody; another admin becomes a member, to create things in their names.
  const actors = me.super ? [] : [OWNER_ROLE, JOBS_ROLE];
  for (const role of actors) await grantRole(admin, role, me.me);
  await grantRole(admin, JOBS_ROLE, JOB_GATE_ROLE);
  await grantRole(admin, JOB_GATE_ROLE, app.name);
  await grantRole(admin, APP_RIGHTS_ROLE, app.name);
  const quotedDatabase = pg.escapeIdentifier(me.database);
  await admin.query(`grant connect on database ${quotedDatabase} to ${APP_RIGHTS_ROLE}`);
  await admin.query(`grant create on database ${quotedDatabase} to ${OWNER_ROLE}`);
  await admin.query(`grant usage, create on schema public to ${OWNER_ROLE}`);
  await admin.query(`grant usage on schema public to ${APP_RIGHTS_ROLE}`);
  return undefined;
}

async function ensureAppLogin(admin: Client, app: AppLogin): Promise<RoleRefusal | undefined> {
  const quoted = pg.escapeIdentifier(app.name);
  const password = app.password === undefined ? '' : `password ${pg.escapeLiteral(app.password)}`;
  const existing = await findRole(admin, app.name);
  if (!existing) {
    if (app.password === undefined) return { kind: 'app-role-missing', role: app.name };
    await createRole(admin, app.name, `login ${password}`);
    return undefined;
  }
  if (existing.isTooStrong) return { kind: 'app-role-too-strong', role: app.name };
  // On 15 a role inherits from all its groups or from none; what it must not inherit lies behind the gate.
  if (!existing.inherits) await admin.query(`alter role ${quoted} inherit`);
  return undefined;
}

/** Superusers pass every rule, BYPASSRLS passes row-level security, and an owner may drop what it owns. */
async function findRole(
  admin: Client,
  name: string,
): Promise<{ isTooStrong: boolean; inherits: boolean } | undefined> {
  const { rows } = await admin.query<{ strong: boolean; inherits: boolean }>(
    `select rolsuper or rolbypassrls or rolcreaterole or pg_has_role(oid, $2, 'member') as strong,
            rolinherit as inherits
       from pg_roles where rolname = $1`,
    [name, OWNER_ROLE],
  );
  return rows[0] && { isTooStrong: rows[0].strong, inherits: rows[0].inherits };
}

async function createRole(admin: Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount) return;
  await admin.query(`create role ${pg.escapeIdentifier(name)} ${attributes}`).catch(ignoreTwin);
}

/**
 * Granting again changes nothing. It is not asked first whether the member has it: from PostgreSQL 16 on who
 * creates a role is its member at once, but may not act as it before this grant.
 */
async function grantRole(admin: Client, role: string, member: string): Promise<void> {
  await admin.query(`grant ${pg.escapeIdentifier(role)} to ${pg.escapeIdentifier(member)}`).catch(ignoreTwin);
}

/** Roles belong to the whole server: a migrator of another database may create the same one at this moment. */
function ignoreTwin(error: { code?: string; message?: string }): void {
  const isTwin =
    error.code === '42710' ||
    error.code === '23505' ||
    /tuple concurrently updated/.test(error.message ?? '');
  if (!isTwin) throw error;
}

/** Says what is wrong with the role and what to do, in one sentence for each language. */
export function describeRoleRefusal(refusal: RoleRefusal): { id: string; en: string } {
  const { role } = refusal;
  switch (refusal.kind) {
    case 'app-role-missing':
      return {
        id: `Peran basis data "${role}" dari DATABASE_URL tidak ada: buat peran itu, atau tulis kata sandinya di DATABASE_URL agar dibuatkan.`,
        en: `The database role "${role}" of DATABASE_URL does not exist: create it, or put its password into DATABASE_URL to have it created.`,
      };
    case 'app-role-too-strong':
      return {
        id: `Peran basis data "${role}" dari DATABASE_URL terlalu kuat (superuser, BYPASSRLS, CREATEROLE atau anggota ${OWNER_ROLE}): pakai peran biasa.`,
        en: `The database role "${role}" of DATABASE_URL is too strong (superuser, BYPASSRLS, CREATEROLE or member of ${OWNER_ROLE}): use an ordinary role.`,
      };
    case 'app-role-is-admin':
      return {
        id: `DATABASE_URL dan DATABASE_ADMIN_URL memakai peran yang sama ("${role}"): beri aplikasi peran biasa tersendiri.`,
        en: `DATABASE_URL and DATABASE_ADMIN_URL use the same role ("${role}"): give the app an ordinary role of its own.`,
      };
    case 'admin-too-weak':
      return {
        id: `Peran "${role}" dari DATABASE_ADMIN_URL tidak boleh membuat peran: pakai superuser, atau pemilik basis data dengan CREATEROLE.`,
        en: `The role "${role}" of DATABASE_ADMIN_URL may not create roles: use a superuser, or the database's owner with CREATEROLE.`,
      };
  }
}
