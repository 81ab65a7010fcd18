-- ── programs outside that are told what happens here ─────────────────────────────────────────────────────────────────
-- secret: sealed; the old one signs beside it until old_until. state: active · paused by a person · disabled after long failure.
create table webhooks (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  shop_ids uuid[],
  secret bytea not null,
  old_secret bytea,
  old_until timestamptz,
  state text not null default 'active',
  failures int not null default 0,
  failing_since timestamptz,
  trouble text,
  ok_at timestamptz,
  due_at timestamptz not null,
  lease uuid,
  lease_until timestamptz,
  -- what happened before it is not told: the moment it was made, or went on after a pause
  since timestamptz not null,
  -- events before it were looked through once more, should a wake-up have been lost
  swept_at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint webhooks_pk primary key (tenant_id, id),
  constraint webhooks_state_ck check (state in ('active', 'paused', 'disabled')),
  constraint webhooks_failures_ck check (failures >= 0)
);
select app_distribute('webhooks');
select app_secure('webhooks');

-- ── what they are told: written down before it is sent, kept until it was taken, and a while longer ──────────────────
-- subject: what it is about; of one subject the next is sent when the one before was taken or given up.
-- dedupe: the same thing is written down once, however often somebody comes by. body: the very text that is signed and sent.
create table webhook_messages (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  webhook_id uuid not null,
  event text not null,
  subject uuid not null,
  order_id uuid,
  order_no text not null default '',
  shop_id uuid,
  dedupe text not null,
  body text not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  due_at timestamptz not null,
  trouble text,
  status int,
  took_ms int,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint webhook_messages_pk primary key (tenant_id, id),
  constraint webhook_messages_webhook_fk foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id) on delete cascade,
  constraint webhook_messages_dedupe_uq unique (tenant_id, webhook_id, dedupe),
  constraint webhook_messages_state_ck check (state in ('waiting', 'taken', 'dead')),
  constraint webhook_messages_attempts_ck check (attempts >= 0)
);
create index webhook_messages_due_ix on webhook_messages (tenant_id, webhook_id, due_at) where state = 'waiting';
create index webhook_messages_subject_ix on webhook_messages (tenant_id, webhook_id, subject, id) where state = 'waiting';
create index webhook_messages_log_ix on webhook_messages (tenant_id, webhook_id, id desc);
create index webhook_messages_dead_ix on webhook_messages (tenant_id, id desc) where state = 'dead';
create index webhook_messages_order_ix on webhook_messages (tenant_id, order_id) where order_id is not null;
select app_distribute('webhook_messages');
select app_secure('webhook_messages');

-- ── what was asked of marketplaces, by shop and minute: every call, whoever made it ──────────────────────────────────
create table channel_calls (
  tenant_id uuid not null default app_tenant(),
  shop_id uuid not null,
  minute timestamptz not null,
  calls int not null,
  constraint channel_calls_pk primary key (tenant_id, shop_id, minute),
  constraint channel_calls_shop_fk foreign key (tenant_id, shop_id) references shops (tenant_id, id),
  constraint channel_calls_count_ck check (calls > 0)
);
select app_distribute('channel_calls');
select app_secure('channel_calls');

-- The hour at night at which all of a shop's figures are computed anew and compared; by the shop's own clock.
alter table shop_rules add column compare_hour int not null default 3;
alter table shop_rules add constraint shop_rules_compare_ck check (compare_hour between 0 and 23);
alter table shop_flows add column compared_at timestamptz;

-- When a pull last began its channel's whole overlap before the cursor, and not only where the one before ended.
alter table shop_connections add column looked_back_at timestamptz;
