-- Who was told to come back for a token keeps its place, so that nobody who comes later is served before: in order, who and until when
-- (milliseconds) it is kept; in the bucket's own row, for both change together under one lock.
alter table channel_buckets add column places jsonb not null default '[]';
-- account: by what the marketplace counts the shop's calls, known since its last pull: shops with the same one plan their pulls together.
-- pull_rest: what is left of a pull that ran out of what the marketplace grants, and the page where it goes on.
alter table shop_connections add column account text, add column pull_rest jsonb;
