-- ── lists as people use them ─────────────────────────────────────────────────────────────────────────────────────────
-- Columns, row height, first view, wanted notices: a few rows per member, read together with the member's rights.
create table member_preferences (
  tenant_id uuid not null default app_tenant(),
  member_id uuid not null,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null,
  constraint member_preferences_pk primary key (tenant_id, member_id, key)
);
select app_distribute('member_preferences');
select app_secure('member_preferences');

-- role_ids null: the owner's alone; empty: everybody's; else for members of these roles. A view keeps filters, never a search word:
-- people search by names and phone numbers.
create table saved_views (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  list text not null,
  name text not null,
  owner_id uuid not null,
  role_ids uuid[],
  query jsonb not null,
  columns jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint saved_views_pk primary key (tenant_id, id),
  constraint saved_views_name_uq unique (tenant_id, list, owner_id, name)
);
select app_distribute('saved_views');
select app_secure('saved_views');

-- What somebody pasted, as the orders it meant; what was not found is sealed, for it may be anything.
create table number_sets (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  owner_id uuid not null,
  ids uuid[],
  missing bytea not null,
  created_at timestamptz not null,
  constraint number_sets_pk primary key (tenant_id, id)
);
create index number_sets_age_ix on number_sets (tenant_id, created_at);
select app_distribute('number_sets');
select app_secure('number_sets');

-- ── what people stick on orders ──────────────────────────────────────────────────────────────────────────────────────
create table tags (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  name text not null,
  name_key text not null,
  tone text not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint tags_pk primary key (tenant_id, id),
  constraint tags_name_uq unique (tenant_id, name_key),
  constraint tags_tone_ck check (tone in ('grey', 'teal', 'blue', 'green', 'amber', 'orange', 'violet', 'danger'))
);
select app_distribute('tags');
select app_secure('tags');

create table order_tags (
  tenant_id uuid not null default app_tenant(),
  order_id uuid not null,
  tag_id uuid not null,
  constraint order_tags_pk primary key (tenant_id, order_id, tag_id),
  constraint order_tags_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint order_tags_tag_fk foreign key (tenant_id, tag_id) references tags (tenant_id, id)
);
create index order_tags_tag_ix on order_tags (tenant_id, tag_id, order_id);
select app_distribute('order_tags');
select app_secure('order_tags');

-- tag_count spares a list the look into order_tags for the many orders that have none.
alter table orders add column flag text not null default '';
alter table orders add column assignee_id uuid;
alter table orders add column tag_count int not null default 0;
alter table orders add constraint orders_flag_ck check (flag in ('', 'red', 'yellow', 'green', 'blue', 'purple'));
create index orders_flag_ix on orders (tenant_id, flag, ordered_at desc, id desc) where flag <> '';
create index orders_assignee_ix on orders (tenant_id, assignee_id, ordered_at desc, id desc) where assignee_id is not null;

alter table order_notes add column edited_at timestamptz;
alter table order_notes add column version int not null default 1;
grant update (body, edited_at, version) on order_notes to caravan_app;

-- ── many at once, as a job ───────────────────────────────────────────────────────────────────────────────────────────
-- What is to be done may hold a typed reason: sealed.
create table bulk_jobs (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  action text not null,
  input bytea not null,
  owner_id uuid not null,
  state text not null default 'running',
  total int not null,
  done int not null default 0,
  refused int not null default 0,
  capped boolean not null default false,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint bulk_jobs_pk primary key (tenant_id, id),
  constraint bulk_jobs_state_ck check (state in ('running', 'done', 'cancelled')),
  constraint bulk_jobs_count_ck check (done >= 0 and refused >= 0 and done + refused <= total)
);
create index bulk_jobs_owner_ix on bulk_jobs (tenant_id, owner_id, created_at desc, id desc);
create index bulk_jobs_running_ix on bulk_jobs (tenant_id, created_at, id) where state = 'running';
select app_distribute('bulk_jobs');
select app_secure('bulk_jobs');

-- try: how often the row was tried anew, part of its idempotency key.
create table bulk_rows (
  tenant_id uuid not null default app_tenant(),
  job_id uuid not null,
  seq int not null,
  target_id uuid not null,
  label text not null,
  state text not null default 'waiting',
  refusal jsonb,
  try int not null default 0,
  constraint bulk_rows_pk primary key (tenant_id, job_id, seq),
  constraint bulk_rows_job_fk foreign key (tenant_id, job_id) references bulk_jobs (tenant_id, id),
  constraint bulk_rows_state_ck check (state in ('waiting', 'done', 'refused'))
);
create index bulk_rows_waiting_ix on bulk_rows (tenant_id, job_id, seq) where state = 'waiting';
select app_distribute('bulk_rows');
select app_secure('bulk_rows');

-- ── what a member should know ────────────────────────────────────────────────────────────────────────────────────────
-- key: told once however often the job that tells it runs.
create table notices (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  key text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  constraint notices_pk primary key (tenant_id, id),
  constraint notices_key_uq unique (tenant_id, member_id, key)
);
create index notices_member_ix on notices (tenant_id, member_id, id desc);
create index notices_unread_ix on notices (tenant_id, member_id, id) where read_at is null;
create index notices_age_ix on notices (tenant_id, created_at);
select app_distribute('notices');
select app_secure('notices');
