-- ── stock alerts ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- One open alert per kind and SKU; a closed one stays as what once was. `figures` is what the rule saw.
create table stock_alerts (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  kind text not null,
  sku_id uuid not null,
  state text not null default 'open',
  figures jsonb not null,
  since timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  snoozed_until timestamptz,
  snoozed_by text,
  mailed_at timestamptz,
  constraint stock_alerts_pk primary key (tenant_id, id),
  constraint stock_alerts_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_alerts_kind_ck check (kind in ('below_safety', 'low_cover', 'overstock', 'no_sale')),
  constraint stock_alerts_state_ck check (state in ('open', 'closed'))
);
create unique index stock_alerts_open_uq on stock_alerts (tenant_id, kind, sku_id) where state = 'open';
create index stock_alerts_newest_ix on stock_alerts (tenant_id, since desc, id desc) where state = 'open';
create index stock_alerts_sku_ix on stock_alerts (tenant_id, sku_id);
create index stock_alerts_old_ix on stock_alerts (tenant_id, closed_at) where state = 'closed';
select app_distribute('stock_alerts');
select app_secure('stock_alerts');

-- What a company wants to be warned of; without a row the defaults of the code hold.
create table alert_settings (
  tenant_id uuid not null default app_tenant(),
  settings jsonb not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint alert_settings_pk primary key (tenant_id)
);
select app_distribute('alert_settings');
select app_secure('alert_settings');
