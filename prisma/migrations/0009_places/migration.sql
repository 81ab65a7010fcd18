-- ── zones and bins ───────────────────────────────────────────────────────────────────────────────────────────────────
-- kind never changes: what lies in a defective zone is on hand, but nobody may promise it.
create table zones (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  warehouse_id uuid not null,
  code text not null,
  name text not null,
  kind text not null default 'sellable',
  sequence int not null default 0,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint zones_pk primary key (tenant_id, id),
  constraint zones_code_uq unique (tenant_id, warehouse_id, code),
  constraint zones_place_uq unique (tenant_id, warehouse_id, id),
  constraint zones_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint zones_kind_ck check (kind in ('sellable', 'defective')),
  constraint zones_status_ck check (status in ('active', 'closed'))
);
select app_distribute('zones');
select app_secure('zones', 'select, insert, update');

-- route: the sequence in which people walk past the bins. capacity: units, null is as many as fit.
alter table bins add column zone_id uuid;
alter table bins add column route int not null default 0;
alter table bins add column capacity int;
alter table bins add column status text not null default 'active';
alter table bins add column created_at timestamptz not null default now();
alter table bins add column version int not null default 1;
alter table bins add constraint bins_zone_fk foreign key (tenant_id, warehouse_id, zone_id) references zones (tenant_id, warehouse_id, id);
alter table bins add constraint bins_capacity_ck check (capacity > 0);
alter table bins add constraint bins_status_ck check (status in ('active', 'closed'));
-- What comes in without a place of its own has to find one.
alter table bins add constraint bins_default_ck check (not is_default or (status = 'active' and capacity is null));
create index bins_route_ix on bins (tenant_id, warehouse_id, route, code);
create index bins_zone_ix on bins (tenant_id, warehouse_id, zone_id);
create index bin_balances_bin_ix on bin_balances (tenant_id, bin_id, sku_id);

-- ── good and defective ───────────────────────────────────────────────────────────────────────────────────────────────
-- Units in defective bins: on hand, not to be promised. A movement keeps for ever whether its bin was one.
alter table stock_balances add column defective int not null default 0;
alter table stock_balances drop constraint stock_balances_reserved_ck;
alter table stock_balances add constraint stock_balances_reserved_ck check (defective >= 0 and reserved >= 0 and reserved <= on_hand - defective);
alter table stock_movements add column defective boolean not null default false;
alter table stock_snapshots add column defective int not null default 0;

alter table stock_movements drop constraint stock_movements_reason_ck;
alter table stock_movements add constraint stock_movements_reason_ck check (reason in
  ('receipt', 'shipment', 'unship', 'transfer_out', 'transfer_in', 'adjustment', 'stocktake', 'return', 'assembly', 'move'));

-- ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What people type into them is sealed: words, difference.
create table stock_moves (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  warehouse_id uuid not null,
  words bytea not null default '',
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  constraint stock_moves_pk primary key (tenant_id, id),
  constraint stock_moves_number_uq unique (tenant_id, number),
  constraint stock_moves_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
create index stock_moves_new_ix on stock_moves (tenant_id, created_at desc, id desc);
select app_distribute('stock_moves');
select app_secure('stock_moves', 'select, insert');

create table stock_receipts (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  warehouse_id uuid not null,
  reference text not null default '',
  words bytea not null default '',
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  constraint stock_receipts_pk primary key (tenant_id, id),
  constraint stock_receipts_number_uq unique (tenant_id, number),
  constraint stock_receipts_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
create index stock_receipts_new_ix on stock_receipts (tenant_id, created_at desc, id desc);
select app_distribute('stock_receipts');
select app_secure('stock_receipts', 'select, insert');

-- ── transfers between warehouses ─────────────────────────────────────────────────────────────────────────────────────
create table stock_transfers (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  from_warehouse_id uuid not null,
  to_warehouse_id uuid not null,
  state text not null default 'draft',
  words bytea not null default '',
  -- Why less or more arrived than was sent.
  difference bytea not null default '',
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  shipped_at timestamptz,
  received_at timestamptz,
  version int not null default 1,
  constraint stock_transfers_pk primary key (tenant_id, id),
  constraint stock_transfers_number_uq unique (tenant_id, number),
  constraint stock_transfers_from_fk foreign key (tenant_id, from_warehouse_id) references warehouses (tenant_id, id),
  constraint stock_transfers_to_fk foreign key (tenant_id, to_warehouse_id) references warehouses (tenant_id, id),
  constraint stock_transfers_places_ck check (from_warehouse_id <> to_warehouse_id),
  constraint stock_transfers_state_ck check (state in ('draft', 'in_transit', 'received', 'cancelled'))
);
create index stock_transfers_new_ix on stock_transfers (tenant_id, created_at desc, id desc);
create index stock_transfers_state_ix on stock_transfers (tenant_id, state, created_at desc, id desc);
select app_distribute('stock_transfers');
select app_secure('stock_transfers', 'select, insert, update');

-- On the way is what was shipped less what was received of it and what was lost; over: arrived beyond what was sent.
create table stock_transfer_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  transfer_id uuid not null,
  position int not null,
  sku_id uuid not null,
  from_bin_id uuid,
  quantity int not null,
  shipped int not null default 0,
  received int not null default 0,
  lost int not null default 0,
  over int not null default 0,
  shipped_minor bigint not null default 0,
  received_minor bigint not null default 0,
  lost_minor bigint not null default 0,
  over_minor bigint not null default 0,
  constraint stock_transfer_lines_pk primary key (tenant_id, id),
  constraint stock_transfer_lines_sku_uq unique (tenant_id, transfer_id, sku_id),
  constraint stock_transfer_lines_transfer_fk foreign key (tenant_id, transfer_id) references stock_transfers (tenant_id, id),
  constraint stock_transfer_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_transfer_lines_bin_fk foreign key (tenant_id, from_bin_id) references bins (tenant_id, id),
  constraint stock_transfer_lines_quantity_ck check (quantity > 0 and received >= 0 and lost >= 0 and over >= 0 and received + lost <= shipped),
  constraint stock_transfer_lines_value_ck check (shipped > received + lost or shipped_minor = received_minor + lost_minor)
);
select app_distribute('stock_transfer_lines');
select app_secure('stock_transfer_lines');

-- What is on the way, by the receipts it came from: it arrives as old and as dear as it left.
create table stock_transfer_layers (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  line_id uuid not null,
  received_at timestamptz not null,
  quantity int not null,
  quantity_left int not null,
  value_minor bigint not null,
  value_left_minor bigint not null,
  constraint stock_transfer_layers_pk primary key (tenant_id, id),
  constraint stock_transfer_layers_line_fk foreign key (tenant_id, line_id) references stock_transfer_lines (tenant_id, id),
  constraint stock_transfer_layers_left_ck check (quantity_left >= 0 and quantity_left <= quantity),
  constraint stock_transfer_layers_empty_ck check (quantity_left > 0 or value_left_minor = 0)
);
create index stock_transfer_layers_line_ix on stock_transfer_layers (tenant_id, line_id, received_at, id);
select app_distribute('stock_transfer_layers');
select app_secure('stock_transfer_layers', 'select, insert, update');
