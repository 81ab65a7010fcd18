-- Pasted numbers find more than orders now: a set means rows of one list and nothing in any other.
alter table number_sets add column list text not null default 'orders';
