-- ── one shop's connection to its marketplace: sealed keys, the cursor of its pulls, and how they go ──────────────────
create table shop_connections (
  tenant_id uuid not null default app_tenant(),
  shop_id uuid not null,
  base_url text not null default '',
  credentials bytea not null,
  state text not null default 'new',
  paused boolean not null default false,
  expires_at timestamptz,
  cursor_at timestamptz not null,
  due_at timestamptz not null,
  tried_at timestamptz,
  pulled_at timestamptz,
  idle_pulls int not null default 0,
  failures int not null default 0,
  trouble text,
  lease uuid,
  lease_until timestamptz,
  renewing_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint shop_connections_pk primary key (tenant_id, shop_id),
  constraint shop_connections_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint shop_connections_state_ck check (state in ('new', 'authorised', 'expired', 'stopped')),
  constraint shop_connections_counts_ck check (idle_pulls >= 0 and failures >= 0)
);
create index shop_connections_due_ix on shop_connections (tenant_id, due_at) where state = 'authorised' and not paused;
select app_distribute('shop_connections');
select app_secure('shop_connections');

-- ── shipments the marketplace is to be told of: one row per parcel and order, kept until it knows ────────────────────
create table shipment_reports (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  order_id uuid not null,
  fulfilment_id uuid not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  due_at timestamptz not null,
  trouble text,
  created_at timestamptz not null,
  reported_at timestamptz,
  version int not null default 1,
  constraint shipment_reports_pk primary key (tenant_id, id),
  constraint shipment_reports_parcel_uq unique (tenant_id, fulfilment_id, order_id),
  constraint shipment_reports_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint shipment_reports_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint shipment_reports_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  constraint shipment_reports_state_ck check (state in ('waiting', 'reported', 'already', 'failed', 'withdrawn')),
  constraint shipment_reports_attempts_ck check (attempts >= 0)
);
create index shipment_reports_due_ix on shipment_reports (tenant_id, due_at) where state = 'waiting';
create index shipment_reports_open_ix on shipment_reports (tenant_id, shop_id, created_at desc) where state in ('waiting', 'failed');
create index shipment_reports_order_ix on shipment_reports (tenant_id, order_id);
select app_distribute('shipment_reports');
select app_secure('shipment_reports');

-- ── what marketplaces push: kept before it is answered, worked on afterwards ─────────────────────────────────────────
create table channel_deliveries (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  delivery_key text not null,
  topic text not null,
  event text not null,
  channel_order_no text not null,
  body bytea not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  trouble text,
  received_at timestamptz not null,
  done_at timestamptz,
  constraint channel_deliveries_pk primary key (tenant_id, id),
  constraint channel_deliveries_key_uq unique (tenant_id, shop_id, delivery_key),
  constraint channel_deliveries_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint channel_deliveries_state_ck check (state in ('waiting', 'done', 'failed'))
);
create index channel_deliveries_open_ix on channel_deliveries (tenant_id, received_at) where state = 'waiting';
select app_distribute('channel_deliveries');
select app_secure('channel_deliveries');
