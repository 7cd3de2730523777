-- The account library keeps its tables in a schema of their own, apart from the office's tables in "public".
-- Roles, and the schemas of the job library, are made before the first migration (src/adapters/postgres/roles.ts).

create schema accounts;
grant usage on schema accounts to sampai_app_rights;
