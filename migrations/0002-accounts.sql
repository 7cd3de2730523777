-- Tables of the account library (better-auth) in the schema made by 0001: who may sign in and who is signed in.
-- They carry no office_id and no row-level security: an account becomes an officer of an office by the table
-- officers. Column names are given to the library in src/adapters/accounts/account-library.ts.

create table accounts.users (
  id text primary key,
  -- Lower case; what is typed at sign-in.
  username text not null unique check (username = lower(username)),
  display_name text not null,
  -- The library insists on an e-mail address; it is made of the username and leads nowhere (RFC 2606 .invalid).
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- How a user proves to be it: one row with provider_id 'credential' holds the password's salted scrypt digest.
create table accounts.credentials (
  id text primary key,
  user_id text not null references accounts.users (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index credentials_user on accounts.credentials (user_id);

-- A token alone opens nothing: the cookie carries it with a signature made by a key that is not in the database.
create table accounts.sessions (
  id text primary key,
  user_id text not null references accounts.users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_user on accounts.sessions (user_id);
create index sessions_expiry on accounts.sessions (expires_at);

-- One-time values of the library, for the second factors.
create table accounts.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_identifier on accounts.verifications (identifier);

grant select, insert, update, delete on accounts.users, accounts.credentials, accounts.sessions,
  accounts.verifications to sampai_app_rights;
