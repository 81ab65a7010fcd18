-- ── assembled bundles ────────────────────────────────────────────────────────────────────────────────────────────────
-- Whether a bundle is kept in stock: never (made of its parts, order by order), first (assembled ones before parts), only.
alter table skus add column assembled text not null default 'never';
alter table skus add constraint skus_assembled_ck check (assembled in ('never', 'first', 'only'));
-- The drain asks at each turn which bundles may leave assembled; companies without any answer from an empty index.
create index skus_assembled_ix on skus (tenant_id, id) where assembled = 'first';

-- Components become bundles, or bundles components again, at one warehouse. bin_id: where the bundles go to or come from.
create table assembly_orders (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  kind text not null,
  state text not null default 'draft',
  warehouse_id uuid not null,
  sku_id uuid not null,
  bin_id uuid,
  quantity int not null,
  value_minor bigint not null default 0,
  words bytea not null default '',
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  done_at timestamptz,
  version int not null default 1,
  constraint assembly_orders_pk primary key (tenant_id, id),
  constraint assembly_orders_number_uq unique (tenant_id, number),
  constraint assembly_orders_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint assembly_orders_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint assembly_orders_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint assembly_orders_kind_ck check (kind in ('assemble', 'disassemble')),
  constraint assembly_orders_state_ck check (state in ('draft', 'done', 'cancelled')),
  constraint assembly_orders_quantity_ck check (quantity > 0),
  constraint assembly_orders_done_ck check ((state = 'done') = (done_at is not null))
);
create index assembly_orders_new_ix on assembly_orders (tenant_id, created_at desc, id desc);
create index assembly_orders_state_ix on assembly_orders (tenant_id, state, created_at desc, id desc);
select app_distribute('assembly_orders');
select app_secure('assembly_orders', 'select, insert, update');

-- The recipe as it was when the order was drafted. each: units in one bundle.
create table assembly_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  assembly_id uuid not null,
  position int not null,
  sku_id uuid not null,
  each int not null,
  value_minor bigint not null default 0,
  constraint assembly_lines_pk primary key (tenant_id, id),
  constraint assembly_lines_sku_uq unique (tenant_id, assembly_id, sku_id),
  constraint assembly_lines_order_fk foreign key (tenant_id, assembly_id) references assembly_orders (tenant_id, id),
  constraint assembly_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint assembly_lines_each_ck check (each > 0)
);
select app_distribute('assembly_lines');
select app_secure('assembly_lines', 'select, insert, update');

-- ── pools: named parts of stock for some shops ───────────────────────────────────────────────────────────────────────
-- customer_groups: of the shops' orders only those of customers of one of these groups; [] is all. falls_back: an order that its pools cannot serve may take general stock. returns: what is left becomes general at its end.
create table pools (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  code text not null,
  name text not null,
  priority int not null default 100,
  falls_back boolean not null default true,
  returns boolean not null default true,
  customer_groups jsonb not null default '[]',
  starts_at timestamptz,
  ends_at timestamptz,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  version int not null default 1,
  constraint pools_pk primary key (tenant_id, id),
  constraint pools_code_uq unique (tenant_id, code),
  constraint pools_status_ck check (status in ('active', 'ended')),
  constraint pools_times_ck check (ends_at > starts_at)
);
create index pools_active_ix on pools (tenant_id, id) where status = 'active';
create index pools_new_ix on pools (tenant_id, created_at desc, id desc);
select app_distribute('pools');
select app_secure('pools', 'select, insert, update');

create table pool_shops (
  tenant_id uuid not null default app_tenant(),
  pool_id uuid not null,
  shop_id uuid not null,
  constraint pool_shops_pk primary key (tenant_id, pool_id, shop_id),
  constraint pool_shops_pool_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id),
  constraint pool_shops_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id)
);
create index pool_shops_shop_ix on pool_shops (tenant_id, shop_id);
select app_distribute('pool_shops');
select app_secure('pool_shops');

-- quantity: units of the warehouse that belong to the pool; reserved: those of them that parcels hold. Guarded by the lock of the place's balance.
create table pool_balances (
  tenant_id uuid not null default app_tenant(),
  pool_id uuid not null,
  sku_id uuid not null,
  warehouse_id uuid not null,
  quantity int not null default 0,
  reserved int not null default 0,
  constraint pool_balances_pk primary key (tenant_id, pool_id, sku_id, warehouse_id),
  constraint pool_balances_pool_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id),
  constraint pool_balances_place_fk foreign key (tenant_id, sku_id, warehouse_id) references stock_balances (tenant_id, sku_id, warehouse_id),
  constraint pool_balances_reserved_ck check (reserved >= 0 and reserved <= quantity)
);
create index pool_balances_place_ix on pool_balances (tenant_id, sku_id, warehouse_id);
-- What lies in pools that have ended goes back.
create index pool_balances_free_ix on pool_balances (tenant_id, pool_id) where quantity > reserved;
select app_distribute('pool_balances');
select app_secure('pool_balances', 'select, insert, update');

-- Free units of all pools: on hand, but not for everybody.
alter table stock_balances add column pooled int not null default 0;
alter table stock_balances drop constraint stock_balances_reserved_ck;
alter table stock_balances add constraint stock_balances_reserved_ck
  check (defective >= 0 and reserved >= 0 and blocked >= 0 and pooled >= 0 and reserved + pooled <= on_hand - defective - blocked);

-- A parcel's line may hold units of a pool and general ones.
alter table reservations add column pool_id uuid;
alter table reservations add constraint reservations_pool_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id);
drop index reservations_open_uq;
create unique index reservations_open_uq on reservations (tenant_id, holder_id, sku_id, pool_id) nulls not distinct where state = 'open';

-- What goes into pools and out of them: by hand, its undoing, at a pool's end, lost, arrived for presale. No pool: general stock.
create table pool_moves (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  kind text not null,
  warehouse_id uuid not null,
  from_pool_id uuid,
  to_pool_id uuid,
  undoes_id uuid,
  reference text not null default '',
  words bytea not null default '',
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  constraint pool_moves_pk primary key (tenant_id, id),
  constraint pool_moves_number_uq unique (tenant_id, number),
  constraint pool_moves_undoes_uq unique (tenant_id, undoes_id),
  constraint pool_moves_undoes_fk foreign key (tenant_id, undoes_id) references pool_moves (tenant_id, id),
  constraint pool_moves_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint pool_moves_from_fk foreign key (tenant_id, from_pool_id) references pools (tenant_id, id),
  constraint pool_moves_to_fk foreign key (tenant_id, to_pool_id) references pools (tenant_id, id),
  constraint pool_moves_kind_ck check (kind in ('move', 'undo', 'end', 'loss', 'arrival')),
  constraint pool_moves_ends_ck check (from_pool_id is distinct from to_pool_id)
);
create index pool_moves_new_ix on pool_moves (tenant_id, created_at desc, id desc);
select app_distribute('pool_moves');
select app_secure('pool_moves', 'select, insert');

create table pool_move_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  move_id uuid not null,
  position int not null,
  sku_id uuid not null,
  quantity int not null,
  constraint pool_move_lines_pk primary key (tenant_id, id),
  constraint pool_move_lines_sku_uq unique (tenant_id, move_id, sku_id),
  constraint pool_move_lines_move_fk foreign key (tenant_id, move_id) references pool_moves (tenant_id, id),
  constraint pool_move_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint pool_move_lines_quantity_ck check (quantity > 0)
);
select app_distribute('pool_move_lines');
select app_secure('pool_move_lines', 'select, insert');

-- ── presale out of goods on their way ────────────────────────────────────────────────────────────────────────────────
-- Units of a transfer that will go into a pool when they arrive; until then its shops' presale orders are promised out of them.
create table pool_incoming (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  pool_id uuid not null,
  transfer_line_id uuid not null,
  sku_id uuid not null,
  warehouse_id uuid not null,
  quantity int not null,
  arrived int not null default 0,
  lost int not null default 0,
  created_at timestamptz not null,
  constraint pool_incoming_pk primary key (tenant_id, id),
  constraint pool_incoming_line_uq unique (tenant_id, transfer_line_id, pool_id),
  constraint pool_incoming_pool_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id),
  constraint pool_incoming_line_fk foreign key (tenant_id, transfer_line_id) references stock_transfer_lines (tenant_id, id),
  constraint pool_incoming_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint pool_incoming_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint pool_incoming_quantity_ck check (quantity >= 0 and arrived >= 0 and lost >= 0 and arrived + lost <= quantity)
);
create index pool_incoming_open_ix on pool_incoming (tenant_id, sku_id, created_at, id) where arrived + lost < quantity;
select app_distribute('pool_incoming');
select app_secure('pool_incoming', 'select, insert, update');

-- One order line's part of them. open: on its way; arrived: the order may be allocated; dropped: it went short, or the order ended.
create table presale_promises (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  incoming_id uuid not null,
  order_id uuid not null,
  order_line_id uuid not null,
  sku_id uuid not null,
  quantity int not null,
  state text not null default 'open',
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint presale_promises_pk primary key (tenant_id, id),
  constraint presale_promises_incoming_fk foreign key (tenant_id, incoming_id) references pool_incoming (tenant_id, id),
  constraint presale_promises_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint presale_promises_line_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id),
  constraint presale_promises_quantity_ck check (quantity > 0),
  constraint presale_promises_state_ck check (state in ('open', 'arrived', 'dropped'))
);
create index presale_promises_order_ix on presale_promises (tenant_id, order_id) where state = 'open';
create index presale_promises_incoming_ix on presale_promises (tenant_id, incoming_id) where state = 'open';
select app_distribute('presale_promises');
select app_secure('presale_promises', 'select, insert, update');
