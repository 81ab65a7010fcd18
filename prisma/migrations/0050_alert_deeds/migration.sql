-- A second thing done about an alert does not hide the first: `deed` and its columns tell the latest, these the ones before it, oldest first.
alter table stock_alerts add column earlier_deeds jsonb not null default '[]';
alter table stock_alerts add constraint stock_alerts_earlier_ck check (jsonb_typeof(earlier_deeds) = 'array' and (deed is not null or earlier_deeds = '[]'));
