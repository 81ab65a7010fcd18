-- ── settings: shops and warehouses ───────────────────────────────────────────────────────────────────────────────────
create table shops (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  code text not null,
  name text not null,
  channel text not null,
  currency text not null,
  time_zone text not null,
  contact text not null default '',
  status text not null default 'active',
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint shops_pk primary key (tenant_id, id),
  constraint shops_code_uq unique (tenant_id, code),
  constraint shops_status_ck check (status in ('active', 'closed')),
  constraint shops_currency_ck check (currency ~ '^[A-Z]{3}$')
);
select app_distribute('shops');
select app_secure('shops', 'select, insert, update');

create table warehouses (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  priority int not null default 100,
  contact text not null default '',
  status text not null default 'active',
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint warehouses_pk primary key (tenant_id, id),
  constraint warehouses_code_uq unique (tenant_id, code),
  constraint warehouses_kind_ck check (kind in ('own', 'third_party', 'platform')),
  constraint warehouses_status_ck check (status in ('active', 'closed'))
);
select app_distribute('warehouses');
select app_secure('warehouses', 'select, insert, update');

create table bins (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  warehouse_id uuid not null,
  code text not null,
  is_default boolean not null default false,
  constraint bins_pk primary key (tenant_id, id),
  constraint bins_code_uq unique (tenant_id, warehouse_id, code),
  constraint bins_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
create unique index bins_default_uq on bins (tenant_id, warehouse_id) where is_default;
select app_distribute('bins');
select app_secure('bins', 'select, insert, update');

-- ── catalog ──────────────────────────────────────────────────────────────────────────────────────────────────────────
create table categories (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  parent_id uuid,
  code text not null,
  name_zh text not null,
  name_en text not null,
  position int not null default 0,
  version int not null default 1,
  constraint categories_pk primary key (tenant_id, id),
  constraint categories_code_uq unique (tenant_id, code),
  constraint categories_parent_fk foreign key (tenant_id, parent_id) references categories (tenant_id, id)
);
select app_distribute('categories');
select app_secure('categories');

-- options: [{ name, values: [] }] in the seller's sequence.
create table products (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  name text not null,
  name_en text not null default '',
  category_id uuid,
  brand text not null default '',
  description text not null default '',
  options jsonb not null default '[]',
  attributes jsonb not null default '{}',
  status text not null default 'active',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint products_pk primary key (tenant_id, id),
  constraint products_category_fk foreign key (tenant_id, category_id) references categories (tenant_id, id),
  constraint products_status_ck check (status in ('draft', 'active', 'discontinued'))
);
create index products_new_ix on products (tenant_id, created_at desc, id desc);
create index products_category_ix on products (tenant_id, category_id, created_at desc, id desc);
select app_distribute('products');
select app_secure('products');

create table skus (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  product_id uuid not null,
  code text not null,
  code_key text not null,
  name text not null,
  name_en text not null default '',
  option_values jsonb not null default '[]',
  position int not null default 0,
  weight_g int not null default 0,
  length_mm int,
  width_mm int,
  height_mm int,
  list_price_minor bigint not null default 0,
  cost_hint_minor bigint,
  currency text not null,
  tax_class text not null default '',
  hs_code text not null default '',
  declared_name_zh text not null default '',
  declared_name_en text not null default '',
  declared_value_minor bigint,
  safety_stock int not null default 0,
  lead_time_days int,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint skus_pk primary key (tenant_id, id),
  constraint skus_code_key_uq unique (tenant_id, code_key),
  constraint skus_product_fk foreign key (tenant_id, product_id) references products (tenant_id, id),
  constraint skus_status_ck check (status in ('active', 'archived')),
  constraint skus_weight_ck check (weight_g >= 0),
  constraint skus_price_ck check (list_price_minor >= 0)
);
create index skus_product_ix on skus (tenant_id, product_id, position);
create index skus_new_ix on skus (tenant_id, created_at desc, id desc);
select app_distribute('skus');
select app_secure('skus');

create table sku_barcodes (
  tenant_id uuid not null default app_tenant(),
  barcode text not null,
  sku_id uuid not null,
  constraint sku_barcodes_pk primary key (tenant_id, barcode),
  constraint sku_barcodes_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index sku_barcodes_sku_ix on sku_barcodes (tenant_id, sku_id);
select app_distribute('sku_barcodes');
select app_secure('sku_barcodes');

-- Search by equality of 2-grams: text "=" is leakproof, so row-level security leaves its index usable (LIKE and @> lose theirs).
create table sku_grams (
  tenant_id uuid not null default app_tenant(),
  gram text not null,
  sku_id uuid not null,
  constraint sku_grams_pk primary key (tenant_id, gram, sku_id),
  constraint sku_grams_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index sku_grams_sku_ix on sku_grams (tenant_id, sku_id);
select app_distribute('sku_grams');
select app_secure('sku_grams');

create table product_grams (
  tenant_id uuid not null default app_tenant(),
  gram text not null,
  product_id uuid not null,
  constraint product_grams_pk primary key (tenant_id, gram, product_id),
  constraint product_grams_product_fk foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index product_grams_product_ix on product_grams (tenant_id, product_id);
select app_distribute('product_grams');
select app_secure('product_grams');

-- ── inventory ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table stock_balances (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  warehouse_id uuid not null,
  on_hand int not null default 0,
  reserved int not null default 0,
  incoming int not null default 0,
  value_minor bigint not null default 0,
  constraint stock_balances_pk primary key (tenant_id, sku_id, warehouse_id),
  constraint stock_balances_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_balances_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint stock_balances_reserved_ck check (reserved >= 0 and reserved <= on_hand),
  constraint stock_balances_incoming_ck check (incoming >= 0)
);
create index stock_balances_warehouse_ix on stock_balances (tenant_id, warehouse_id, sku_id);
select app_distribute('stock_balances');
select app_secure('stock_balances', 'select, insert, update');

create table bin_balances (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  bin_id uuid not null,
  quantity int not null,
  constraint bin_balances_pk primary key (tenant_id, sku_id, bin_id),
  constraint bin_balances_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint bin_balances_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint bin_balances_quantity_ck check (quantity >= 0)
);
select app_distribute('bin_balances');
select app_secure('bin_balances', 'select, insert, update');

create table stock_movements (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  at timestamptz not null,
  sku_id uuid not null,
  warehouse_id uuid not null,
  bin_id uuid not null,
  quantity int not null,
  reason text not null,
  reference_type text not null,
  reference_id uuid not null,
  reference text not null,
  note text not null default '',
  value_minor bigint not null,
  currency text not null,
  actor_kind text not null,
  actor_id uuid,
  key text not null,
  constraint stock_movements_pk primary key (tenant_id, id),
  constraint stock_movements_key_uq unique (tenant_id, key),
  constraint stock_movements_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_movements_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint stock_movements_quantity_ck check (quantity <> 0),
  constraint stock_movements_reason_ck check (reason in
    ('receipt', 'shipment', 'unship', 'transfer_out', 'transfer_in', 'adjustment', 'stocktake', 'return', 'assembly'))
);
create index stock_movements_sku_ix on stock_movements (tenant_id, sku_id, at desc, id desc);
create index stock_movements_at_ix on stock_movements (tenant_id, at desc, id desc);
create index stock_movements_ref_ix on stock_movements (tenant_id, reference_id);
select app_distribute('stock_movements');
select app_secure('stock_movements', 'select, insert');
create trigger stock_movements_append_only before update or delete on stock_movements for each row execute function app_append_only();

-- holder_id: the fulfilment line the units are kept for.
create table reservations (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  sku_id uuid not null,
  warehouse_id uuid not null,
  holder_id uuid not null,
  fulfilment_id uuid not null,
  quantity int not null,
  state text not null default 'open',
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint reservations_pk primary key (tenant_id, id),
  constraint reservations_balance_fk foreign key (tenant_id, sku_id, warehouse_id) references stock_balances (tenant_id, sku_id, warehouse_id),
  constraint reservations_quantity_ck check (quantity > 0),
  constraint reservations_state_ck check (state in ('open', 'consumed', 'released', 'broken'))
);
create unique index reservations_open_uq on reservations (tenant_id, holder_id, sku_id) where state = 'open';
create index reservations_fulfilment_ix on reservations (tenant_id, fulfilment_id);
create index reservations_sku_ix on reservations (tenant_id, sku_id, warehouse_id) where state = 'open';
select app_distribute('reservations');
select app_secure('reservations', 'select, insert, update');

create table cost_layers (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  sku_id uuid not null,
  warehouse_id uuid not null,
  received_at timestamptz not null,
  quantity_in int not null,
  quantity_left int not null,
  value_in_minor bigint not null,
  value_left_minor bigint not null,
  movement_id uuid not null,
  constraint cost_layers_pk primary key (tenant_id, id),
  constraint cost_layers_balance_fk foreign key (tenant_id, sku_id, warehouse_id) references stock_balances (tenant_id, sku_id, warehouse_id),
  constraint cost_layers_movement_fk foreign key (tenant_id, movement_id) references stock_movements (tenant_id, id),
  constraint cost_layers_left_ck check (quantity_left >= 0 and quantity_left <= quantity_in),
  constraint cost_layers_empty_ck check (quantity_left > 0 or value_left_minor = 0)
);
create index cost_layers_open_ix on cost_layers (tenant_id, sku_id, warehouse_id, received_at, id) where quantity_left > 0;
select app_distribute('cost_layers');
select app_secure('cost_layers', 'select, insert, update');

-- What waits for goods: one row per short order line (a bundle: per component). Purchasing reads it, so it needs no import of orders.
create table stock_demands (
  tenant_id uuid not null default app_tenant(),
  order_line_id uuid not null,
  sku_id uuid not null,
  order_id uuid not null,
  quantity int not null,
  since timestamptz not null,
  constraint stock_demands_pk primary key (tenant_id, order_line_id, sku_id),
  constraint stock_demands_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint stock_demands_quantity_ck check (quantity > 0)
);
create index stock_demands_sku_ix on stock_demands (tenant_id, sku_id);
create index stock_demands_order_ix on stock_demands (tenant_id, order_id);
select app_distribute('stock_demands');
select app_secure('stock_demands');

create table stock_adjustments (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  warehouse_id uuid not null,
  reason text not null,
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  constraint stock_adjustments_pk primary key (tenant_id, id),
  constraint stock_adjustments_number_uq unique (tenant_id, number),
  constraint stock_adjustments_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
create index stock_adjustments_new_ix on stock_adjustments (tenant_id, created_at desc, id desc);
select app_distribute('stock_adjustments');
select app_secure('stock_adjustments', 'select, insert');

-- ── orders ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- contact: sealed JSON of buyer, address and buyer's note; contact_masked is what lists show. ordered_at is the channel's time of creation.
create table orders (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  shop_id uuid not null,
  channel_order_no text not null,
  state text not null,
  origin text not null,
  payment_status text not null,
  refund_status text not null default 'none',
  hold_count int not null default 0,
  urgent boolean not null default false,
  presale boolean not null default false,
  sealed boolean not null default false,
  shipped_elsewhere boolean not null default false,
  has_buyer_note boolean not null default false,
  currency text not null,
  units int not null,
  line_count int not null,
  goods_minor bigint not null,
  discount_minor bigint not null,
  freight_minor bigint not null,
  total_minor bigint not null,
  paid_minor bigint not null,
  ordered_at timestamptz not null,
  paid_at timestamptz,
  promised_ship_at timestamptz,
  channel_modified_at timestamptz not null,
  payload_hash bytea not null,
  contact bytea not null,
  contact_masked jsonb not null,
  country text not null default '',
  province text not null default '',
  city text not null default '',
  allocation jsonb,
  call_count int not null default 0,
  next_call_at timestamptz,
  event_seq int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint orders_pk primary key (tenant_id, id),
  constraint orders_channel_no_uq unique (tenant_id, shop_id, channel_order_no),
  constraint orders_number_uq unique (tenant_id, number),
  constraint orders_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint orders_state_ck check (state in ('pending_review', 'awaiting_contact', 'approved', 'invalid', 'awaiting_purchase',
    'awaiting_shipment', 'shipped', 'delivered', 'cancelled')),
  constraint orders_origin_ck check (origin in ('live', 'history')),
  constraint orders_payment_ck check (payment_status in ('unpaid', 'paid')),
  constraint orders_refund_ck check (refund_status in ('none', 'requested', 'refunded')),
  constraint orders_units_ck check (units >= 0 and line_count >= 0 and hold_count >= 0)
);
create index orders_new_ix on orders (tenant_id, ordered_at desc, id desc);
create index orders_state_ix on orders (tenant_id, state, ordered_at desc, id desc);
create index orders_shop_ix on orders (tenant_id, shop_id, ordered_at desc, id desc);
create index orders_shop_state_ix on orders (tenant_id, shop_id, state, ordered_at desc, id desc);
create index orders_channel_no_ix on orders (tenant_id, channel_order_no);
create index orders_held_ix on orders (tenant_id, ordered_at desc, id desc) where hold_count > 0;
create index orders_calls_ix on orders (tenant_id, next_call_at, id) where state = 'awaiting_contact';
create index orders_allocate_ix on orders (tenant_id, urgent desc, promised_ship_at, paid_at, id) where state = 'approved';
select app_distribute('orders');
select app_secure('orders', 'select, insert, update');

-- Every share is frozen at intake by exact splitting: discount = the line's own plus its part of the order's, freight likewise.
create table order_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  order_id uuid not null,
  line_no int not null,
  channel_line_no text not null,
  seller_sku text not null,
  sku_key text not null,
  sku_id uuid,
  title text not null,
  quantity int not null,
  unit_price numeric(19,6) not null,
  goods_minor bigint not null,
  discount_minor bigint not null,
  freight_minor bigint not null,
  constraint order_lines_pk primary key (tenant_id, id),
  constraint order_lines_channel_uq unique (tenant_id, order_id, channel_line_no),
  constraint order_lines_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint order_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint order_lines_quantity_ck check (quantity >= 0)
);
create index order_lines_sku_key_ix on order_lines (tenant_id, sku_key, order_id);
create index order_lines_unmapped_ix on order_lines (tenant_id, sku_key) where sku_id is null and quantity > 0;
select app_distribute('order_lines');
select app_secure('order_lines', 'select, insert, update');

create table order_holds (
  tenant_id uuid not null default app_tenant(),
  order_id uuid not null,
  code text not null,
  since timestamptz not null,
  until timestamptz,
  owner text not null,
  note text not null default '',
  constraint order_holds_pk primary key (tenant_id, order_id, code),
  constraint order_holds_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint order_holds_code_ck check (code in ('unpaid', 'review_wait', 'finance_review', 'address_incomplete', 'suspected_duplicate',
    'suspected_fraud', 'refund_requested', 'address_changed', 'amount_mismatch', 'no_lines', 'unmapped_sku', 'below_margin', 'blacklisted', 'manual'))
);
create index order_holds_code_ix on order_holds (tenant_id, code, since);
select app_distribute('order_holds');
select app_secure('order_holds');

-- The order's own time line. kind 'state' is a transition; the others are what else happened. data holds ids and codes, never personal data.
create table order_events (
  tenant_id uuid not null default app_tenant(),
  order_id uuid not null,
  seq int not null,
  kind text not null,
  from_state text,
  to_state text,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor text not null,
  reason text not null default '',
  data jsonb not null default '{}',
  constraint order_events_pk primary key (tenant_id, order_id, seq),
  constraint order_events_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint order_events_kind_ck check (kind in ('state', 'hold', 'release', 'note', 'call', 'channel', 'allocation', 'flag', 'shipment'))
);
select app_distribute('order_events');
select app_secure('order_events', 'select, insert');
create trigger order_events_append_only before update or delete on order_events for each row execute function app_append_only();

create table order_notes (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  order_id uuid not null,
  body bytea not null,
  author text not null,
  author_id uuid,
  at timestamptz not null,
  constraint order_notes_pk primary key (tenant_id, id),
  constraint order_notes_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index order_notes_order_ix on order_notes (tenant_id, order_id, at);
select app_distribute('order_notes');
select app_secure('order_notes', 'select, insert');

create table order_calls (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  order_id uuid not null,
  result text not null,
  next_call_at timestamptz,
  note bytea,
  caller text not null,
  caller_id uuid,
  at timestamptz not null,
  constraint order_calls_pk primary key (tenant_id, id),
  constraint order_calls_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint order_calls_result_ck check (result in ('confirmed', 'no_answer', 'busy', 'wrong_number', 'refused', 'call_back'))
);
create index order_calls_order_ix on order_calls (tenant_id, order_id, at);
select app_distribute('order_calls');
select app_secure('order_calls', 'select, insert');

-- Blind index of name, phone, last four digits and mail: 64 bits of a keyed hash. An index, rebuilt from orders at will: hence no foreign key.
create table order_search (
  tenant_id uuid not null default app_tenant(),
  token bigint not null,
  order_id uuid not null,
  constraint order_search_pk primary key (tenant_id, token, order_id)
);
select app_distribute('order_search');
select app_secure('order_search');

-- The channel's payload as received, sealed; every version is kept.
create table raw_orders (
  tenant_id uuid not null default app_tenant(),
  shop_id uuid not null,
  order_id uuid not null,
  channel_modified_at timestamptz not null,
  payload_hash bytea not null,
  body bytea not null,
  source text not null,
  received_at timestamptz not null,
  constraint raw_orders_pk primary key (tenant_id, order_id, channel_modified_at, payload_hash),
  constraint raw_orders_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
select app_distribute('raw_orders');
select app_secure('raw_orders', 'select, insert');

create table intake_rejects (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  channel_order_no text not null default '',
  source text not null,
  errors jsonb not null,
  body bytea not null,
  body_hash bytea not null,
  state text not null default 'open',
  attempts int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint intake_rejects_pk primary key (tenant_id, id),
  constraint intake_rejects_body_uq unique (tenant_id, shop_id, body_hash),
  constraint intake_rejects_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint intake_rejects_state_ck check (state in ('open', 'replayed', 'dismissed'))
);
create index intake_rejects_open_ix on intake_rejects (tenant_id, created_at desc, id desc) where state = 'open';
select app_distribute('intake_rejects');
select app_secure('intake_rejects', 'select, insert, update');

create table fulfilments (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  shop_id uuid not null,
  warehouse_id uuid not null,
  state text not null,
  block_reason text,
  blocked_at timestamptz,
  carrier_code text,
  tracking_no text,
  tracking_key text,
  printed_count int not null default 0,
  created_at timestamptz not null,
  shipped_at timestamptz,
  delivered_at timestamptz,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint fulfilments_pk primary key (tenant_id, id),
  constraint fulfilments_number_uq unique (tenant_id, number),
  constraint fulfilments_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint fulfilments_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint fulfilments_state_ck check (state in ('waiting', 'allocated', 'released', 'picking', 'packed', 'shipped', 'delivered', 'cancelled'))
);
create index fulfilments_new_ix on fulfilments (tenant_id, created_at desc, id desc);
create index fulfilments_state_ix on fulfilments (tenant_id, state, created_at desc, id desc);
create index fulfilments_warehouse_ix on fulfilments (tenant_id, warehouse_id, state, created_at desc, id desc);
create index fulfilments_tracking_ix on fulfilments (tenant_id, tracking_key text_pattern_ops) where tracking_key is not null;
create index fulfilments_tracking_eq_ix on fulfilments (tenant_id, tracking_key) where tracking_key is not null;
select app_distribute('fulfilments');
select app_secure('fulfilments', 'select, insert, update');

create table fulfilment_lines (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  fulfilment_id uuid not null,
  order_id uuid not null,
  order_line_id uuid not null,
  sku_id uuid not null,
  quantity int not null,
  cost_minor bigint,
  constraint fulfilment_lines_pk primary key (tenant_id, id),
  constraint fulfilment_lines_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  constraint fulfilment_lines_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint fulfilment_lines_line_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id),
  constraint fulfilment_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint fulfilment_lines_quantity_ck check (quantity > 0)
);
create index fulfilment_lines_fulfilment_ix on fulfilment_lines (tenant_id, fulfilment_id);
create index fulfilment_lines_order_ix on fulfilment_lines (tenant_id, order_id);
select app_distribute('fulfilment_lines');
select app_secure('fulfilment_lines', 'select, insert, update');

create table tracking_events (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  fulfilment_id uuid not null,
  at timestamptz not null,
  status text not null,
  place text not null default '',
  text text not null default '',
  event_hash bytea not null,
  received_at timestamptz not null,
  constraint tracking_events_pk primary key (tenant_id, id),
  constraint tracking_events_hash_uq unique (tenant_id, fulfilment_id, event_hash),
  constraint tracking_events_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  constraint tracking_events_status_ck check (status in ('info_received', 'in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned'))
);
create index tracking_events_at_ix on tracking_events (tenant_id, fulfilment_id, at);
select app_distribute('tracking_events');
select app_secure('tracking_events', 'select, insert');

-- ── counters: a command only inserts deltas; a job folds them into the rollup; readers add both ──────────────────────
create table order_deltas (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  day date not null,
  shop_id uuid not null,
  currency text not null,
  state text not null,
  orders int not null,
  units int not null,
  goods_minor bigint not null,
  discount_minor bigint not null,
  freight_minor bigint not null,
  constraint order_deltas_pk primary key (tenant_id, id)
);
select app_distribute('order_deltas');
select app_secure('order_deltas', 'select, insert, delete');

create table order_days (
  tenant_id uuid not null default app_tenant(),
  day date not null,
  shop_id uuid not null,
  currency text not null,
  state text not null,
  orders int not null,
  units int not null,
  goods_minor bigint not null,
  discount_minor bigint not null,
  freight_minor bigint not null,
  constraint order_days_pk primary key (tenant_id, day, shop_id, currency, state),
  constraint order_days_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id)
);
select app_distribute('order_days');
select app_secure('order_days');

create table order_state_counts (
  tenant_id uuid not null default app_tenant(),
  shop_id uuid not null,
  state text not null,
  orders int not null,
  constraint order_state_counts_pk primary key (tenant_id, shop_id, state),
  constraint order_state_counts_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id)
);
select app_distribute('order_state_counts');
select app_secure('order_state_counts');
