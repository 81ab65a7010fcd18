-- A gift is a line of ours: it is reserved and shipped, the channel never hears of it, and it counts in no amount.
alter table order_lines add column kind text not null default 'ordered';
alter table order_lines add constraint order_lines_kind_ck check (kind in ('ordered', 'gift'));

-- Presale: allocation leaves the order alone until then, or until somebody lets it go.
alter table orders add column presale_until timestamptz;

-- Blind index over buyer and address: orders of one shop with the same key may leave in one parcel. 0: nothing to compare by.
alter table orders add column merge_key bigint;
create index orders_merge_ix on orders (tenant_id, merge_key) where state = 'awaiting_shipment' and merge_key is not null and merge_key <> 0;

-- Why the house suspects something: codes, numbers and figures, no personal data.
alter table order_holds add column details jsonb not null default '{}';

-- What a person typed when they blocked a parcel, sealed.
alter table fulfilments add column block_words bytea;
create index fulfilments_blocked_ix on fulfilments (tenant_id, created_at desc, id desc) where block_reason is not null;

-- Which parcel gave its goods to which: kept for ever, also when the parcels are long gone. A parcel's lines never change; splitting,
-- merging and what undoes them end parcels and begin others.
create table fulfilment_lineage (
  tenant_id uuid not null default app_tenant(),
  parent_id uuid not null,
  child_id uuid not null,
  operation_id uuid not null,
  kind text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor text not null,
  constraint fulfilment_lineage_pk primary key (tenant_id, parent_id, child_id),
  constraint fulfilment_lineage_parent_fk foreign key (tenant_id, parent_id) references fulfilments (tenant_id, id),
  constraint fulfilment_lineage_child_fk foreign key (tenant_id, child_id) references fulfilments (tenant_id, id),
  constraint fulfilment_lineage_kind_ck check (kind in ('split', 'unsplit', 'merge', 'unmerge', 'leave', 'gift'))
);
create index fulfilment_lineage_child_ix on fulfilment_lineage (tenant_id, child_id);
select app_distribute('fulfilment_lineage');
select app_secure('fulfilment_lineage', 'select, insert');
create trigger fulfilment_lineage_append_only before update or delete on fulfilment_lineage for each row execute function app_append_only();

-- Names and phones that are not delivered to. token: the blind index that order search uses; body: the text itself, sealed.
create table blacklist (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  kind text not null,
  token bigint not null,
  masked text not null,
  body bytea not null,
  words bytea not null default '',
  actor text not null,
  created_at timestamptz not null,
  constraint blacklist_pk primary key (tenant_id, id),
  constraint blacklist_token_uq unique (tenant_id, token),
  constraint blacklist_kind_ck check (kind in ('phone', 'name'))
);
create index blacklist_new_ix on blacklist (tenant_id, created_at desc, id desc);
select app_distribute('blacklist');
select app_secure('blacklist');

-- What a shop sells ahead: orders with such a SKU arrive flagged. until: null = until somebody lets them go.
create table presale_skus (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid not null,
  sku_id uuid not null,
  until timestamptz,
  created_at timestamptz not null,
  constraint presale_skus_pk primary key (tenant_id, id),
  constraint presale_skus_sku_uq unique (tenant_id, shop_id, sku_id),
  constraint presale_skus_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint presale_skus_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id)
);
create index presale_skus_new_ix on presale_skus (tenant_id, created_at desc, id desc);
select app_distribute('presale_skus');
select app_secure('presale_skus');
