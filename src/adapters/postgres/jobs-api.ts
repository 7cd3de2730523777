/**
 * The one function by which the app adds jobs, in the transaction that needs them.
 *
 * It runs with the rights of `sampai_jobs`, so that the app itself has none on the job library's tables.
 * An element of `specs` is {identifier, payload, queue_name, run_at, max_attempts, job_key, job_key_mode,
 * priority}, with the meaning of graphile-worker's `add_job`; only `identifier` is required.
 * Elements with a key go one by one: the library's bulk insert fails when two of them share a key.
 */
export const JOBS_API_SQL = `
create or replace function sampai_jobs_api.add_jobs(specs jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  spec record;
begin
  if jsonb_typeof(specs) <> 'array' then
    raise exception 'add_jobs expects an array' using errcode = '22023';
  end if;
  perform graphile_worker.add_jobs(array(
    select row(s.identifier, s.payload, s.queue_name, s.run_at, s.max_attempts, null, s.priority, null)
             ::graphile_worker.job_spec
      from jsonb_to_recordset(specs) as s(identifier text, payload json, queue_name text,
             run_at timestamptz, max_attempts int, job_key text, priority int)
     where s.job_key is null));
  for spec in
    select * from jsonb_to_recordset(specs) as s(identifier text, payload json, queue_name text,
             run_at timestamptz, max_attempts int, job_key text, job_key_mode text, priority int)
     where s.job_key is not null
  loop
    perform graphile_worker.add_job(
      identifier => spec.identifier, payload => spec.payload, queue_name => spec.queue_name,
      run_at => spec.run_at, max_attempts => spec.max_attempts, job_key => spec.job_key,
      priority => spec.priority, job_key_mode => coalesce(spec.job_key_mode, 'replace'));
  end loop;
end $$;
revoke all on function sampai_jobs_api.add_jobs(jsonb) from public;
grant usage on schema sampai_jobs_api to sampai_app_rights;
grant execute on function sampai_jobs_api.add_jobs(jsonb) to sampai_app_rights`;
