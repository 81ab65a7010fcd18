-- When a carrier fetches: what has not been shipped until then leaves a day later. local_time: HH:MM on the company's clock.
create table carrier_cut_offs (
  tenant_id uuid not null default app_tenant(),
  warehouse_id uuid not null,
  carrier_code text not null,
  local_time text not null,
  constraint carrier_cut_offs_pk primary key (tenant_id, warehouse_id, carrier_code),
  constraint carrier_cut_offs_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint carrier_cut_offs_time_ck check (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')
);
select app_distribute('carrier_cut_offs');
select app_secure('carrier_cut_offs');

-- Bins that are picked from and filled up again out of others: below `least` somebody is sent, up to `most`.
create table pick_faces (
  tenant_id uuid not null default app_tenant(),
  bin_id uuid not null,
  sku_id uuid not null,
  warehouse_id uuid not null,
  least int not null,
  most int not null,
  constraint pick_faces_pk primary key (tenant_id, bin_id, sku_id),
  constraint pick_faces_bin_fk foreign key (tenant_id, bin_id) references bins (tenant_id, id),
  constraint pick_faces_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint pick_faces_warehouse_fk foreign key (tenant_id, warehouse_id) references warehouses (tenant_id, id),
  constraint pick_faces_size_ck check (least > 0 and most >= least)
);
create index pick_faces_warehouse_ix on pick_faces (tenant_id, warehouse_id, sku_id);
select app_distribute('pick_faces');
select app_secure('pick_faces');
