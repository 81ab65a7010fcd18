-- Roles exist before any migration (scripts/lib/roles.ts); this file knows them by name:
-- caravan_owner (DDL), caravan_app (web, workers), caravan_auth (sign-in), caravan_relay (owner of the few security definer functions).

revoke all on schema public from public;
grant usage on schema public to caravan_app, caravan_auth, caravan_relay;

-- After a transaction the setting reads '' and not null, hence nullif. STABLE, never IMMUTABLE: a named statement would keep the first tenant.
create function app_tenant() returns uuid language sql stable
  as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- The only way to bind a tenant. `set local` inside plpgsql reaches worker nodes of a distributed database too; set_config does not.
create function app_set_tenant(t uuid) returns void language plpgsql
  as $$ begin execute format('set local app.tenant_id = %L', t); end $$;

-- Policy, force and grants of one tenant table. `privileges` is narrower for append-only tables.
create function app_secure(t regclass, privileges text default 'select, insert, update, delete') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant on %s using (tenant_id = app_tenant()) with check (tenant_id = app_tenant())', t);
  execute format('grant %s on %s to caravan_app', privileges, t);
end $$;

-- Does nothing on one machine; with the citus extension the table is spread by tenant.
create function app_distribute(t regclass) returns void language plpgsql as $$
begin
  if exists (select 1 from pg_extension where extname = 'citus') then
    execute format('select create_distributed_table(%L, ''tenant_id'', colocate_with => ''companies'')', t::text);
  end if;
end $$;

create function app_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'append-only' using errcode = '23001';
end $$;

-- ── Global tables: what must be known before a tenant is. Only caravan_auth reads them. ──────────────────────────────
create table tenants (
  id uuid not null,
  slug text not null,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  constraint tenants_pk primary key (id),
  constraint tenants_slug_uq unique (slug),
  constraint tenants_slug_ck check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  constraint tenants_status_ck check (status in ('active', 'closed'))
);

create table users (
  id uuid not null,
  email text not null,
  email_key text not null,
  name text not null,
  password_hash text,
  locale text,
  created_at timestamptz not null default now(),
  constraint users_pk primary key (id),
  constraint users_email_key_uq unique (email_key)
);

create table memberships (
  user_id uuid not null,
  tenant_id uuid not null,
  member_id uuid not null,
  created_at timestamptz not null default now(),
  constraint memberships_pk primary key (user_id, tenant_id),
  constraint memberships_user_fk foreign key (user_id) references users (id),
  constraint memberships_tenant_fk foreign key (tenant_id) references tenants (id)
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  tenant_id uuid not null,
  member_id uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text,
  constraint sessions_pk primary key (id),
  constraint sessions_user_fk foreign key (user_id) references users (id)
);
create index sessions_user_ix on sessions (user_id);

create table api_key_routes (
  key_hash bytea not null,
  tenant_id uuid not null,
  api_key_id uuid not null,
  created_at timestamptz not null default now(),
  constraint api_key_routes_pk primary key (key_hash),
  constraint api_key_routes_tenant_fk foreign key (tenant_id) references tenants (id)
);

create table invitations (
  token_hash bytea not null,
  tenant_id uuid not null,
  member_id uuid not null,
  email text not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  constraint invitations_pk primary key (token_hash),
  constraint invitations_tenant_fk foreign key (tenant_id) references tenants (id)
);

-- One row per throttled subject (hash of account, of address, of device). No address stands in it in clear.
create table login_throttles (
  subject bytea not null,
  failures int not null default 0,
  blocked_until timestamptz,
  updated_at timestamptz not null default now(),
  constraint login_throttles_pk primary key (subject)
);

-- A device that signed in before passes the soft lock of its account, so that nobody can shut an owner out.
create table known_devices (
  device_hash bytea not null,
  user_id uuid not null,
  last_seen_at timestamptz not null default now(),
  constraint known_devices_pk primary key (device_hash, user_id),
  constraint known_devices_user_fk foreign key (user_id) references users (id)
);

grant select, insert, update, delete on tenants, users, memberships, sessions, api_key_routes, invitations, login_throttles, known_devices
  to caravan_auth;

-- Heartbeats of worker processes; holds no tenant's data.
create table worker_heartbeats (
  worker_id text not null,
  beat_at timestamptz not null,
  queue_ok_at timestamptz,
  version text not null default '',
  constraint worker_heartbeats_pk primary key (worker_id)
);
grant select, insert, update, delete on worker_heartbeats to caravan_app;

-- ── The tenant's own platform tables ─────────────────────────────────────────────────────────────────────────────────
create table companies (
  tenant_id uuid not null default app_tenant(),
  name text not null,
  currency text not null,
  time_zone text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint companies_pk primary key (tenant_id),
  constraint companies_tenant_fk foreign key (tenant_id) references tenants (id),
  constraint companies_currency_ck check (currency ~ '^[A-Z]{3}$')
);
select app_distribute('companies');
select app_secure('companies', 'select, insert, update');
grant select, insert on companies to caravan_auth;

create table tenant_keys (
  tenant_id uuid not null default app_tenant(),
  key_version int not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  constraint tenant_keys_pk primary key (tenant_id, key_version)
);
select app_distribute('tenant_keys');
select app_secure('tenant_keys', 'select, insert');
grant insert on tenant_keys to caravan_auth;

create table roles (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  code text not null,
  name text not null,
  built_in boolean not null default false,
  version int not null default 1,
  constraint roles_pk primary key (tenant_id, id),
  constraint roles_code_uq unique (tenant_id, code)
);
select app_distribute('roles');
select app_secure('roles');

create table role_permissions (
  tenant_id uuid not null default app_tenant(),
  role_id uuid not null,
  permission text not null,
  constraint role_permissions_pk primary key (tenant_id, role_id, permission),
  constraint role_permissions_role_fk foreign key (tenant_id, role_id) references roles (tenant_id, id)
);
select app_distribute('role_permissions');
select app_secure('role_permissions');

-- shop_ids / warehouse_ids null: no limit.
create table members (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  user_id uuid,
  name text not null,
  email text not null,
  role_id uuid not null,
  shop_ids uuid[],
  warehouse_ids uuid[],
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint members_pk primary key (tenant_id, id),
  constraint members_email_uq unique (tenant_id, email),
  constraint members_role_fk foreign key (tenant_id, role_id) references roles (tenant_id, id)
);
select app_distribute('members');
select app_secure('members', 'select, insert, update');
grant select, insert, update on roles, role_permissions, members to caravan_auth;

create table api_keys (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  name text not null,
  hint text not null,
  role_id uuid not null,
  shop_ids uuid[],
  warehouse_ids uuid[],
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint api_keys_pk primary key (tenant_id, id),
  constraint api_keys_role_fk foreign key (tenant_id, role_id) references roles (tenant_id, id)
);
select app_distribute('api_keys');
select app_secure('api_keys', 'select, insert, update');
grant insert on api_keys to caravan_auth;

create table audit_log (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  refs jsonb not null default '[]',
  detail jsonb not null default '{}',
  request_id text,
  constraint audit_log_pk primary key (tenant_id, id),
  constraint audit_log_actor_ck check (actor_kind in ('member', 'key', 'system'))
);
create index audit_log_at_ix on audit_log (tenant_id, at desc, id desc);
select app_distribute('audit_log');
select app_secure('audit_log', 'select, insert');
create trigger audit_log_append_only before update or delete on audit_log for each row execute function app_append_only();

-- The chain over committed audit rows, written by the sealer alone: hash n = sha256(hash n-1 ‖ row).
create table audit_seals (
  tenant_id uuid not null default app_tenant(),
  seq bigint not null,
  audit_id uuid not null,
  hash bytea not null,
  constraint audit_seals_pk primary key (tenant_id, seq),
  constraint audit_seals_audit_uq unique (tenant_id, audit_id)
);
select app_distribute('audit_seals');
select app_secure('audit_seals', 'select, insert');
create trigger audit_seals_append_only before update or delete on audit_seals for each row execute function app_append_only();

create table outbox (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  event text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint outbox_pk primary key (tenant_id, id)
);
create index outbox_unsent_ix on outbox (tenant_id, id) where sent_at is null;
create index outbox_sent_ix on outbox (tenant_id, sent_at) where sent_at is not null;
select app_distribute('outbox');
select app_secure('outbox');

create table idempotency_keys (
  tenant_id uuid not null default app_tenant(),
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  answer bytea not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pk primary key (tenant_id, actor_id, key)
);
create index idempotency_keys_age_ix on idempotency_keys (tenant_id, created_at);
select app_distribute('idempotency_keys');
select app_secure('idempotency_keys', 'select, insert, delete');

-- What a task's calls to the outside answered, sealed: a task that starts again goes on after the last recorded step.
create table task_steps (
  tenant_id uuid not null default app_tenant(),
  task_key text not null,
  step text not null,
  answer bytea not null,
  at timestamptz not null default now(),
  constraint task_steps_pk primary key (tenant_id, task_key, step)
);
create index task_steps_age_ix on task_steps (tenant_id, at);
select app_distribute('task_steps');
select app_secure('task_steps', 'select, insert, delete');

create table number_blocks (
  tenant_id uuid not null default app_tenant(),
  kind text not null,
  day date not null,
  next_value int not null,
  constraint number_blocks_pk primary key (tenant_id, kind, day)
);
select app_distribute('number_blocks');
select app_secure('number_blocks');

-- ── Functions of the relay: look over all tenants, return ids only ───────────────────────────────────────────────────
create policy relay on outbox for select to caravan_relay using (true);
grant select on outbox to caravan_relay;
grant select (id, status) on tenants to caravan_relay;

create function relay_unsent_tenants(lim int) returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    with recursive t as (
      (select o.tenant_id from outbox o where o.sent_at is null order by o.tenant_id limit 1)
      union all
      select (select o.tenant_id from outbox o where o.sent_at is null and o.tenant_id > t.tenant_id order by o.tenant_id limit 1)
        from t where t.tenant_id is not null
    )
    select t.tenant_id from t where t.tenant_id is not null limit lim;
end $$;

create function schedule_tenants() returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select t.id from tenants t where t.status = 'active' order by t.id;
end $$;

grant create on schema public to caravan_relay;
alter function relay_unsent_tenants(int) owner to caravan_relay;
alter function schedule_tenants() owner to caravan_relay;
revoke create on schema public from caravan_relay;
revoke all on function relay_unsent_tenants(int), schedule_tenants() from public;
grant execute on function relay_unsent_tenants(int), schedule_tenants() to caravan_app;
