-- Goods that buyers send back come into stock at the cost they left with; what is not worth keeping is written off at once.

alter table return_requests add column received int not null default 0;
alter table return_requests drop constraint return_requests_state_ck;
alter table return_requests add constraint return_requests_state_ck check (state in ('requested', 'returned'));
alter table return_requests add constraint return_requests_received_ck check (received >= 0 and received <= quantity);

alter table stock_movements drop constraint stock_movements_reason_ck;
alter table stock_movements add constraint stock_movements_reason_ck check (reason in
  ('receipt', 'shipment', 'unship', 'transfer_out', 'transfer_in', 'adjustment', 'stocktake', 'return', 'scrap', 'assembly', 'move'));

-- Of which units of which layer that a shipment took out a return is made, with what they were worth; taken back, it is told again
-- with the opposite sign. Their sum never exceeds what the shipment took.
create table stock_returned_uses (
  tenant_id uuid not null default app_tenant(),
  movement_id uuid not null,
  shipment_id uuid not null,
  layer_id uuid not null,
  quantity int not null,
  value_minor bigint not null,
  constraint stock_returned_uses_pk primary key (tenant_id, movement_id, shipment_id, layer_id),
  constraint stock_returned_uses_movement_fk foreign key (tenant_id, movement_id) references stock_movements (tenant_id, id),
  constraint stock_returned_uses_shipment_fk foreign key (tenant_id, shipment_id) references stock_movements (tenant_id, id),
  constraint stock_returned_uses_layer_fk foreign key (tenant_id, layer_id) references cost_layers (tenant_id, id),
  constraint stock_returned_uses_quantity_ck check (quantity <> 0)
);
create index stock_returned_uses_shipment_ix on stock_returned_uses (tenant_id, shipment_id, layer_id);
select app_distribute('stock_returned_uses');
select app_secure('stock_returned_uses', 'select, insert');
create trigger stock_returned_uses_append_only before update or delete on stock_returned_uses for each row execute function app_append_only();

-- ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What people type into them is sealed: words.
create table return_receipts (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  return_request_id uuid not null,
  warehouse_id uuid not null,
  words bytea not null default '',
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  undone_at timestamptz,
  constraint return_receipts_pk primary key (tenant_id, id),
  constraint return_receipts_number_uq unique (tenant_id, number),
  constraint return_receipts_request_fk foreign key (tenant_id, return_request_id) references return_requests (tenant_id, id),
  constraint return_receipts_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
create index return_receipts_request_ix on return_receipts (tenant_id, return_request_id, created_at);
select app_distribute('return_receipts');
select app_secure('return_receipts', 'select, insert, update');

create table return_receipt_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  receipt_id uuid not null,
  position int not null,
  sku_id uuid not null,
  quantity int not null,
  condition text not null,
  value_minor bigint not null,
  cost_basis text not null,
  words bytea not null default '',
  constraint return_receipt_lines_pk primary key (tenant_id, id),
  constraint return_receipt_lines_receipt_fk foreign key (tenant_id, receipt_id) references return_receipts (tenant_id, id),
  constraint return_receipt_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint return_receipt_lines_quantity_ck check (quantity > 0 and value_minor >= 0),
  constraint return_receipt_lines_condition_ck check (condition in ('sellable', 'defective', 'scrap')),
  constraint return_receipt_lines_basis_ck check (cost_basis in ('shipment', 'given', 'last_receipt', 'hint', 'unknown'))
);
create index return_receipt_lines_receipt_ix on return_receipt_lines (tenant_id, receipt_id, position);
select app_distribute('return_receipt_lines');
select app_secure('return_receipt_lines', 'select, insert');

-- ── what was set aside, at any past moment ───────────────────────────────────────────────────────────────────────────
-- How many units of a place could not be promised, because nobody may sell their batch or a pool has them, from a moment on. Written
-- by the posting that changes it, so places without pools and bad batches have no rows.
create table stock_asides (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  warehouse_id uuid not null,
  at timestamptz not null,
  blocked int not null,
  pooled int not null,
  constraint stock_asides_pk primary key (tenant_id, sku_id, warehouse_id, at),
  constraint stock_asides_balance_fk foreign key (tenant_id, sku_id, warehouse_id) references stock_balances (tenant_id, sku_id, warehouse_id),
  constraint stock_asides_some_ck check (blocked >= 0 and pooled >= 0)
);
select app_distribute('stock_asides');
select app_secure('stock_asides', 'select, insert, update');
