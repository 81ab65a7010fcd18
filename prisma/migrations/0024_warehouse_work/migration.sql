-- ── what has been picked ─────────────────────────────────────────────────────────────────────────────────────────────
-- The packing place of a warehouse: goods between their bin and the door lie here, so that bins never claim what a cart holds.
alter table bins add column is_staging boolean not null default false;
alter table bins add constraint bins_staging_ck check (not is_staging or (status = 'active' and capacity is null and not is_default and zone_id is null));
create unique index bins_staging_uq on bins (tenant_id, warehouse_id) where is_staging;

-- How many of the units kept for a parcel lie at the packing place, picked for it.
alter table reservations add column staged int not null default 0;
alter table reservations add constraint reservations_staged_ck check (staged >= 0 and staged <= quantity);
create index reservations_staged_ix on reservations (tenant_id, sku_id, warehouse_id) where state = 'open' and staged > 0;

-- ── stations and people ──────────────────────────────────────────────────────────────────────────────────────────────
-- A shared device is bound once, by a token of which only the hash is kept; who stands at it changes many times a day.
create table stations (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  warehouse_id uuid not null,
  name text not null,
  status text not null default 'active',
  token_hash bytea,
  bound_at timestamptz,
  member_id uuid,
  signed_in_at timestamptz,
  seen_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  constraint stations_pk primary key (tenant_id, id),
  constraint stations_name_uq unique (tenant_id, warehouse_id, name),
  constraint stations_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint stations_member_fk foreign key (tenant_id, member_id) references members (tenant_id, id),
  constraint stations_status_ck check (status in ('active', 'closed')),
  constraint stations_signed_in_ck check ((member_id is null) = (signed_in_at is null))
);
select app_distribute('stations');
select app_secure('stations', 'select, insert, update');

-- By what a member signs in at a station: a staff number with a PIN, or a badge. Both are kept as hashes.
create table floor_people (
  tenant_id uuid not null default app_tenant(),
  member_id uuid not null,
  staff_no text not null,
  pin_hash text,
  badge_hash bytea,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint floor_people_pk primary key (tenant_id, member_id),
  constraint floor_people_staff_no_uq unique (tenant_id, staff_no),
  constraint floor_people_badge_uq unique (tenant_id, badge_hash),
  constraint floor_people_member_fk foreign key (tenant_id, member_id) references members (tenant_id, id)
);
select app_distribute('floor_people');
select app_secure('floor_people');

-- ── waves ────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table waves (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  warehouse_id uuid not null,
  kind text not null,
  state text not null default 'released',
  carrier_code text,
  choice jsonb not null default '{}',
  parcels int not null,
  units int not null,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  picked_at timestamptz,
  closed_at timestamptz,
  version int not null default 1,
  constraint waves_pk primary key (tenant_id, id),
  constraint waves_number_uq unique (tenant_id, number),
  constraint waves_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint waves_kind_ck check (kind in ('by_order', 'batch', 'cart')),
  constraint waves_state_ck check (state in ('released', 'picking', 'picked', 'done', 'cancelled')),
  constraint waves_size_ck check (parcels > 0 and units > 0)
);
create index waves_new_ix on waves (tenant_id, created_at desc, id desc);
create index waves_open_ix on waves (tenant_id, warehouse_id, created_at) where state in ('released', 'picking', 'picked');
select app_distribute('waves');
select app_secure('waves', 'select, insert, update');

-- slot: place of the parcel on the cart or the sorting wall. left_at: taken out of the wave before it was packed.
create table wave_parcels (
  tenant_id uuid not null default app_tenant(),
  wave_id uuid not null,
  fulfilment_id uuid not null,
  slot int not null,
  left_at timestamptz,
  constraint wave_parcels_pk primary key (tenant_id, wave_id, fulfilment_id),
  constraint wave_parcels_slot_uq unique (tenant_id, wave_id, slot),
  constraint wave_parcels_wave_fk foreign key (tenant_id, wave_id) references waves (tenant_id, id),
  constraint wave_parcels_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id)
);
-- A parcel is in one wave at a time.
create unique index wave_parcels_open_uq on wave_parcels (tenant_id, fulfilment_id) where left_at is null;
select app_distribute('wave_parcels');
select app_secure('wave_parcels', 'select, insert, update');

-- Units of one SKU for one parcel out of one bin. What is open here is promised in that bin: no second wave is sent for it.
create table pick_tasks (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  wave_id uuid not null,
  fulfilment_id uuid not null,
  sku_id uuid not null,
  bin_id uuid not null,
  quantity int not null,
  picked int not null default 0,
  sorted int not null default 0,
  state text not null default 'open',
  constraint pick_tasks_pk primary key (tenant_id, id),
  constraint pick_tasks_parcel_fk foreign key (tenant_id, wave_id, fulfilment_id) references wave_parcels (tenant_id, wave_id, fulfilment_id),
  constraint pick_tasks_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint pick_tasks_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint pick_tasks_picked_ck check (quantity > 0 and picked >= 0 and picked <= quantity),
  constraint pick_tasks_sorted_ck check (sorted >= 0 and sorted <= picked),
  constraint pick_tasks_state_ck check (state in ('open', 'done', 'short', 'cancelled')),
  constraint pick_tasks_done_ck check (state <> 'done' or picked = quantity)
);
create index pick_tasks_wave_ix on pick_tasks (tenant_id, wave_id, sku_id);
create index pick_tasks_parcel_ix on pick_tasks (tenant_id, fulfilment_id);
create index pick_tasks_bin_ix on pick_tasks (tenant_id, bin_id, sku_id) where state = 'open';
select app_distribute('pick_tasks');
select app_secure('pick_tasks', 'select, insert, update');

-- A bin that held less than the books say. Until somebody has looked, no wave is sent for what is missing there.
create table shortages (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  wave_id uuid not null,
  warehouse_id uuid not null,
  bin_id uuid not null,
  sku_id uuid not null,
  missing int not null,
  state text not null default 'open',
  reported_by text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint shortages_pk primary key (tenant_id, id),
  constraint shortages_wave_fk foreign key (tenant_id, wave_id) references waves (tenant_id, id),
  constraint shortages_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint shortages_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint shortages_missing_ck check (missing > 0),
  constraint shortages_state_ck check (state in ('open', 'found', 'lost')),
  constraint shortages_settled_ck check ((state = 'open') = (settled_at is null))
);
create index shortages_open_ix on shortages (tenant_id, warehouse_id, bin_id, sku_id) where state = 'open';
create index shortages_new_ix on shortages (tenant_id, created_at desc, id desc);
select app_distribute('shortages');
select app_secure('shortages', 'select, insert, update');

-- ── the packing place ────────────────────────────────────────────────────────────────────────────────────────────────
create table packings (
  tenant_id uuid not null default app_tenant(),
  fulfilment_id uuid not null,
  opened_at timestamptz not null,
  packed_at timestamptz,
  expected_g int,
  packaging_g int not null default 0,
  weight_g int,
  weighed_at timestamptz,
  accepted_by text,
  constraint packings_pk primary key (tenant_id, fulfilment_id),
  constraint packings_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  constraint packings_weight_ck check (weight_g > 0 and packaging_g >= 0 and expected_g >= 0)
);
select app_distribute('packings');
select app_secure('packings');

create table packing_lines (
  tenant_id uuid not null default app_tenant(),
  fulfilment_id uuid not null,
  sku_id uuid not null,
  quantity int not null,
  checked int not null default 0,
  constraint packing_lines_pk primary key (tenant_id, fulfilment_id, sku_id),
  constraint packing_lines_packing_fk foreign key (tenant_id, fulfilment_id) references packings (tenant_id, fulfilment_id),
  constraint packing_lines_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint packing_lines_checked_ck check (checked >= 0 and checked <= quantity)
);
select app_distribute('packing_lines');
select app_secure('packing_lines');

-- ── scans ────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Who did what with which goods, at which station and when; also what was refused there. The id is made where the scan is
-- made, so that a scan that is sent again after a lost connection finds its answer here instead of a second effect.
create table scans (
  tenant_id uuid not null default app_tenant(),
  id text not null,
  operation text not null,
  station_id uuid not null,
  warehouse_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  actor text not null,
  at timestamptz not null,
  scanned_at timestamptz not null,
  verdict text not null,
  code text,
  wave_id uuid,
  fulfilment_id uuid,
  sku_id uuid,
  bin_id uuid,
  quantity int not null default 0,
  request_hash bytea not null,
  answer jsonb not null,
  constraint scans_pk primary key (tenant_id, id),
  constraint scans_station_fk foreign key (tenant_id, station_id) references stations (tenant_id, id),
  constraint scans_verdict_ck check ((verdict = 'ok' and code is null) or (verdict = 'refused' and code is not null))
);
create index scans_new_ix on scans (tenant_id, at desc, id desc);
create index scans_parcel_ix on scans (tenant_id, fulfilment_id, at) where fulfilment_id is not null;
create index scans_wave_ix on scans (tenant_id, wave_id, at) where wave_id is not null;
select app_distribute('scans');
select app_secure('scans', 'select, insert');
create trigger scans_append_only before update or delete on scans for each row execute function app_append_only();

-- Pieces by hour, person, work and SKU, written with each scan: piece wages and output are read without reading the scans.
-- A parcel that is weighed or shipped is one piece of the SKU of nothing.
create table work_pieces (
  tenant_id uuid not null default app_tenant(),
  warehouse_id uuid not null,
  hour timestamptz not null,
  actor_id uuid not null,
  operation text not null,
  sku_id uuid not null,
  actor text not null,
  pieces int not null default 0,
  scans int not null default 0,
  refused int not null default 0,
  constraint work_pieces_pk primary key (tenant_id, warehouse_id, hour, actor_id, operation, sku_id),
  constraint work_pieces_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
select app_distribute('work_pieces');
select app_secure('work_pieces', 'select, insert, update');

-- ── hand-over to carriers ────────────────────────────────────────────────────────────────────────────────────────────
create table hand_overs (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  warehouse_id uuid not null,
  carrier_code text not null,
  parcels int not null,
  weight_g int not null,
  created_by text not null,
  created_at timestamptz not null,
  constraint hand_overs_pk primary key (tenant_id, id),
  constraint hand_overs_number_uq unique (tenant_id, number),
  constraint hand_overs_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id)
);
create index hand_overs_new_ix on hand_overs (tenant_id, created_at desc, id desc);
select app_distribute('hand_overs');
select app_secure('hand_overs', 'select, insert');

create table hand_over_parcels (
  tenant_id uuid not null default app_tenant(),
  hand_over_id uuid not null,
  fulfilment_id uuid not null,
  tracking_no text not null,
  weight_g int,
  constraint hand_over_parcels_pk primary key (tenant_id, hand_over_id, fulfilment_id),
  constraint hand_over_parcels_list_fk foreign key (tenant_id, hand_over_id) references hand_overs (tenant_id, id),
  constraint hand_over_parcels_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id)
);
create index hand_over_parcels_parcel_ix on hand_over_parcels (tenant_id, fulfilment_id, tracking_no);
select app_distribute('hand_over_parcels');
select app_secure('hand_over_parcels', 'select, insert');
