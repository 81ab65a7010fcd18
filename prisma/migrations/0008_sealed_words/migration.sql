-- What people type as a reason or a note may hold a buyer's name and number: it is sealed like order notes, in `words`, and the text
-- column beside it keeps codes only. words: null = written before texts were sealed, empty = nothing was typed. A migration has no
-- key, so the old texts stay readable where they are until the job `words.seal` has sealed them.
alter table order_events add column words bytea;
alter table order_events alter column words set default '';
alter table order_holds add column words bytea;
alter table order_holds alter column words set default '';
alter table stock_movements add column words bytea;
alter table stock_movements alter column words set default '';
alter table stock_adjustments add column words bytea;
alter table stock_adjustments alter column words set default '';
alter table stock_adjustments alter column reason set default '';

-- Append-only, but for one thing, once: a text in clear (the trigger's argument names its column) gives way to its sealed form.
create function app_seal_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.words is null and length(new.words) > 0 and (to_jsonb(new) ->> tg_argv[0]) = ''
     and (to_jsonb(new) - tg_argv[0] - 'words') = (to_jsonb(old) - tg_argv[0] - 'words') then
    return new;
  end if;
  raise exception 'append-only' using errcode = '23001';
end $$;

drop trigger order_events_append_only on order_events;
create trigger order_events_seal_only before update or delete on order_events for each row execute function app_seal_only('reason');
drop trigger stock_movements_append_only on stock_movements;
create trigger stock_movements_seal_only before update or delete on stock_movements for each row execute function app_seal_only('note');
create trigger stock_adjustments_seal_only before update or delete on stock_adjustments for each row execute function app_seal_only('reason');
grant update (reason, words) on order_events to caravan_app;
grant update (note, words) on stock_movements to caravan_app;
grant update (reason, words) on stock_adjustments to caravan_app;

-- What is left to seal; empty for ever once it is done. Old events told codes, warehouses and tracking numbers in the same column:
-- of what did not come from the workers everything that is no known code is sealed, rather too much than too little.
create index order_events_clear_ix on order_events (tenant_id, order_id, seq)
  where words is null and actor_kind <> 'system' and reason not in ('', 'member', 'key', 'channel', 'cancelled', 'approved', 'mapped',
    'shipped_elsewhere', 'lines_changed', 'stock_lost', 'tracking', 'short', 'part');
create index order_holds_clear_ix on order_holds (tenant_id, order_id, code) where words is null and note not in ('', 'lines_changed');
create index stock_movements_clear_ix on stock_movements (tenant_id, id) where words is null and note <> '';
create index stock_adjustments_clear_ix on stock_adjustments (tenant_id, id) where words is null and reason <> '';
