-- Which mail tells of an alert: settled before it is written, so that a mail begun anew after a crash is the same one.
alter table stock_alerts add column mail_batch uuid;

-- Hours that a warehouse needs before a carrier can take an order along, and what a parcel from there costs by province:
-- [{"province": "浙江", "cost": "5.00"}], '*' for all others, in the company's currency.
alter table warehouses add column lead_hours int not null default 0;
alter table warehouses add constraint warehouses_lead_ck check (lead_hours between 0 and 720);
alter table warehouses add column freight jsonb not null default '[]';

-- Cancelled after it was paid: a task until the money is back, by the channel's word or by a person's.
alter table orders add column refund_done_at timestamptz;
create index orders_refund_due_ix on orders (tenant_id, id)
  where state = 'cancelled' and refunded_minor < paid_minor and refund_done_at is null;
