-- ── what a SKU asks for ──────────────────────────────────────────────────────────────────────────────────────────────
-- sell_before_days: so many days before its expiry a unit is sold no longer. serial_mode: at which door numbers are written down.
alter table skus add column batch_tracked boolean not null default false;
alter table skus add column shelf_life_days int;
alter table skus add column sell_before_days int not null default 0;
alter table skus add column expiry_alert_days int not null default 30;
alter table skus add column serial_mode text not null default 'none';
alter table skus add constraint skus_serial_mode_ck check (serial_mode in ('none', 'receipt', 'shipment'));
alter table skus add constraint skus_shelf_life_ck check (shelf_life_days > 0 and sell_before_days >= 0 and expiry_alert_days >= 0);
-- A unit's number and its batch would have to be one fact; nothing here keeps them together.
alter table skus add constraint skus_tracking_ck check (not (batch_tracked and serial_mode = 'receipt'));

-- ── batches ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- code '': the units that were there before the SKU asked for batches. sell_until: the last day on which it may be sold.
-- sellable: as the balances count it (blocked); changes only under the locks of its balances. words: why it is locked, sealed.
create table stock_batches (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  sku_id uuid not null,
  code text not null,
  code_key text not null,
  made_on date,
  expires_on date,
  sell_until date,
  sellable boolean not null default true,
  locked_at timestamptz,
  words bytea not null default '',
  created_at timestamptz not null,
  version int not null default 1,
  constraint stock_batches_pk primary key (tenant_id, id),
  constraint stock_batches_code_uq unique (tenant_id, sku_id, code_key),
  constraint stock_batches_sku_uq unique (tenant_id, sku_id, id),
  constraint stock_batches_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_batches_days_ck check (made_on <= expires_on),
  constraint stock_batches_locked_ck check (locked_at is null or not sellable)
);
create index stock_batches_new_ix on stock_batches (tenant_id, created_at desc, id desc);
create index stock_batches_expiry_ix on stock_batches (tenant_id, coalesce(expires_on, 'infinity'::date), id);
create index stock_batches_due_ix on stock_batches (tenant_id, sell_until) where sellable and sell_until is not null;
select app_distribute('stock_batches');
select app_secure('stock_batches', 'select, insert, update');

-- What of a bin is of which batch; nothing for SKUs that ask for none.
create table batch_balances (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  bin_id uuid not null,
  batch_id uuid not null,
  quantity int not null,
  constraint batch_balances_pk primary key (tenant_id, sku_id, bin_id, batch_id),
  constraint batch_balances_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint batch_balances_batch_fk foreign key (tenant_id, sku_id, batch_id) references stock_batches (tenant_id, sku_id, id),
  constraint batch_balances_quantity_ck check (quantity >= 0)
);
create index batch_balances_batch_ix on batch_balances (tenant_id, batch_id);
select app_distribute('batch_balances');
select app_secure('batch_balances', 'select, insert, update');

-- line_id: the line of the document that a movement serves, such as a parcel's.
alter table stock_movements add column batch_id uuid;
alter table stock_movements add column line_id uuid;
alter table stock_movements add constraint stock_movements_batch_fk foreign key (tenant_id, sku_id, batch_id) references stock_batches (tenant_id, sku_id, id);
create index stock_movements_batch_ix on stock_movements (tenant_id, batch_id, at desc, id desc) where batch_id is not null;

alter table cost_layers add column batch_id uuid;
alter table cost_layers add constraint cost_layers_batch_fk foreign key (tenant_id, batch_id) references stock_batches (tenant_id, id);

alter table stock_transfer_layers add column batch_id uuid;
alter table stock_transfer_layers add constraint stock_transfer_layers_batch_fk foreign key (tenant_id, batch_id) references stock_batches (tenant_id, id);
alter table stock_transfer_lines add column batch_id uuid;
alter table stock_transfer_lines add constraint stock_transfer_lines_batch_fk foreign key (tenant_id, batch_id) references stock_batches (tenant_id, id);
alter table stock_transfer_lines drop constraint stock_transfer_lines_sku_uq;
alter table stock_transfer_lines add constraint stock_transfer_lines_sku_uq unique nulls not distinct (tenant_id, transfer_id, sku_id, batch_id);

-- Units in sellable bins whose batch is locked, or past the day until which it may be sold: on hand, not to be promised.
alter table stock_balances add column blocked int not null default 0;
alter table stock_balances drop constraint stock_balances_reserved_ck;
alter table stock_balances add constraint stock_balances_reserved_ck
  check (defective >= 0 and blocked >= 0 and reserved >= 0 and reserved <= on_hand - defective - blocked);

-- ── serial numbers ───────────────────────────────────────────────────────────────────────────────────────────────────
-- in_stock and in_transit are counted; known: a number of a unit that is back, but not counted one by one.
create table stock_serials (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  sku_id uuid not null,
  code text not null,
  code_key text not null,
  state text not null,
  -- Where it lies, or where it is on its way to.
  warehouse_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint stock_serials_pk primary key (tenant_id, id),
  constraint stock_serials_code_uq unique (tenant_id, sku_id, code_key),
  constraint stock_serials_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_serials_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint stock_serials_state_ck check (state in ('in_stock', 'in_transit', 'shipped', 'gone', 'known')),
  constraint stock_serials_place_ck check ((state in ('in_stock', 'in_transit')) = (warehouse_id is not null))
);
create index stock_serials_code_ix on stock_serials (tenant_id, code_key, id);
create index stock_serials_place_ix on stock_serials (tenant_id, sku_id, warehouse_id) where warehouse_id is not null;
select app_distribute('stock_serials');
select app_secure('stock_serials', 'select, insert, update');

-- Which units a movement moved; never changed.
create table stock_serial_moves (
  tenant_id uuid not null default app_tenant(),
  serial_id uuid not null,
  movement_id uuid not null,
  constraint stock_serial_moves_pk primary key (tenant_id, serial_id, movement_id),
  constraint stock_serial_moves_serial_fk foreign key (tenant_id, serial_id) references stock_serials (tenant_id, id),
  constraint stock_serial_moves_movement_fk foreign key (tenant_id, movement_id) references stock_movements (tenant_id, id)
);
create index stock_serial_moves_movement_ix on stock_serial_moves (tenant_id, movement_id);
select app_distribute('stock_serial_moves');
select app_secure('stock_serial_moves', 'select, insert');
create trigger stock_serial_moves_append_only before update or delete on stock_serial_moves for each row execute function app_append_only();

-- ── alerts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table stock_alerts drop constraint stock_alerts_kind_ck;
alter table stock_alerts add constraint stock_alerts_kind_ck check (kind in ('below_safety', 'low_cover', 'overstock', 'no_sale', 'batch_expiring'));
