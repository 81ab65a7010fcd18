-- Products by what their SKUs cost: a band of prices names few of many.
create index skus_price_ix on skus (tenant_id, currency, list_price_minor, product_id) where status = 'active';

-- Requests to send goods back, by their own number and the channel's.
create index return_requests_number_ix on return_requests (tenant_id, number);
create index return_requests_channel_no_ix on return_requests (tenant_id, channel_return_no);

-- The owner of the tables writes for all companies at once, which the policies forbid to everybody; they stand again below.
alter table products no force row level security;
alter table product_grams no force row level security;

-- Products by their attributes: one gram for each, beside those of their texts. Folded as the house folds what is typed.
insert into product_grams (tenant_id, gram, product_id)
select p.tenant_id, folded.name || E'\x1f' || folded.value, p.id
  from products p
 cross join lateral jsonb_each_text(p.attributes) a
 cross join lateral (select
    btrim(replace(replace(normalize(lower(normalize(a.key, nfkc) collate pg_unicode_fast), nfkc), 'ς', 'σ'), E'\x1f', ' ')) as name,
    btrim(replace(replace(normalize(lower(normalize(a.value, nfkc) collate pg_unicode_fast), nfkc), 'ς', 'σ'), E'\x1f', ' ')) as value) folded
    on conflict do nothing;

alter table products force row level security;
alter table product_grams force row level security;
