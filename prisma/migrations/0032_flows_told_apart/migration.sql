-- What was asked of a marketplace, told apart by the limit it counts against: one that is used up stops its own calls only.
alter table channel_calls add column bucket text not null default 'default';
alter table channel_calls drop constraint channel_calls_pk;
alter table channel_calls add constraint channel_calls_pk primary key (tenant_id, shop_id, minute, bucket);

-- How long the work on a message took, and how often it was tried, where so far only its beginning and end were known.
alter table channel_deliveries add column took_ms int;
alter table stock_pushes add column took_ms int;
alter table stock_pushes add column attempts int not null default 1;
