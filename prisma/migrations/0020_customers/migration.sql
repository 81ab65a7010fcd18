-- ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A product's grams hold those of all its SKUs, so SKUs are found by them, too; the second list cost four fifths of an import.
drop table sku_grams;
-- Who deletes a product deletes its grams in the same transaction; asking for each gram whether its product exists cost as much as writing it.
alter table product_grams drop constraint product_grams_product_fk;

-- ── customers: people who buy, each with the names they buy under ────────────────────────────────────────────────────
-- body: sealed JSON of name, phone, e-mail, channel identities and addresses; masked is what lists show; words: the sealed note.
create table customers (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  number text not null,
  body bytea not null,
  masked jsonb not null,
  words bytea not null default '',
  group_name text not null default '',
  tags jsonb not null default '[]',
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint customers_pk primary key (tenant_id, id),
  constraint customers_number_uq unique (tenant_id, number)
);
create index customers_new_ix on customers (tenant_id, created_at desc, id desc);
create index customers_group_ix on customers (tenant_id, group_name, created_at desc, id desc) where group_name <> '';
select app_distribute('customers');
select app_secure('customers');

-- Blind indexes by which a customer is found. The telling ones (phone, e-mail, channel identity) belong to one customer alone, and are
-- the same as those of order_search: so an order finds its customer, and a customer the orders.
create table customer_tokens (
  tenant_id uuid not null default app_tenant(),
  token bigint not null,
  customer_id uuid not null,
  telling boolean not null,
  constraint customer_tokens_pk primary key (tenant_id, token, customer_id)
);
create unique index customer_tokens_telling_uq on customer_tokens (tenant_id, token) where telling;
create index customer_tokens_customer_ix on customer_tokens (tenant_id, customer_id);
select app_distribute('customer_tokens');
select app_secure('customer_tokens');

-- ── an import of orders taken back ───────────────────────────────────────────────────────────────────────────────────
-- The app role may remove neither orders nor their events. This removes orders nothing hangs on: whatever else refers to one holds it
-- by its foreign key. The setting opens the trigger alone; without the privilege that only this function has, it opens nothing.
create or replace function app_seal_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('app.taking_back', true) = 'orders' and tg_relid = 'order_events'::regclass then
    return old;
  end if;
  if tg_op = 'UPDATE' and old.words is null and length(new.words) > 0 and (to_jsonb(new) ->> tg_argv[0]) = ''
     and (to_jsonb(new) - tg_argv[0] - 'words') = (to_jsonb(old) - tg_argv[0] - 'words') then
    return new;
  end if;
  raise exception 'append-only' using errcode = '23001';
end $$;

create function orders_take_back(ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t constant uuid := app_tenant();
begin
  set local app.taking_back = 'orders';
  delete from order_search where tenant_id = t and order_id = any(ids);
  delete from order_holds where tenant_id = t and order_id = any(ids);
  delete from order_tags where tenant_id = t and order_id = any(ids);
  delete from rule_dues where tenant_id = t and order_id = any(ids);
  delete from rule_traces where tenant_id = t and order_id = any(ids);
  delete from order_events where tenant_id = t and order_id = any(ids);
  delete from raw_orders where tenant_id = t and order_id = any(ids);
  delete from order_lines where tenant_id = t and order_id = any(ids);
  delete from orders where tenant_id = t and id = any(ids);
  set local app.taking_back = '';
end $$;
revoke all on function orders_take_back(uuid[]) from public;
grant execute on function orders_take_back(uuid[]) to caravan_app;

-- ── notices by mail: set for those whose member wants this kind by mail, until one has left ──────────────────────────
alter table notices add column mail_due boolean not null default false;
create index notices_mail_ix on notices (tenant_id, id) where mail_due;
