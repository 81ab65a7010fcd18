-- ── what lies in a parcel that is being packed ───────────────────────────────────────────────────────────────────────
-- Of which batch the units are that somebody has put into a parcel. Only while it is being packed: what has left says the ledger.
create table parcel_lots (
  tenant_id uuid not null default app_tenant(),
  fulfilment_id uuid not null,
  sku_id uuid not null,
  batch_id uuid not null,
  quantity int not null,
  constraint parcel_lots_pk primary key (tenant_id, fulfilment_id, sku_id, batch_id),
  constraint parcel_lots_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  constraint parcel_lots_batch_fk foreign key (tenant_id, sku_id, batch_id) references stock_batches (tenant_id, sku_id, id),
  constraint parcel_lots_quantity_ck check (quantity > 0)
);
create index parcel_lots_batch_ix on parcel_lots (tenant_id, sku_id, batch_id);
select app_distribute('parcel_lots');
select app_secure('parcel_lots');

-- The numbers of the units that somebody has put into a parcel; a unit lies in one parcel.
create table parcel_serials (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  code_key text not null,
  code text not null,
  fulfilment_id uuid not null,
  constraint parcel_serials_pk primary key (tenant_id, sku_id, code_key),
  constraint parcel_serials_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint parcel_serials_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id)
);
create index parcel_serials_parcel_ix on parcel_serials (tenant_id, fulfilment_id);
select app_distribute('parcel_serials');
select app_secure('parcel_serials');

-- ── cartons ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What parcels are packed into: how much fits inside, what it weighs itself, and what it bears.
create table cartons (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  code text not null,
  name text not null,
  length_mm int not null,
  width_mm int not null,
  height_mm int not null,
  weight_g int not null,
  max_weight_g int not null,
  status text not null default 'active',
  created_at timestamptz not null,
  version int not null default 1,
  constraint cartons_pk primary key (tenant_id, id),
  constraint cartons_code_uq unique (tenant_id, code),
  constraint cartons_size_ck check (length_mm > 0 and width_mm > 0 and height_mm > 0 and weight_g >= 0 and max_weight_g > 0),
  constraint cartons_status_ck check (status in ('active', 'closed'))
);
select app_distribute('cartons');
select app_secure('cartons', 'select, insert, update');

alter table packings add column carton_id uuid;
alter table packings add constraint packings_carton_fk foreign key (tenant_id, carton_id) references cartons (tenant_id, id);

-- ── photos ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- How a parcel looked when it was packed. The file lies sealed in the store; a label on it may show an address.
create table packing_photos (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  fulfilment_id uuid not null,
  width int not null,
  height int not null,
  size int not null,
  hash bytea not null,
  taken_by text not null,
  station text not null default '',
  taken_at timestamptz not null,
  constraint packing_photos_pk primary key (tenant_id, id),
  constraint packing_photos_hash_uq unique (tenant_id, fulfilment_id, hash),
  constraint packing_photos_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id)
);
create index packing_photos_parcel_ix on packing_photos (tenant_id, fulfilment_id, taken_at, id);
create index packing_photos_age_ix on packing_photos (tenant_id, taken_at);
select app_distribute('packing_photos');
select app_secure('packing_photos');
