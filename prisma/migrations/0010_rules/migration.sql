-- ── rules: what is done to orders without a person ──────────────────────────────────────────────────────────────────
-- One set per kind. `draft` is what somebody works on, `live_version` what runs; null: nothing runs.
create table rule_sets (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  draft jsonb not null default '[]',
  live_version int,
  updated_at timestamptz not null,
  updated_by text not null,
  version int not null default 1,
  constraint rule_sets_pk primary key (tenant_id, kind),
  constraint rule_sets_kind_ck check (kind in ('review', 'routing'))
);
select app_distribute('rule_sets');
select app_secure('rule_sets', 'select, insert, update');

-- What was ever published stays as it was: a trace names its version. from_version: an older version published again.
create table rule_versions (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  version int not null,
  rules jsonb not null,
  note text not null default '',
  from_version int,
  published_at timestamptz not null,
  published_by text not null,
  constraint rule_versions_pk primary key (tenant_id, kind, version),
  constraint rule_versions_set_fk foreign key (tenant_id, kind) references rule_sets (tenant_id, kind)
);
select app_distribute('rule_versions');
select app_secure('rule_versions', 'select, insert');
create trigger rule_versions_append_only before update or delete on rule_versions for each row execute function app_append_only();

-- Orders that the review rules have to look at, and from when on.
create table rule_dues (
  tenant_id uuid not null default app_tenant(),
  order_id uuid not null,
  due_at timestamptz not null,
  constraint rule_dues_pk primary key (tenant_id, order_id),
  constraint rule_dues_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index rule_dues_at_ix on rule_dues (tenant_id, due_at, order_id);
select app_distribute('rule_dues');
select app_secure('rule_dues');

-- What a version of the rules found on an order and did: the facts it looked at (codes, figures, yes or no; nothing personal),
-- and the outcome of each action. A later look by the same version replaces it and keeps what was done.
create table rule_traces (
  tenant_id uuid not null default app_tenant(),
  order_id uuid not null,
  kind text not null,
  version int not null,
  cause text not null,
  facts jsonb not null,
  outcomes jsonb not null,
  at timestamptz not null,
  actor text not null,
  constraint rule_traces_pk primary key (tenant_id, order_id, kind, version),
  constraint rule_traces_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint rule_traces_version_fk foreign key (tenant_id, kind, version) references rule_versions (tenant_id, kind, version),
  constraint rule_traces_cause_ck check (cause in ('intake', 'rerun', 'allocation'))
);
select app_distribute('rule_traces');
select app_secure('rule_traces', 'select, insert, update');

-- Dry runs: a draft over past orders. reached_at and reached_id: how far it has come, from the newest order backwards.
create table rule_runs (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  kind text not null,
  rules jsonb not null,
  since timestamptz not null,
  state text not null default 'running',
  total int not null,
  seen int not null default 0,
  changed int not null default 0,
  reached_at timestamptz,
  reached_id uuid,
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  constraint rule_runs_pk primary key (tenant_id, id),
  constraint rule_runs_kind_ck check (kind in ('review', 'routing')),
  constraint rule_runs_state_ck check (state in ('running', 'done', 'cancelled')),
  constraint rule_runs_count_ck check (seen >= changed and changed >= 0)
);
create index rule_runs_kind_ix on rule_runs (tenant_id, kind, id desc);
create index rule_runs_running_ix on rule_runs (tenant_id, id) where state = 'running';
select app_distribute('rule_runs');
select app_secure('rule_runs');

-- The orders that a dry run would have treated otherwise.
create table rule_run_orders (
  tenant_id uuid not null default app_tenant(),
  run_id uuid not null,
  order_id uuid not null,
  ordered_at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  constraint rule_run_orders_pk primary key (tenant_id, run_id, order_id),
  constraint rule_run_orders_run_fk foreign key (tenant_id, run_id) references rule_runs (tenant_id, id)
);
create index rule_run_orders_list_ix on rule_run_orders (tenant_id, run_id, ordered_at desc, order_id desc);
select app_distribute('rule_run_orders');
select app_secure('rule_run_orders', 'select, insert, delete');

-- The only warehouses that a routing rule lets an order leave from, so that a waiting order is not tried for goods it may not have.
alter table orders add column only_warehouse_ids uuid[];
