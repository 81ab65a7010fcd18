-- What each movement did to the cost layers of its place, signed like the movement: a shipment takes units and value out of layers,
-- its undoing puts exactly these back, a moving average moves value between layers (quantity 0). A layer's rest is what came in
-- plus the sum of these rows.
create table cost_layer_uses (
  tenant_id uuid not null default app_tenant(),
  movement_id uuid not null,
  layer_id uuid not null,
  quantity int not null,
  value_minor bigint not null,
  constraint cost_layer_uses_pk primary key (tenant_id, movement_id, layer_id),
  constraint cost_layer_uses_movement_fk foreign key (tenant_id, movement_id) references stock_movements (tenant_id, id),
  constraint cost_layer_uses_layer_fk foreign key (tenant_id, layer_id) references cost_layers (tenant_id, id),
  constraint cost_layer_uses_some_ck check (quantity <> 0 or value_minor <> 0)
);
create index cost_layer_uses_layer_ix on cost_layer_uses (tenant_id, layer_id);
select app_distribute('cost_layer_uses');
select app_secure('cost_layer_uses', 'select, insert');
create trigger cost_layer_uses_append_only before update or delete on cost_layer_uses for each row execute function app_append_only();

-- What stood in a place at the end of a UTC day on which something had changed there; the state at any moment is the snapshot
-- before it and what happened since. A posting dated before a snapshot corrects it in the same statement.
create table stock_snapshots (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  warehouse_id uuid not null,
  at timestamptz not null,
  on_hand int not null,
  reserved int not null,
  value_minor bigint not null,
  constraint stock_snapshots_pk primary key (tenant_id, sku_id, warehouse_id, at),
  constraint stock_snapshots_balance_fk foreign key (tenant_id, sku_id, warehouse_id) references stock_balances (tenant_id, sku_id, warehouse_id)
);
select app_distribute('stock_snapshots');
select app_secure('stock_snapshots', 'select, insert, update');

-- Reserved at a moment: what was opened until then less what was closed until then.
create index reservations_created_ix on reservations (tenant_id, sku_id, created_at);
create index reservations_closed_ix on reservations (tenant_id, sku_id, closed_at) where closed_at is not null;
-- One place's movements between two moments.
create index stock_movements_place_ix on stock_movements (tenant_id, sku_id, warehouse_id, at);
