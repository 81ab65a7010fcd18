-- Mails of a company are messages of its dispatch center: found by an id that begins with its time (a mail's own id may be that of what it tells
-- of), with whom it went to in a mask, how long it took, and whether somebody tries it at this moment.
alter table mails add column message_id uuid not null default gen_random_uuid();
alter table mails add column told_to text not null default '';
alter table mails add column took_ms int;
alter table mails add column taken_at timestamptz;
update mails set message_id = (
  select (substr(h.ms, 1, 8) || '-' || substr(h.ms, 9, 4) || '-7' || substr(h.tail, 1, 3) || '-8' || substr(h.tail, 4, 3) || '-' || substr(h.tail, 7, 12))::uuid
    from (select lpad(to_hex((extract(epoch from mails.created_at) * 1000)::bigint), 12, '0') as ms, md5(mails.id::text) as tail) h)
 where tenant_id is not null;

-- The list goes by the message's id; the figures look at what waits and at what ended in their window, however much lies before it.
drop index mails_tenant_ix;
create unique index mails_message_ix on mails (tenant_id, message_id) where tenant_id is not null;
create index mails_open_ix on mails (tenant_id, created_at) where tenant_id is not null and sent_at is null and failed_at is null;
create index mails_sent_ix on mails (tenant_id, sent_at) where tenant_id is not null and sent_at is not null;
create index mails_failed_ix on mails (tenant_id, failed_at) where tenant_id is not null and failed_at is not null;
