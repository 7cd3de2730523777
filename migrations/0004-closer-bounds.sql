-- Everything that hangs on a case is seen by those who see the case, and by nobody else. Only the hashes that the
-- sequencer works with (unsealed_events, checkpoint_events) stay visible to the whole office: they have no content.
-- Whoever sees all areas is not asked case by case: that is how the app's own work runs, and it is the busiest.
do $$
declare
  name text;
  sees_case text := '(select current_setting(''sampai.areas'', true)) = ''*'' or exists (
    select from cases where cases.office_id = %1$I.office_id and cases.case_id = %1$I.case_id)';
begin
  foreach name in array array['inbound_messages', 'inbound_media', 'outbox', 'signing_intents', 'case_secrets', 'access_log']
  loop
    execute format('create policy area on %1$I as restrictive using (case_id is null or ' || sees_case || ')', name);
  end loop;
  foreach name in array array['case_events', 'case_persons', 'document_jobs']
  loop
    execute format('alter policy office_and_area on %1$I using (office_id = sampai_office() and (' || sees_case || '))',
                   name);
  end loop;
end $$;
alter policy office_and_area on files using (office_id = sampai_office() and (
  case_id is null or (select current_setting('sampai.areas', true)) = '*' or exists (
    select from cases where cases.office_id = files.office_id and cases.case_id = files.case_id)));

-- Without who entered it, "somebody else verified" would hold for everybody.
alter table document_jobs add constraint document_jobs_entered check (
  form = 'card' or entered_by is not null
  or status not in ('drafted', 'verified', 'signing', 'unsettled', 'signed', 'issued'));

-- Contacts are never merged: whoever comes with another user id begins anew.
alter table contacts drop column merged_into;
