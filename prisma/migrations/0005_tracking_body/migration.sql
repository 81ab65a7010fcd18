-- Carriers write who has signed and on which number they called: what they say is sealed like all personal data.
alter table tracking_events drop column text;
alter table tracking_events add column body bytea;
