-- The office's own tables. Every one carries office_id first in its keys, so that the same schema can be spread
-- over many nodes by office; no triggers, no sequences, ids are made by the app (UUIDv7).
-- Row-level security is forced: a connection sees only the office named by SET LOCAL sampai.office, and of the
-- cases only those in the areas of sampai.areas ('*' or a comma list of area codes).
-- Columns ending in _sealed hold AES-256-GCM under the data key beside them; _index columns hold keyed digests.

create function sampai_office() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('sampai.office', true), '')::uuid $$;

create function sampai_sees_area(area text) returns boolean language sql stable parallel safe as $$
  select area is null
      or current_setting('sampai.areas', true) = '*'
      or exists (select from unnest(string_to_array(current_setting('sampai.areas', true), ',')) as mine
                  where area = mine or starts_with(area, mine || '.'))
$$;

-- Reference tables: the same for every office. A definition is json, not jsonb: the order of its keys has meaning.
create table service_versions (
  service_id text not null, version text not null, definition json not null, first_seen_at timestamptz not null,
  primary key (service_id, version)
);
create table areas (
  code text primary key, name text not null,
  level text not null check (level in ('provinsi', 'kabupaten', 'kecamatan', 'desa'))
);

create table offices (
  office_id uuid primary key, name text not null, regency_code text not null, regency_name text not null,
  utc_offset_minutes int not null, profile jsonb not null, opened_at timestamptz not null,
  clock_offset_ms bigint not null default 0
);

-- Keys. A case key is destroyed at the end of retention: the log stays whole, its content is gone.
create table data_keys (
  office_id uuid not null, key_id uuid not null, purpose text not null check (purpose in ('case', 'day', 'contact')),
  day date, wrapped bytea, wrapped_by text not null, created_at timestamptz not null, destroyed_at timestamptz,
  primary key (office_id, key_id),
  check ((wrapped is null) = (destroyed_at is not null)), check ((purpose = 'day') = (day is not null))
);
create unique index data_keys_day on data_keys (office_id, day) where day is not null and destroyed_at is null;

-- People of the office. account_id points to the account library's own tables.
create table officers (
  office_id uuid not null, officer_id uuid not null, account_id text not null, name text not null,
  roles text[] not null, areas text[] not null, nik_sealed bytea, key_id uuid, is_active boolean not null default true,
  -- Signed in with a password that the admin knows: nothing else may be done until it was changed.
  must_change_password boolean not null default false,
  primary key (office_id, officer_id), unique (office_id, account_id)
);
create table signing_authorities (
  office_id uuid not null, authority_id uuid not null, officer_id uuid not null, role text not null,
  kind text not null check (kind in ('definitif', 'plt', 'plh')), decree text not null,
  valid_from date not null, valid_to date, document_ids text[] not null,
  primary key (office_id, authority_id),
  foreign key (office_id, officer_id) references officers (office_id, officer_id),
  check (kind = 'definitif' or valid_to is not null)
);

-- Residents on WhatsApp.
create table contacts (
  office_id uuid not null, contact_id uuid not null, key_id uuid not null, phone_number_id text not null,
  opened_at timestamptz not null, last_inbound_at timestamptz, consent_version text, consent_at timestamptz,
  -- Of a consent that was withdrawn only this is kept: that it was, and when (UU 27/2022 Art. 9, 40).
  consent_withdrawn_at timestamptz,
  stopped_at timestamptz, handed_over_at timestamptz, handover_reason text, conversation_sealed bytea,
  merged_into uuid,
  primary key (office_id, contact_id)
);
create table contact_identities (
  office_id uuid not null, phone_number_id text not null,
  kind text not null check (kind in ('bsuid', 'parent-bsuid', 'wa-id', 'username')),
  value_index bytea not null, value_sealed bytea not null, key_id uuid not null, contact_id uuid not null,
  seen_at timestamptz not null,
  primary key (office_id, phone_number_id, kind, value_index)
);
create index contact_identities_contact on contact_identities (office_id, contact_id);

-- What Meta delivered: the raw body as it came, also one that is no JSON, and each message once. A foreign message
-- was sent to another telephone number than the office's: kept and shown, never answered.
-- Erased content leaves its row behind, so that a message which Meta delivers again is still known. No body is kept
-- twice: webhook_id names the one that first brought the message, and is emptied together with it. Meta's id of a
-- message (wamid) spells out the resident's number: it goes with the content, and wamid_index, its keyed digest, stays.
create table raw_webhooks (
  office_id uuid not null, webhook_id uuid not null, received_at timestamptz not null, key_id uuid not null,
  body_sealed bytea, is_unreadable boolean not null default false,
  primary key (office_id, webhook_id)
);
create index raw_webhooks_unreadable on raw_webhooks (office_id, received_at) where is_unreadable;
create table inbound_messages (
  office_id uuid not null, phone_number_id text not null, wamid_index bytea not null, wamid text,
  message_id uuid not null, sender_index bytea not null, sent_at timestamptz not null,
  received_at timestamptz not null, kind text not null, key_id uuid not null, message_sealed bytea, contact_id uuid,
  case_id uuid, webhook_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'handled', 'parked', 'foreign')),
  handled_at timestamptz, tries int not null default 0, parked_reason text,
  primary key (office_id, phone_number_id, wamid_index),
  check ((wamid is null) = (message_sealed is null))
);
create index inbound_messages_waiting on inbound_messages (office_id, message_id) where state = 'waiting';
create index inbound_messages_foreign on inbound_messages (office_id, received_at) where state = 'foreign';
create index inbound_messages_contact on inbound_messages (office_id, contact_id, message_id);
create table delivery_statuses (
  office_id uuid not null, phone_number_id text not null, wamid_index bytea not null, wamid text, status text not null,
  status_id uuid not null, at timestamptz not null, received_at timestamptz not null, callback_id uuid,
  error_codes int[] not null default '{}', category text, billable boolean,
  applied_at timestamptz,
  primary key (office_id, phone_number_id, wamid_index, status),
  check ((wamid is null) = (applied_at is not null))
);
create index delivery_statuses_open on delivery_statuses (office_id, status_id) where applied_at is null;

-- Files that came by WhatsApp and are still to be fetched and looked at.
create table inbound_media (
  office_id uuid not null, media_key uuid not null, contact_id uuid not null, case_id uuid, wamid text not null,
  key_id uuid not null, media_sealed bytea not null, stored_sealed bytea, arrived_at timestamptz not null,
  state text not null check (state in ('waiting', 'taken', 'refused', 'gone', 'told')),
  attachment_id uuid, problem text, tries int not null default 0,
  primary key (office_id, media_key)
);
create index inbound_media_contact on inbound_media (office_id, contact_id);

-- What Sampai says. One row a message; its id comes back in Meta's statuses. A message that did not surely arrive is
-- closed once, by a person: handled in another way, or sent again as the row that replaces it.
create table outbox (
  office_id uuid not null, outbox_id uuid not null, contact_id uuid not null, case_id uuid, key_id uuid not null,
  content_sealed bytea, purpose text not null,
  state text not null check (state in ('queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed',
                                       'uncertain', 'window-closed', 'dropped')),
  created_at timestamptz not null, not_before timestamptz not null, started_at timestamptz, settled_at timestamptz,
  tries int not null default 0, wamid text, media_id text, error_code int, reason text, category text,
  billable boolean, is_notice boolean not null default false, replaces uuid,
  -- The PIN or pick-up code in it was struck out: it never leaves again.
  is_code_gone boolean not null default false,
  closed_at timestamptz, closed_by uuid, closed_how text check (closed_how in ('handled', 'sent-again')),
  primary key (office_id, outbox_id),
  check ((closed_at is null) = (closed_by is null)), check ((closed_at is null) = (closed_how is null)),
  check (wamid is null or content_sealed is not null)
);
create index outbox_queued on outbox (office_id, contact_id, outbox_id) where state in ('queued', 'sending');
create unique index outbox_replaces on outbox (office_id, replaces) where replaces is not null;
create index outbox_troubled on outbox (office_id, outbox_id)
  where state in ('uncertain', 'failed', 'window-closed') and closed_at is null;
create index outbox_wamid on outbox (office_id, wamid) where wamid is not null;
create index outbox_contact on outbox (office_id, contact_id, outbox_id);

-- Cases. state_sealed is the folded state; the events are the truth, a test holds the two together.
create table cases (
  office_id uuid not null, case_id uuid not null, number text not null, service_id text not null,
  service_version text not null, status text not null, channel text not null, contact_id uuid, area_code text,
  subject_name text, applicant_name text, version int not null, key_id uuid not null, state_sealed bytea not null,
  opened_at timestamptz not null, submitted_at timestamptz, accepted_at timestamptz, ended_at timestamptz,
  due_at timestamptz, clock_stopped boolean not null default false, taken_by uuid, tray_count int not null default 0,
  -- Printed papers are handed over at the counter: the applicant has no WhatsApp here, or asked for that.
  for_counter boolean not null default false,
  last_event_hash bytea not null,
  primary key (office_id, case_id), unique (office_id, number)
);
create index cases_queue on cases (office_id, status, due_at);
create index cases_contact on cases (office_id, contact_id) where contact_id is not null;

create table case_events (
  office_id uuid not null, case_id uuid not null, seq int not null, event_id uuid not null, type text not null,
  at timestamptz not null, actor_kind text not null check (actor_kind in ('officer', 'resident', 'system')),
  actor_id text not null, document_job_id uuid, key_id uuid not null, data_sealed bytea not null,
  prev_hash bytea not null, hash bytea not null,
  primary key (office_id, case_id, seq), unique (office_id, event_id)
);

-- Persons of a case, for look-up by number. Names stay readable, under row-level security.
create table case_persons (
  office_id uuid not null, case_id uuid not null, role text not null, name text, key_id uuid not null,
  nik_sealed bytea, nik_index bytea, kk_sealed bytea, kk_index bytea, born_on date,
  primary key (office_id, case_id, role)
);
create index case_persons_nik on case_persons (office_id, nik_index) where nik_index is not null;
create index case_persons_kk on case_persons (office_id, kk_index) where kk_index is not null;

-- Expected documents. The duties hold here too: who entered, verified and signed are three people.
create table document_jobs (
  office_id uuid not null, document_job_id uuid not null, case_id uuid not null, document_id text not null,
  subject text not null, form text not null check (form in ('paper', 'card')), status text not null,
  number_index bytea, draft_sha256 text, entered_by uuid, verified_by uuid, signed_by uuid,
  signed_sha256 text, signed_at timestamptz, attempt_id uuid, attempt_at timestamptz, blank_serial text,
  issued_at timestamptz, received_at timestamptz, code_index bytea,
  -- Only while the document stands: by it a later one of the same kind and number finds what it replaces.
  standing_number_index bytea,
  -- When a later one was issued; what /cek answers stands in this row, also once the case was erased.
  replaced_at timestamptz,
  primary key (office_id, document_job_id), unique (office_id, case_id, document_id, subject),
  foreign key (office_id, case_id) references cases (office_id, case_id),
  check (verified_by is null or verified_by <> entered_by),
  check (signed_by is null or signed_by <> entered_by),
  check (signed_by is null or signed_by <> verified_by),
  check (form = 'card' or status not in ('verified', 'signing', 'unsettled', 'signed', 'issued') or verified_by is not null),
  check (form = 'card' or status not in ('signed', 'issued') or (signed_by is not null and signed_sha256 is not null))
);
create index document_jobs_status on document_jobs (office_id, status);
create unique index document_jobs_signed on document_jobs (office_id, signed_sha256) where signed_sha256 is not null;
create unique index document_jobs_number on document_jobs (office_id, document_id, number_index)
  where number_index is not null;
create index document_jobs_standing on document_jobs (office_id, document_id, standing_number_index)
  where standing_number_index is not null;
create unique index document_jobs_blank on document_jobs (office_id, document_id, blank_serial)
  where blank_serial is not null;
create unique index document_jobs_code on document_jobs (office_id, code_index) where code_index is not null;

-- Each signing request ever made, written before BSrE is asked: the evidence when an outcome is unknown.
create table signing_intents (
  office_id uuid not null, attempt_id uuid not null, case_id uuid not null, document_job_id uuid not null,
  draft_sha256 text not null, signer_id uuid not null, authority_id uuid not null, started_at timestamptz not null,
  outcome text check (outcome in ('signed', 'refused', 'not-reached', 'unknown', 'faulty')), settled_at timestamptz,
  reason text, provider_document_id text,
  primary key (office_id, attempt_id)
);
create index signing_intents_open on signing_intents (office_id, started_at) where outcome is null or outcome = 'unknown';

-- Small secrets of a case: the applicant's PIN and the pick-up codes. Digests only.
create table case_secrets (
  office_id uuid not null, case_id uuid not null, kind text not null check (kind in ('pin', 'pickup')),
  digest text not null, tries int not null default 0, locked_until timestamptz,
  primary key (office_id, case_id, kind)
);

-- Files, encrypted outside the database. Bytes are put first, then the row in the transaction that needs them.
create table files (
  office_id uuid not null, file_id uuid not null, case_id uuid, key_id uuid not null, purpose text not null,
  sha256 text not null, bytes int not null, mime text not null, stored_at timestamptz not null, removed_at timestamptz,
  primary key (office_id, file_id)
);
create index files_case on files (office_id, case_id);

-- Who looked at what, when and why; appended in the transaction that reads. What a screen renews by itself carries
-- the quarter of an hour since 1970 in which it was seen, and stands here once for it.
create table access_log (
  office_id uuid not null, access_id uuid not null, at timestamptz not null, actor_kind text not null,
  actor_id text not null, purpose text not null, what text not null, case_id uuid, quarter int,
  primary key (office_id, access_id)
);
create unique index access_log_quarter on access_log (office_id, actor_id, purpose, what, case_id, quarter)
  nulls not distinct where quarter is not null;
create index access_log_case on access_log (office_id, case_id) where case_id is not null;

-- New events wait here until the sequencer folds them into the next signed checkpoint.
create table unsealed_events (
  office_id uuid not null, event_id uuid not null, case_id uuid not null, seq int not null, hash bytea not null,
  primary key (office_id, event_id)
);
create table checkpoints (
  office_id uuid not null, checkpoint_no int not null, made_at timestamptz not null, event_count int not null,
  first_event_id uuid not null, last_event_id uuid not null, leaves_hash bytea not null, prev_hash bytea not null,
  hash bytea not null, signature bytea not null,
  primary key (office_id, checkpoint_no)
);
create table checkpoint_events (
  office_id uuid not null, checkpoint_no int not null, position int not null, event_id uuid not null,
  case_id uuid not null, seq int not null,
  primary key (office_id, checkpoint_no, position), unique (office_id, event_id)
);

create table idempotency_keys (
  office_id uuid not null, actor_id text not null, key text not null, request_hash bytea not null,
  status int not null, answer_sealed bytea not null, key_id uuid not null, made_at timestamptz not null,
  primary key (office_id, actor_id, key)
);

-- Things that fall due on the office's clock, which can be moved in demo mode.
create table due_items (
  office_id uuid not null, due_id uuid not null, due_at timestamptz not null, kind text not null,
  about uuid not null, done_at timestamptz,
  primary key (office_id, due_id), unique (office_id, kind, about)
);
create index due_items_open on due_items (office_id, due_at) where done_at is null;

create table counters (
  office_id uuid not null, name text not null, value int not null,
  primary key (office_id, name)
);

-- Row-level security, forced for the owner too. The office first; cases and what hangs on them by area as well.
do $$
declare name text;
begin
  foreach name in array array['offices', 'data_keys', 'officers', 'signing_authorities', 'contacts',
    'contact_identities', 'raw_webhooks', 'inbound_messages', 'delivery_statuses', 'inbound_media', 'outbox',
    'signing_intents', 'case_secrets', 'access_log', 'unsealed_events', 'checkpoints', 'checkpoint_events',
    'idempotency_keys', 'due_items', 'counters']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy office on %I using (office_id = sampai_office())', name);
  end loop;
  foreach name in array array['case_events', 'case_persons', 'document_jobs']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy office_and_area on %1$I using (office_id = sampai_office() and exists (
      select from cases where cases.office_id = %1$I.office_id and cases.case_id = %1$I.case_id))', name);
  end loop;
end $$;
alter table cases enable row level security;
alter table cases force row level security;
create policy office_and_area on cases using (office_id = sampai_office() and sampai_sees_area(area_code));
alter table files enable row level security;
alter table files force row level security;
create policy office_and_area on files using (office_id = sampai_office() and (case_id is null or exists (
  select from cases where cases.office_id = files.office_id and cases.case_id = files.case_id)));

-- What Meta delivered is appended; it may be emptied when its time is over, but never replaced.
create policy emptied_only on raw_webhooks as restrictive for update using (true) with check (body_sealed is null);

-- Rights of the app: events, checkpoints and logs are appended and read, never changed or removed.
grant select, insert on case_events, checkpoints, checkpoint_events, access_log, raw_webhooks to sampai_app_rights;
grant update (body_sealed) on raw_webhooks to sampai_app_rights;
grant select, insert, update on offices, data_keys, officers, signing_authorities, contacts, inbound_messages,
  outbox, cases, document_jobs, signing_intents, files, counters to sampai_app_rights;
grant select, insert, update, delete on contact_identities, inbound_media, case_persons, case_secrets, unsealed_events,
  delivery_statuses, idempotency_keys, due_items to sampai_app_rights;
grant select, insert, update on service_versions, areas to sampai_app_rights;
