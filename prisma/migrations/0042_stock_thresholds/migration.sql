-- ── thresholds of one warehouse ──────────────────────────────────────────────────────────────────────────────────────
-- What a SKU should have in one warehouse; a field that is null is the SKU's own.
create table sku_thresholds (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  warehouse_id uuid not null,
  safety_stock int,
  lead_time_days int,
  updated_at timestamptz not null,
  constraint sku_thresholds_pk primary key (tenant_id, sku_id, warehouse_id),
  constraint sku_thresholds_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint sku_thresholds_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint sku_thresholds_said_ck check (safety_stock >= 0 and lead_time_days >= 0 and coalesce(safety_stock, lead_time_days) is not null)
);
create index sku_thresholds_warehouse_ix on sku_thresholds (tenant_id, warehouse_id);
select app_distribute('sku_thresholds');
select app_secure('sku_thresholds');

-- ── alerts of one warehouse, and what was done ───────────────────────────────────────────────────────────────────────
-- Without a warehouse the figures are the whole company's.
alter table stock_alerts add column warehouse_id uuid;
alter table stock_alerts add column deed text;
alter table stock_alerts add column deed_quantity int;
alter table stock_alerts add column deed_id uuid;
alter table stock_alerts add column deed_number text;
alter table stock_alerts add column deed_by text;
alter table stock_alerts add column deed_at timestamptz;
alter table stock_alerts add constraint stock_alerts_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id);
alter table stock_alerts add constraint stock_alerts_deed_ck check (deed in ('transfer', 'restock', 'aside') and (deed is null) = (deed_at is null));
drop index stock_alerts_open_uq;
create unique index stock_alerts_open_uq on stock_alerts (tenant_id, kind, sku_id, warehouse_id) nulls not distinct where state = 'open';
create index stock_alerts_warehouse_ix on stock_alerts (tenant_id, warehouse_id);
