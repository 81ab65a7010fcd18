-- Equal for orders to one name, phone and address, whoever the buyer is on whichever marketplace. NULL: not worked out yet; 0: too little to tell.
alter table orders add column address_key bigint;
create index orders_address_ix on orders (tenant_id, address_key) where state = 'awaiting_shipment' and address_key is not null and address_key <> 0;
