-- ── what was put into the queues for a company, and what became of it: one row per event and job ─────────────────────
-- The queue itself belongs to all companies at once and forgets; this is what one of them may look at.
create table queue_jobs (
  tenant_id uuid not null default app_tenant(),
  event_id uuid not null,
  name text not null,
  queue text not null,
  event text not null,
  payload jsonb not null,
  -- every id the event names, so that the jobs of one order are found
  refs uuid[] not null default '{}',
  shop_id uuid,
  state text not null default 'queued',
  attempts int not null default 0,
  trouble text,
  result jsonb,
  worker text not null default '',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  took_ms int,
  constraint queue_jobs_pk primary key (tenant_id, event_id, name),
  constraint queue_jobs_state_ck check (state in ('queued', 'running', 'retrying', 'held', 'done', 'failed', 'parked', 'killed', 'replayed')),
  constraint queue_jobs_counts_ck check (attempts >= 0 and took_ms >= 0)
);
create index queue_jobs_open_ix on queue_jobs (tenant_id, created_at) where state in ('queued', 'running', 'retrying', 'held');
create index queue_jobs_parked_ix on queue_jobs (tenant_id, event_id desc) where state in ('parked', 'killed');
create index queue_jobs_ended_ix on queue_jobs (tenant_id, finished_at) where finished_at is not null;
create index queue_jobs_shop_ix on queue_jobs (tenant_id, shop_id, event_id desc) where shop_id is not null;
create index queue_jobs_refs_ix on queue_jobs using gin (refs);
select app_distribute('queue_jobs');
select app_secure('queue_jobs');

-- ── how each drain goes: one row, written when it fails, when it is well again, and now and then ─────────────────────
create table drain_runs (
  tenant_id uuid not null default app_tenant(),
  name text not null,
  ran_at timestamptz not null,
  ok_at timestamptz,
  failures int not null default 0,
  trouble text,
  took_ms int not null,
  constraint drain_runs_pk primary key (tenant_id, name),
  constraint drain_runs_counts_ck check (failures >= 0 and took_ms >= 0)
);
select app_distribute('drain_runs');
select app_secure('drain_runs');

-- ── what a person has stopped: a queue, one kind of job, or everything that is about one shop ────────────────────────
create table job_pauses (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  key text not null,
  at timestamptz not null,
  by_name text not null,
  words bytea not null,
  constraint job_pauses_pk primary key (tenant_id, kind, key),
  constraint job_pauses_kind_ck check (kind in ('queue', 'job', 'shop'))
);
select app_distribute('job_pauses');
select app_secure('job_pauses');

-- ── what somebody knows of and does not want to be shown for a while ─────────────────────────────────────────────────
create table dispatch_mutes (
  tenant_id uuid not null default app_tenant(),
  key text not null,
  until timestamptz not null,
  at timestamptz not null,
  by_name text not null,
  words bytea not null,
  constraint dispatch_mutes_pk primary key (tenant_id, key)
);
select app_distribute('dispatch_mutes');
select app_secure('dispatch_mutes');

-- One order's path asks for what was said of it; the work list for what was given up.
create index channel_deliveries_order_ix on channel_deliveries (tenant_id, channel_order_no) where channel_order_no <> '';
create index channel_deliveries_failed_ix on channel_deliveries (tenant_id, id desc) where state = 'failed';
create index intake_rejects_order_ix on intake_rejects (tenant_id, channel_order_no) where channel_order_no <> '';
