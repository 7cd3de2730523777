/** The columns of the office's tables, for Kysely: a misspelt column is a compile error. */
import type { ColumnType } from 'kysely';
import type { Defaulted, Instant, InstantOrNull, Optional } from './column-types.ts';
import type { OfConversations } from './schema-of-conversations.ts';

interface OfNoOffice {
  service_versions: { service_id: string; version: string; definition: unknown; first_seen_at: Instant };
  areas: { code: string; name: string; level: string };
}

interface OfOffice extends OfConversations {
  offices: {
    name: string;
    regency_code: string;
    regency_name: string;
    utc_offset_minutes: number;
    profile: unknown;
    opened_at: Instant;
    clock_offset_ms: ColumnType<string, number | undefined, number>;
  };
  data_keys: {
    key_id: string;
    purpose: 'case' | 'day' | 'contact';
    day: Optional<string>;
    wrapped: Buffer | null;
    wrapped_by: string;
    created_at: Instant;
    destroyed_at: InstantOrNull;
  };
  officers: {
    officer_id: string;
    account_id: string;
    name: string;
    roles: string[];
    areas: string[];
    nik_sealed: Optional<Buffer>;
    key_id: Optional<string>;
    is_active: Defaulted<boolean>;
    must_change_password: Defaulted<boolean>;
  };
  signing_authorities: {
    authority_id: string;
    officer_id: string;
    role: string;
    kind: 'definitif' | 'plt' | 'plh';
    decree: string;
    valid_from: string;
    valid_to: Optional<string>;
    document_ids: string[];
  };
  cases: {
    case_id: string;
    number: string;
    service_id: string;
    service_version: string;
    status: string;
    channel: string;
    contact_id: Optional<string>;
    area_code: Optional<string>;
    subject_name: Optional<string>;
    applicant_name: Optional<string>;
    version: number;
    key_id: string;
    state_sealed: Buffer;
    opened_at: Instant;
    submitted_at: InstantOrNull;
    accepted_at: InstantOrNull;
    ended_at: InstantOrNull;
    due_at: InstantOrNull;
    clock_stopped: Defaulted<boolean>;
    taken_by: Optional<string>;
    tray_count: Defaulted<number>;
    for_counter: Defaulted<boolean>;
    last_event_hash: Buffer;
  };
  case_events: {
    case_id: string;
    seq: number;
    event_id: string;
    type: string;
    at: Instant;
    actor_kind: string;
    actor_id: string;
    document_job_id: Optional<string>;
    key_id: string;
    data_sealed: Buffer;
    prev_hash: Buffer;
    hash: Buffer;
  };
  case_persons: {
    case_id: string;
    role: string;
    name: Optional<string>;
    key_id: string;
    nik_sealed: Optional<Buffer>;
    nik_index: Optional<Buffer>;
    kk_sealed: Optional<Buffer>;
    kk_index: Optional<Buffer>;
    born_on: Optional<string>;
  };
  document_jobs: {
    document_job_id: string;
    case_id: string;
    document_id: string;
    subject: string;
    form: 'paper' | 'card';
    status: string;
    number_index: Optional<Buffer>;
    draft_sha256: Optional<string>;
    entered_by: Optional<string>;
    verified_by: Optional<string>;
    signed_by: Optional<string>;
    signed_sha256: Optional<string>;
    signed_at: InstantOrNull;
    attempt_id: Optional<string>;
    attempt_at: InstantOrNull;
    blank_serial: Optional<string>;
    issued_at: InstantOrNull;
    received_at: InstantOrNull;
    code_index: Optional<Buffer>;
    standing_number_index: Optional<Buffer>;
    replaced_at: InstantOrNull;
  };
  signing_intents: {
    attempt_id: string;
    case_id: string;
    document_job_id: string;
    draft_sha256: string;
    signer_id: string;
    authority_id: string;
    started_at: Instant;
    outcome: Optional<'signed' | 'refused' | 'not-reached' | 'unknown' | 'faulty'>;
    settled_at: InstantOrNull;
    reason: Optional<string>;
    provider_document_id: Optional<string>;
  };
  case_secrets: {
    case_id: string;
    kind: 'pin' | 'pickup';
    digest: string;
    tries: Defaulted<number>;
    locked_until: InstantOrNull;
  };
  files: {
    file_id: string;
    case_id: Optional<string>;
    key_id: string;
    purpose: string;
    sha256: string;
    bytes: number;
    mime: string;
    stored_at: Instant;
    removed_at: InstantOrNull;
  };
  access_log: {
    access_id: string;
    at: Instant;
    actor_kind: string;
    actor_id: string;
    purpose: string;
    what: string;
    case_id: Optional<string>;
    quarter: Optional<number>;
  };
  unsealed_events: { event_id: string; case_id: string; seq: number; hash: Buffer };
  checkpoints: {
    checkpoint_no: number;
    made_at: Instant;
    event_count: number;
    first_event_id: string;
    last_event_id: string;
    leaves_hash: Buffer;
    prev_hash: Buffer;
    hash: Buffer;
    signature: Buffer;
  };
  checkpoint_events: {
    checkpoint_no: number;
    position: number;
    event_id: string;
    case_id: string;
    seq: number;
  };
  idempotency_keys: {
    actor_id: string;
    key: string;
    request_hash: Buffer;
    status: number;
    answer_sealed: Buffer;
    key_id: string;
    made_at: Instant;
  };
  due_items: { due_id: string; due_at: Instant; kind: string; about: string; done_at: InstantOrNull };
  counters: { name: string; value: number };
}

/** The whole schema: tables of an office carry `office_id`, reference tables do not. */
export type Schema = OfNoOffice & { [T in keyof OfOffice]: OfOffice[T] & { office_id: string } };
