-- A tag that was deleted comes back on the orders it was on, for whoever regrets it. Beside the living ones, not marked among them: no list,
-- figure or rule has to know of tags that are not there, and the name is free at once.
create table removed_tags (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  name text not null,
  tone text not null,
  version int not null,
  order_ids uuid[] not null,
  created_at timestamptz not null,
  removed_at timestamptz not null,
  constraint removed_tags_pk primary key (tenant_id, id)
);
select app_distribute('removed_tags');
select app_secure('removed_tags', 'select, insert, delete');
