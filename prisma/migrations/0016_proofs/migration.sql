-- ── proofs ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What was checked when, and what was found; the last one is what the screen shows.
create table invariant_checks (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  state text not null,
  asked_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  took_ms int,
  broken int,
  items jsonb,
  constraint invariant_checks_pk primary key (tenant_id, id),
  constraint invariant_checks_state_ck check (state in ('queued', 'done', 'failed'))
);
create index invariant_checks_newest_ix on invariant_checks (tenant_id, created_at desc, id desc);
-- One at a time: a second one would read the same tables to say the same thing.
create unique index invariant_checks_open_uq on invariant_checks (tenant_id) where state = 'queued';
select app_distribute('invariant_checks');
select app_secure('invariant_checks');

-- Orders fired at once at a copy of one SKU. `ground_id` is the company of its own in which they are fired: no order of it ever
-- stands in a list or a report of the tenant.
create table stress_runs (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  state text not null,
  asked_by text not null,
  sku_code text not null,
  units int not null,
  orders int not null,
  clients int not null,
  ground_id uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  result jsonb,
  constraint stress_runs_pk primary key (tenant_id, id),
  constraint stress_runs_state_ck check (state in ('queued', 'running', 'done', 'failed')),
  constraint stress_runs_size_ck check (units >= 0 and orders > 0 and clients > 0)
);
create index stress_runs_newest_ix on stress_runs (tenant_id, created_at desc, id desc);
create unique index stress_runs_open_uq on stress_runs (tenant_id) where state in ('queued', 'running');
select app_distribute('stress_runs');
select app_secure('stress_runs');
