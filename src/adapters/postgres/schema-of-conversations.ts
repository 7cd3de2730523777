/** The columns of everything about conversations: residents, what they sent, what is said to them. */
import type { OutboxState } from '../../app/ports.ts';
import type { Defaulted, Instant, InstantOrNull, Optional } from './column-types.ts';

/** Tables of the conversations; `office_id` is added by `Schema`. */
export interface OfConversations {
  contacts: {
    contact_id: string;
    key_id: string;
    phone_number_id: string;
    opened_at: Instant;
    last_inbound_at: InstantOrNull;
    consent_version: Optional<string>;
    consent_at: InstantOrNull;
    consent_withdrawn_at: InstantOrNull;
    stopped_at: InstantOrNull;
    handed_over_at: InstantOrNull;
    handover_reason: Optional<string>;
    conversation_sealed: Optional<Buffer>;
  };
  contact_identities: {
    phone_number_id: string;
    kind: 'bsuid' | 'parent-bsuid' | 'wa-id' | 'username';
    value_index: Buffer;
    value_sealed: Buffer;
    key_id: string;
    contact_id: string;
    seen_at: Instant;
  };
  raw_webhooks: {
    webhook_id: string;
    received_at: Instant;
    key_id: string;
    body_sealed: Buffer | null;
    is_unreadable: Defaulted<boolean>;
  };
  inbound_messages: {
    phone_number_id: string;
    wamid_index: Buffer;
    wamid: string | null;
    message_id: string;
    sender_index: Buffer;
    sent_at: Instant;
    received_at: Instant;
    kind: string;
    key_id: string;
    message_sealed: Buffer | null;
    contact_id: Optional<string>;
    case_id: Optional<string>;
    webhook_id: string;
    state: Defaulted<'waiting' | 'handled' | 'parked' | 'foreign'>;
    handled_at: InstantOrNull;
    tries: Defaulted<number>;
    parked_reason: Optional<string>;
  };
  delivery_statuses: {
    phone_number_id: string;
    wamid_index: Buffer;
    wamid: string | null;
    status: string;
    status_id: string;
    at: Instant;
    received_at: Instant;
    callback_id: Optional<string>;
    error_codes: Defaulted<number[]>;
    category: Optional<string>;
    billable: Optional<boolean>;
    applied_at: InstantOrNull;
  };
  inbound_media: {
    media_key: string;
    contact_id: string;
    case_id: Optional<string>;
    wamid: string;
    key_id: string;
    media_sealed: Buffer;
    stored_sealed: Optional<Buffer>;
    arrived_at: Instant;
    state: 'waiting' | 'taken' | 'refused' | 'gone' | 'told';
    attachment_id: Optional<string>;
    problem: Optional<string>;
    tries: Defaulted<number>;
  };
  outbox: {
    outbox_id: string;
    contact_id: string;
    case_id: Optional<string>;
    key_id: string;
    content_sealed: Buffer | null;
    purpose: string;
    state: OutboxState;
    created_at: Instant;
    not_before: Instant;
    started_at: InstantOrNull;
    settled_at: InstantOrNull;
    tries: Defaulted<number>;
    wamid: Optional<string>;
    media_id: Optional<string>;
    error_code: Optional<number>;
    reason: Optional<string>;
    category: Optional<string>;
    billable: Optional<boolean>;
    is_notice: Defaulted<boolean>;
    replaces: Optional<string>;
    is_code_gone: Defaulted<boolean>;
    closed_at: InstantOrNull;
    closed_by: Optional<string>;
    closed_how: Optional<'handled' | 'sent-again'>;
  };
}
