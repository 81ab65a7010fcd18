-- Papers that came later: a wave at a glance, marks of cartons, what a carrier signs, and the codes that scan pages understand.
alter table prints drop constraint prints_kind_ck;
alter table prints add constraint prints_kind_ck check (kind in ('label', 'packing_slip', 'pick_list', 'wave_summary', 'count_sheet', 'hand_over',
  'carton_mark', 'sku_label', 'bin_label', 'command_sheet'));
