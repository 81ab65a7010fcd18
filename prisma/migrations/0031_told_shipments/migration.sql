-- What a marketplace was told of a parcel: left anew under another number it is told again, and its change is asked for.
-- claimed_until: somebody tells it at this moment; of one order no two parcels are told beside each other.
alter table shipment_reports
  add column told_carrier text,
  add column told_tracking_no text,
  add column claimed_until timestamptz;
create index shipment_reports_shop_due_ix on shipment_reports (tenant_id, shop_id, due_at) where state = 'waiting';

-- The breaker of all that is said to a marketplace one by one: how often it failed on end, and when it is asked again.
alter table shop_connections
  add column call_failures int not null default 0,
  add column calls_after timestamptz,
  add constraint shop_connections_call_failures_ck check (call_failures >= 0);
