-- ── what a history says was given back: beside what was paid, so that no figure hides in another ─────────────────────
alter table orders add column refunded_minor bigint not null default 0;
alter table orders add constraint orders_refunded_ck check (refunded_minor >= 0);

-- ── return requests: what buyers want to send back, each on the line it was sold with ────────────────────────────────
create table return_requests (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  shop_id uuid not null,
  order_id uuid not null,
  order_line_id uuid not null,
  channel_return_no text not null,
  channel_line_no text not null,
  quantity int not null,
  amount_minor bigint not null,
  currency text not null,
  state text not null default 'requested',
  requested_at timestamptz not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint return_requests_pk primary key (tenant_id, id),
  constraint return_requests_channel_uq unique (tenant_id, shop_id, channel_return_no, channel_line_no, order_line_id),
  constraint return_requests_order_fk foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint return_requests_line_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id),
  constraint return_requests_state_ck check (state in ('requested')),
  constraint return_requests_quantity_ck check (quantity > 0 and amount_minor >= 0)
);
create index return_requests_new_ix on return_requests (tenant_id, requested_at desc, id desc);
create index return_requests_order_ix on return_requests (tenant_id, order_id);
create index return_requests_line_ix on return_requests (tenant_id, order_line_id);
select app_distribute('return_requests');
select app_secure('return_requests');

-- ── imports: a file, what became of it, and how far it got ───────────────────────────────────────────────────────────
create table imports (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  kind text not null,
  profile text not null,
  shop_id uuid,
  warehouse_id uuid,
  file_name text not null,
  file_size bigint not null,
  format jsonb not null default '{}',
  mapping jsonb,
  on_error text not null,
  state text not null,
  phase text not null,
  position int not null default 0,
  total int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  rejected int not null default 0,
  failure jsonb,
  actor_kind text not null,
  actor_id uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  purged_at timestamptz,
  version int not null default 1,
  constraint imports_pk primary key (tenant_id, id),
  constraint imports_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint imports_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint imports_state_ck check (state in ('draft', 'queued', 'running', 'checked', 'done', 'failed', 'aborted', 'undone')),
  constraint imports_phase_ck check (phase in ('draft', 'check', 'load', 'undo', 'over'))
);
create index imports_new_ix on imports (tenant_id, created_at desc, id desc);
create index imports_open_ix on imports (tenant_id, id) where state in ('queued', 'running');
create index imports_kept_ix on imports (tenant_id, created_at) where purged_at is null;
select app_distribute('imports');
select app_secure('imports');

-- A reject names rows and reasons and never a value: what stood there is read from the sealed file as long as that is kept.
create table import_rejects (
  tenant_id uuid not null default app_tenant(),
  import_id uuid not null,
  seq int not null,
  rows jsonb not null,
  errors jsonb not null,
  constraint import_rejects_pk primary key (tenant_id, import_id, seq),
  constraint import_rejects_import_fk foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
select app_distribute('import_rejects');
select app_secure('import_rejects');

-- What an import made or changed, with what stood there before: so a whole import can be taken back.
create table import_effects (
  tenant_id uuid not null default app_tenant(),
  import_id uuid not null,
  seq int not null,
  object_type text not null,
  object_id uuid not null,
  before jsonb,
  after_version int,
  constraint import_effects_pk primary key (tenant_id, import_id, object_type, object_id),
  constraint import_effects_import_fk foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
create index import_effects_seq_ix on import_effects (tenant_id, import_id, seq);
select app_distribute('import_effects');
select app_secure('import_effects');

-- Which column of a file meant what, by kind and header: the next file of the same header is mapped by itself.
create table import_mappings (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  header_key text not null,
  mapping jsonb not null,
  updated_at timestamptz not null,
  constraint import_mappings_pk primary key (tenant_id, kind, header_key)
);
select app_distribute('import_mappings');
select app_secure('import_mappings');

-- ── products: a code of their own, and pictures ──────────────────────────────────────────────────────────────────────
alter table products add column code text not null default '';
alter table products add column code_key text not null default '';
create unique index products_code_key_uq on products (tenant_id, code_key) where code_key <> '';

create table product_images (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  product_id uuid not null,
  sku_id uuid,
  position int not null,
  width int not null,
  height int not null,
  size int not null,
  hash bytea not null,
  created_at timestamptz not null,
  constraint product_images_pk primary key (tenant_id, id),
  constraint product_images_hash_uq unique (tenant_id, product_id, hash),
  constraint product_images_product_fk foreign key (tenant_id, product_id) references products (tenant_id, id),
  constraint product_images_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index product_images_product_ix on product_images (tenant_id, product_id, position, id);
select app_distribute('product_images');
select app_secure('product_images');

-- ── the codes a SKU had: renamed, or of a SKU that was merged into it. A SKU that takes such a code takes it for good. ─
create table sku_aliases (
  tenant_id uuid not null default app_tenant(),
  code_key text not null,
  code text not null,
  sku_id uuid not null,
  reason text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  constraint sku_aliases_pk primary key (tenant_id, code_key),
  constraint sku_aliases_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint sku_aliases_reason_ck check (reason in ('renamed', 'merged'))
);
create index sku_aliases_sku_ix on sku_aliases (tenant_id, sku_id);
select app_distribute('sku_aliases');
select app_secure('sku_aliases');
