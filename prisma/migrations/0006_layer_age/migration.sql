-- What is left of receipts, the oldest first.
create index cost_layers_age_ix on cost_layers (tenant_id, received_at, id) where quantity_left > 0;
