-- ── who a user is: proof of the address, second factor, links that are used once ─────────────────────────────────────
-- Null: nobody has shown yet that the address is theirs. Such an account does not stand in the way of an invitation.
alter table users add column email_proven_at timestamptz;

-- Links by mail, known by their hash alone.
create table user_tokens (
  token_hash bytea not null,
  user_id uuid not null,
  purpose text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint user_tokens_pk primary key (token_hash),
  constraint user_tokens_user_fk foreign key (user_id) references users (id),
  constraint user_tokens_purpose_ck check (purpose in ('reset', 'verify'))
);
create index user_tokens_user_ix on user_tokens (user_id);

-- The shared secret of an authenticator, sealed; last_step: the newest time step a code was taken for, so that none is taken twice.
create table second_factors (
  user_id uuid not null,
  sealed bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  constraint second_factors_pk primary key (user_id),
  constraint second_factors_user_fk foreign key (user_id) references users (id)
);

create table recovery_codes (
  user_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_codes_pk primary key (user_id, code_hash),
  constraint recovery_codes_user_fk foreign key (user_id) references users (id)
);

-- A pending session has proved the password and not yet the second factor: it opens nothing.
alter table sessions add column pending boolean not null default false;
alter table sessions add column second_factor_at timestamptz;
-- The role somebody looks through, read only.
alter table sessions add column view_role_id uuid;

-- The link that was mailed, as opposed to the one shown to whoever invites: who opens it has proved the address.
alter table invitations add column mailed boolean not null default false;

-- Mails on their way. Recipient, subject and text are sealed and forgotten once sent.
create table mails (
  id uuid not null,
  kind text not null,
  sealed bytea,
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,
  error text,
  created_at timestamptz not null default now(),
  constraint mails_pk primary key (id)
);
create index mails_due_ix on mails (due_at) where sealed is not null;

grant select, insert, update, delete on user_tokens, second_factors, recovery_codes, mails to caravan_auth;

-- ── the company's people ─────────────────────────────────────────────────────────────────────────────────────────────
-- Whoever holds the role must have proved a second factor.
alter table roles add column second_factor boolean not null default false;

alter table members add column last_seen_at timestamptz;
-- When the member put the list of first steps away.
alter table members add column setup_hidden_at timestamptz;

-- Licence, tax number and contacts, sealed with the company's key.
alter table companies add column profile bytea;

alter table api_keys add column last_used_at timestamptz;

-- What programs asked for: bounded by the writer, forgotten by the clock.
create table api_requests (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  at timestamptz not null,
  api_key_id uuid not null,
  method text not null,
  route text not null,
  status int not null,
  ms int not null,
  request_id text not null,
  constraint api_requests_pk primary key (tenant_id, id),
  constraint api_requests_key_fk foreign key (tenant_id, api_key_id) references api_keys (tenant_id, id)
);
create index api_requests_key_ix on api_requests (tenant_id, api_key_id, id desc);
create index api_requests_age_ix on api_requests (tenant_id, at);
select app_distribute('api_requests');
select app_secure('api_requests', 'select, insert, delete');
