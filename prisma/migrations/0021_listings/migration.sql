-- ── what a shop offers on its marketplace: one row per item and variation, and the SKU it means ──────────────────────
create table listings (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  item_id text not null,
  variation_id text not null default '',
  seller_sku text not null default '',
  seller_key text not null default '',
  -- item and variation as an order's line names them
  item_key text not null,
  title text not null default '',
  state text not null default 'on',
  price numeric(19,6),
  currency text not null default '',
  sku_id uuid,
  -- '': nobody yet · auto: by code, alias or barcode · hand: by a person, who may also have said that it is none
  mapped_by text not null default '',
  mapped_at timestamptz,
  -- what the marketplace shows, as far as we know: it told us, or took what we said
  channel_quantity int,
  channel_seen_at timestamptz,
  -- set while something may have changed the published stock; cleared when it was looked at
  dirty_at timestamptz,
  cause text not null default '',
  push_due_at timestamptz,
  attempts int not null default 0,
  trouble text,
  pushed_quantity int,
  pushed_at timestamptz,
  drift int not null default 0,
  drift_at timestamptz,
  seen_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint listings_pk primary key (tenant_id, id),
  constraint listings_item_uq unique (tenant_id, shop_id, item_id, variation_id),
  constraint listings_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint listings_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint listings_state_ck check (state in ('on', 'off', 'gone')),
  constraint listings_mapped_ck check (mapped_by in ('', 'auto', 'hand') and (sku_id is null or mapped_by <> '')),
  constraint listings_counts_ck check (attempts >= 0)
);
create index listings_shop_ix on listings (tenant_id, shop_id, id desc);
create index listings_seller_ix on listings (tenant_id, shop_id, seller_key);
create index listings_code_ix on listings (tenant_id, seller_key) where sku_id is null and mapped_by = '';
create index listings_item_ix on listings (tenant_id, shop_id, item_key);
create index listings_open_ix on listings (tenant_id, id desc) where sku_id is null and state <> 'gone';
create index listings_sku_ix on listings (tenant_id, sku_id) where sku_id is not null;
create index listings_due_ix on listings (tenant_id, shop_id, push_due_at) where push_due_at is not null;
create index listings_trouble_ix on listings (tenant_id, id desc) where trouble is not null;
select app_distribute('listings');
select app_secure('listings');

-- An order's line names the listing it was bought from, where the marketplace says so.
alter table order_lines add column item_key text not null default '';
create index order_lines_item_ix on order_lines (tenant_id, item_key) where sku_id is null and quantity > 0 and item_key <> '';

-- ── what was told to the marketplace, and why that number: one row per attempt ───────────────────────────────────────
create table stock_pushes (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  listing_id uuid not null,
  at timestamptz not null,
  quantity int not null,
  cause text not null,
  inputs jsonb not null,
  outcome text not null,
  constraint stock_pushes_pk primary key (tenant_id, id),
  constraint stock_pushes_listing_fk foreign key (tenant_id, listing_id) references listings (tenant_id, id)
);
create index stock_pushes_listing_ix on stock_pushes (tenant_id, listing_id, id desc);
select app_distribute('stock_pushes');
select app_secure('stock_pushes');

-- ── how a shop wants things done; without a row the house's way ──────────────────────────────────────────────────────
create table shop_rules (
  tenant_id uuid not null default app_tenant(),
  shop_id uuid not null,
  publish boolean not null default false,
  mode text not null default 'percent',
  percent int not null default 100,
  fixed int not null default 0,
  plus int not null default 0,
  buffer int not null default 0,
  least int not null default 0,
  most int,
  stop_at int not null default 0,
  warehouse_ids uuid[],
  count_incoming boolean not null default false,
  guard boolean not null default true,
  review_wait_minutes int,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint shop_rules_pk primary key (tenant_id, shop_id),
  constraint shop_rules_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint shop_rules_mode_ck check (mode in ('percent', 'fixed')),
  constraint shop_rules_numbers_ck check (percent between 0 and 1000 and fixed >= 0 and plus >= 0 and buffer >= 0 and least >= 0
    and (most is null or most >= least) and stop_at >= 0),
  constraint shop_rules_wait_ck check (review_wait_minutes between 0 and 10080)
);
select app_distribute('shop_rules');
select app_secure('shop_rules');

-- ── what runs to and fro between a shop and its marketplace beside the orders, each with its own pace and troubles ───
create table shop_flows (
  tenant_id uuid not null default app_tenant(),
  shop_id uuid not null,
  flow text not null,
  due_at timestamptz not null,
  cursor_at timestamptz not null,
  lease uuid,
  lease_until timestamptz,
  tried_at timestamptz,
  done_at timestamptz,
  failures int not null default 0,
  trouble text,
  constraint shop_flows_pk primary key (tenant_id, shop_id, flow),
  constraint shop_flows_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint shop_flows_flow_ck check (flow in ('stock', 'listings', 'refunds')),
  constraint shop_flows_failures_ck check (failures >= 0)
);
create index shop_flows_due_ix on shop_flows (tenant_id, due_at);
select app_distribute('shop_flows');
select app_secure('shop_flows');

-- ── refunds as the marketplace tells them ────────────────────────────────────────────────────────────────────────────
create table channel_refunds (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  refund_no text not null,
  channel_order_no text not null,
  channel_line_no text not null default '',
  order_id uuid,
  status text not null,
  with_return boolean not null,
  amount_minor bigint not null,
  currency text not null,
  -- in the buyer's words
  words bytea,
  requested_at timestamptz not null,
  modified_at timestamptz not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint channel_refunds_pk primary key (tenant_id, id),
  constraint channel_refunds_no_uq unique (tenant_id, shop_id, refund_no),
  constraint channel_refunds_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint channel_refunds_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint channel_refunds_status_ck check (status in ('requested', 'agreed', 'refunded', 'closed'))
);
create index channel_refunds_order_ix on channel_refunds (tenant_id, order_id) where order_id is not null;
create index channel_refunds_waiting_ix on channel_refunds (tenant_id, shop_id, channel_order_no) where order_id is null;
select app_distribute('channel_refunds');
select app_secure('channel_refunds');

-- ── a merchant on the way to the marketplace's page of permission: who left, for which shop, with which keys ─────────
create table shop_authorisations (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  member_id uuid not null,
  session_key bytea not null,
  credentials bytea not null,
  base_url text not null,
  redirect_uri text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint shop_authorisations_pk primary key (tenant_id, id),
  constraint shop_authorisations_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id)
);
create index shop_authorisations_old_ix on shop_authorisations (tenant_id, created_at);
select app_distribute('shop_authorisations');
select app_secure('shop_authorisations');
