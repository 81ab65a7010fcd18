-- What people who work with it say of Caravan: to those who look after their own company, who answer. Words may name a buyer: sealed.
create table feedback (
  tenant_id uuid not null default app_tenant(),
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  rating int,
  page text not null,
  words bytea not null,
  state text not null default 'new',
  answer_words bytea not null default '',
  answered_by text not null default '',
  answered_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  constraint feedback_pk primary key (tenant_id, id),
  constraint feedback_member_fk foreign key (tenant_id, member_id) references members (tenant_id, id),
  constraint feedback_kind_ck check (kind in ('problem', 'wish', 'praise')),
  constraint feedback_state_ck check (state in ('new', 'seen', 'done')),
  constraint feedback_rating_ck check (rating between 1 and 5)
);
create index feedback_state_ix on feedback (tenant_id, state, id desc);
create index feedback_kind_ix on feedback (tenant_id, kind, id desc);
create index feedback_member_ix on feedback (tenant_id, member_id, id desc);
select app_distribute('feedback');
select app_secure('feedback', 'select, insert, update');

-- What a company said it needs, and what of the plan that follows it has put in force. One row for a company, when it has answered.
create table setup_plans (
  tenant_id uuid not null default app_tenant(),
  answers jsonb not null,
  applied jsonb,
  applied_at timestamptz,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint setup_plans_pk primary key (tenant_id),
  constraint setup_plans_answers_ck check (jsonb_typeof(answers) = 'object')
);
select app_distribute('setup_plans');
select app_secure('setup_plans', 'select, insert, update');
