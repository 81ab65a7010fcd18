-- What a stocktake counts: a whole warehouse, a zone, the SKUs of a category, of an ABC class, or those of a list.
-- words: the note, sealed. lines: how many there are, and so the number of the last one.
create table stocktakes (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  warehouse_id uuid not null,
  state text not null default 'draft',
  kind text not null,
  zone_id uuid,
  category_id uuid,
  abc_class text,
  sku_ids uuid[] not null default '{}',
  blind boolean not null,
  tolerance_units int not null default 0,
  tolerance_percent int not null default 0,
  words bytea not null default '',
  lines int not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  submitted_by text,
  submitted_at timestamptz,
  reviewed_by text,
  reviewed_at timestamptz,
  posted_by text,
  posted_at timestamptz,
  version int not null default 1,
  constraint stocktakes_pk primary key (tenant_id, id),
  constraint stocktakes_number_uq unique (tenant_id, number),
  constraint stocktakes_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint stocktakes_zone_fk foreign key (tenant_id, warehouse_id, zone_id) references zones (tenant_id, warehouse_id, id),
  constraint stocktakes_state_ck check (state in ('draft', 'counting', 'review', 'approved', 'posted', 'cancelled')),
  constraint stocktakes_kind_ck check (kind in ('warehouse', 'zone', 'category', 'abc', 'skus')),
  constraint stocktakes_scope_ck check ((kind = 'zone') = (zone_id is not null) and (kind = 'category') = (category_id is not null)
    and (kind = 'abc') = (abc_class is not null) and (kind = 'skus') = (cardinality(sku_ids) > 0)),
  constraint stocktakes_abc_ck check (abc_class in ('A', 'B', 'C')),
  constraint stocktakes_tolerance_ck check (tolerance_units >= 0 and tolerance_percent between 0 and 100)
);
create index stocktakes_new_ix on stocktakes (tenant_id, created_at desc, id desc);
create index stocktakes_state_ix on stocktakes (tenant_id, state, created_at desc, id desc);
select app_distribute('stocktakes');
select app_secure('stocktakes', 'select, insert, update');

-- One SKU, or one batch of it, in one bin. book: what the books said at the start. expected: what they said when it was counted, so
-- that what was sold or received meanwhile is no difference. found: nothing lay there by the books. open: its stocktake is under way.
create table stocktake_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  stocktake_id uuid not null,
  position int not null,
  sku_id uuid not null,
  bin_id uuid not null,
  batch_id uuid,
  found boolean not null default false,
  book int not null,
  state text not null default 'open',
  rounds int not null default 0,
  counted int,
  expected int,
  differs boolean not null default false,
  counted_by text,
  counted_at timestamptz,
  value_minor bigint,
  open boolean not null default true,
  constraint stocktake_lines_pk primary key (tenant_id, id),
  constraint stocktake_lines_position_uq unique (tenant_id, stocktake_id, position),
  constraint stocktake_lines_stocktake_fk foreign key (tenant_id, stocktake_id) references stocktakes (tenant_id, id),
  constraint stocktake_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stocktake_lines_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint stocktake_lines_batch_fk foreign key (tenant_id, sku_id, batch_id) references stock_batches (tenant_id, sku_id, id),
  constraint stocktake_lines_state_ck check (state in ('open', 'again', 'done', 'left_out')),
  constraint stocktake_lines_counted_ck check (counted >= 0 and (counted is null) = (expected is null) and (state <> 'done' or counted is not null)),
  constraint stocktake_lines_differs_ck check (differs = coalesce(counted <> expected, false))
);
-- Counted twice at once, one difference would be posted twice.
create unique index stocktake_lines_open_uq on stocktake_lines (tenant_id, sku_id, bin_id, batch_id) nulls not distinct where open;
create index stocktake_lines_differs_ix on stocktake_lines (tenant_id, stocktake_id, differs desc, position);
create index stocktake_lines_place_ix on stocktake_lines (tenant_id, stocktake_id, bin_id, sku_id);
select app_distribute('stocktake_lines');
select app_secure('stocktake_lines', 'select, insert, update');

-- Each count as it was sent, by the id that the device gave it: sent again, it is the same count. Never changed.
create table stocktake_counts (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  stocktake_id uuid not null,
  line_id uuid not null,
  round int not null,
  counted int not null,
  expected int not null,
  counted_by text not null,
  counted_at timestamptz not null,
  saved_at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  constraint stocktake_counts_pk primary key (tenant_id, id),
  constraint stocktake_counts_round_uq unique (tenant_id, line_id, round),
  constraint stocktake_counts_line_fk foreign key (tenant_id, line_id) references stocktake_lines (tenant_id, id),
  constraint stocktake_counts_counted_ck check (counted >= 0)
);
create index stocktake_counts_stocktake_ix on stocktake_counts (tenant_id, stocktake_id);
select app_distribute('stocktake_counts');
select app_secure('stocktake_counts', 'select, insert');
create trigger stocktake_counts_append_only before update or delete on stocktake_counts for each row execute function app_append_only();
