-- What is typed when rules are published may name a buyer: sealed in `words` like every other typed text; what was written before stays
-- readable in `note` until `words.seal` has been there.
alter table rule_versions add column words bytea;
alter table rule_versions alter column words set default '';
drop trigger rule_versions_append_only on rule_versions;
create trigger rule_versions_seal_only before update or delete on rule_versions for each row execute function app_seal_only('note');
grant update (note, words) on rule_versions to caravan_app;
create index rule_versions_clear_ix on rule_versions (tenant_id, kind, version) where words is null and note <> '';

-- The carrier that a routing rule prefers for what is in the parcel; whoever ships it may take another.
alter table fulfilments add column preferred_carrier text;
