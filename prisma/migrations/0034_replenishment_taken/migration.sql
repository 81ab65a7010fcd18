-- Who is just filling a bin up, so that no second one goes for the same goods. It holds for a while, or until something is brought.
alter table pick_faces
  add column taken_by uuid,
  add column taken_name text,
  add column taken_at timestamptz,
  add constraint pick_faces_taken_ck check ((taken_by is null) = (taken_at is null) and (taken_name is null) = (taken_at is null));
