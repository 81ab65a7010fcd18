-- What a shop promises about returns: within how many days of delivery (0: it states nothing), and how and where to.
alter table shops add column return_days int not null default 0;
alter table shops add column return_text text not null default '';
alter table shops add constraint shops_return_days_ck check (return_days between 0 and 365);
