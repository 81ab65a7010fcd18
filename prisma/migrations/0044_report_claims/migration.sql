-- Whose word ends a report: a job that comes back after its time must not end, or free, what another has taken up since.
alter table shipment_reports add column claim uuid;
