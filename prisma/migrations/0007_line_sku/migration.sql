-- The orders of one SKU, under whatever code it was sold: codes may change, what the line was mapped to does not.
create index order_lines_sku_ix on order_lines (tenant_id, sku_id, order_id) where sku_id is not null and quantity > 0;
