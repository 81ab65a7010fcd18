-- regions: [{ province, rank }], the lower the nearer; a warehouse without any is equally far from everywhere.
alter table warehouses add column regions jsonb not null default '[]';

-- ── bundles: a SKU that is made of others has no stock of its own ────────────────────────────────────────────────────
alter table skus add column bundle boolean not null default false;

create table sku_components (
  tenant_id uuid not null default app_tenant(),
  sku_id uuid not null,
  component_id uuid not null,
  position int not null,
  quantity int not null,
  constraint sku_components_pk primary key (tenant_id, sku_id, component_id),
  constraint sku_components_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint sku_components_component_fk foreign key (tenant_id, component_id) references skus (tenant_id, id),
  constraint sku_components_self_ck check (sku_id <> component_id),
  constraint sku_components_quantity_ck check (quantity between 1 and 1000)
);
create index sku_components_component_ix on sku_components (tenant_id, component_id);
select app_distribute('sku_components');
select app_secure('sku_components');

-- What an order line on a bundle is made of, frozen with its shares of the line's money when the order is allocated.
create table order_line_parts (
  tenant_id uuid not null default app_tenant(),
  order_line_id uuid not null,
  sku_id uuid not null,
  order_id uuid not null,
  position int not null,
  quantity int not null,
  goods_minor bigint not null,
  discount_minor bigint not null,
  freight_minor bigint not null,
  constraint order_line_parts_pk primary key (tenant_id, order_line_id, sku_id),
  constraint order_line_parts_line_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id),
  constraint order_line_parts_sku_fk foreign key (tenant_id, sku_id) references skus (tenant_id, id),
  constraint order_line_parts_quantity_ck check (quantity > 0)
);
create index order_line_parts_order_ix on order_line_parts (tenant_id, order_id);
select app_distribute('order_line_parts');
select app_secure('order_line_parts');
