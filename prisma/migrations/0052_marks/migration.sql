-- What people stick on products, customers and return requests: a colour flag and who follows them up. Orders carry theirs in their own row,
-- because their list sorts and counts by it a million rows deep.
create table marks (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  object_id uuid not null,
  flag text not null default '',
  assignee_id uuid,
  updated_at timestamptz not null,
  constraint marks_pk primary key (tenant_id, kind, object_id),
  constraint marks_flag_ck check (flag in ('', 'red', 'yellow', 'green', 'blue', 'purple'))
);
create index marks_flag_ix on marks (tenant_id, kind, flag, object_id) where flag <> '';
create index marks_assignee_ix on marks (tenant_id, kind, assignee_id, object_id) where assignee_id is not null;
select app_distribute('marks');
select app_secure('marks');

-- Internal notes on them; sealed, because people write phone numbers into notes.
create table notes (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  kind text not null,
  object_id uuid not null,
  body bytea not null,
  author text not null,
  author_id uuid,
  at timestamptz not null,
  edited_at timestamptz,
  version int not null default 1,
  constraint notes_pk primary key (tenant_id, id)
);
create index notes_object_ix on notes (tenant_id, kind, object_id, at);
select app_distribute('notes');
select app_secure('notes');
