-- ── numbers of carriers ──────────────────────────────────────────────────────────────────────────────────────────────
-- A range of numbers that a carrier gave: prefix, and so many digits. Numbers are taken in sequence and never go back.
create table waybill_pools (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  carrier_code text not null,
  warehouse_id uuid,
  prefix text not null,
  digits int not null,
  first_value bigint not null,
  next_value bigint not null,
  last_value bigint not null,
  status text not null default 'active',
  created_by text not null,
  created_at timestamptz not null,
  version int not null default 1,
  constraint waybill_pools_pk primary key (tenant_id, id),
  constraint waybill_pools_first_uq unique (tenant_id, carrier_code, prefix, digits, first_value),
  constraint waybill_pools_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint waybill_pools_digits_ck check (digits between 4 and 18),
  constraint waybill_pools_values_ck check (first_value >= 0 and first_value <= last_value and next_value between first_value and last_value + 1
    and last_value < power(10::numeric, digits)),
  constraint waybill_pools_status_ck check (status in ('active', 'closed'))
);
create index waybill_pools_new_ix on waybill_pools (tenant_id, created_at desc, id desc);
create index waybill_pools_carrier_ix on waybill_pools (tenant_id, carrier_code, id);
select app_distribute('waybill_pools');
select app_secure('waybill_pools', 'select, insert, update');

-- A number that was given to a parcel. Voided or not, it is never given again: the unique key outlives it.
create table waybills (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  pool_id uuid not null,
  carrier_code text not null,
  number text not null,
  number_key text not null,
  fulfilment_id uuid not null,
  created_by text not null,
  created_at timestamptz not null,
  voided_at timestamptz,
  voided_by text,
  void_reason text,
  constraint waybills_pk primary key (tenant_id, id),
  constraint waybills_number_uq unique (tenant_id, carrier_code, number_key),
  constraint waybills_pool_fk foreign key (tenant_id, pool_id) references waybill_pools (tenant_id, id),
  constraint waybills_fulfilment_fk foreign key (tenant_id, fulfilment_id) references fulfilments (tenant_id, id),
  constraint waybills_void_ck check ((voided_at is null) = (void_reason is null) and (voided_at is null) = (voided_by is null))
);
-- Two who ask for the label of a parcel at once get one number.
create unique index waybills_open_uq on waybills (tenant_id, fulfilment_id) where voided_at is null;
create index waybills_fulfilment_ix on waybills (tenant_id, fulfilment_id);
create index waybills_new_ix on waybills (tenant_id, created_at desc, id desc);
create index waybills_pool_ix on waybills (tenant_id, pool_id, created_at desc, id desc);
create index waybills_key_ix on waybills (tenant_id, number_key);
select app_distribute('waybills');
select app_secure('waybills', 'select, insert, update');

-- ── what was printed ─────────────────────────────────────────────────────────────────────────────────────────────────
-- One row for each paper of one print. batch_id: the file it came in; copy: the how-manieth of this paper ever; copies: sheets of it in
-- the file. reference: its number, never a name of a person.
create table prints (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  batch_id uuid not null,
  position int not null,
  kind text not null,
  subject_id uuid not null,
  reference text not null,
  shop_id uuid,
  warehouse_id uuid,
  copy int not null,
  copies int not null,
  reason text,
  printed_by text not null,
  printed_by_id uuid not null,
  printed_at timestamptz not null,
  constraint prints_pk primary key (tenant_id, id),
  constraint prints_position_uq unique (tenant_id, batch_id, position),
  constraint prints_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint prints_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint prints_kind_ck check (kind in ('label', 'packing_slip', 'pick_list', 'count_sheet', 'sku_label', 'bin_label')),
  constraint prints_copies_ck check (copy > 0 and copies between 1 and 500)
);
create index prints_new_ix on prints (tenant_id, printed_at desc, id desc);
create index prints_kind_ix on prints (tenant_id, kind, printed_at desc, id desc);
create index prints_reference_ix on prints (tenant_id, reference, printed_at desc, id desc);
select app_distribute('prints');
select app_secure('prints', 'select, insert');

-- How often each paper was printed: counted up in one statement, so that of two at once one is the reprint.
create table print_counts (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  subject_id uuid not null,
  copies int not null,
  constraint print_counts_pk primary key (tenant_id, kind, subject_id)
);
select app_distribute('print_counts');
select app_secure('print_counts', 'select, insert, update');

-- How papers look: the company's, and a shop's own instead. body: sealed, since the sender may be a person.
create table print_settings (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  shop_id uuid,
  body bytea not null,
  updated_by text not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint print_settings_pk primary key (tenant_id, id),
  constraint print_settings_shop_uq unique nulls not distinct (tenant_id, shop_id),
  constraint print_settings_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id)
);
select app_distribute('print_settings');
select app_secure('print_settings', 'select, insert, update');
