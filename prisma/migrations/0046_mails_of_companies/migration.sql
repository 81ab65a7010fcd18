-- Whose mails are on their way: what a company sends to its people counts on its map. Mails about a user's own account are of no company.
alter table mails add column tenant_id uuid;
create index mails_tenant_ix on mails (tenant_id, created_at) where tenant_id is not null;
