-- What a marketplace grants one seller's application, shared by all shops it serves and all workers: workers take tokens in small batches.
-- account: a digest of what the marketplace counts by. micro: millionths of a token that the bucket held at that
-- moment, less than none where some have been promised. taken: what the last batch was given, from which the wait is told.
create table channel_buckets (
  tenant_id uuid not null default app_tenant(),
  account text not null,
  operation text not null,
  micro bigint not null,
  taken int not null default 0,
  at timestamptz not null,
  constraint channel_buckets_pk primary key (tenant_id, account, operation)
);
select app_distribute('channel_buckets');
select app_secure('channel_buckets');
