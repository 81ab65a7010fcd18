import { describe, expect, it } from 'vitest'
import { globalTables } from '@/lib/platform/db/schema'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()

/** Asks the catalogue of the migrated database, as superuser: nobody else sees all of it. */
const ask = <R extends object>(sql: string, params: unknown[] = []): Promise<R[]> =>
  withClient(db.superuserUrl, async (client) => (await client.query(sql, params)).rows as R[])

const names = async (sql: string, params: unknown[] = []) =>
  (await ask<{ name: string }>(sql, params)).map(({ name }) => name)

/** Tables of the schema public; partitions too, for they can be named in a statement like any other. */
const tables = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const tenantTables = `select t.* from (${tables}) t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
  where t.relname <> all ($1)`
const global = [[...globalTables]]

describe('every table of a tenant', () => {
  it('is known to be one: tables without row-level security are listed by name', async () => {
    expect(
      (await names(`select relname as name from (${tables}) t where not relrowsecurity order by 1`)).sort(),
    ).toEqual([
      '_prisma_migrations',
      'api_key_routes',
      'invitations',
      'known_devices',
      'login_throttles',
      'mails',
      'memberships',
      'recovery_codes',
      'second_factors',
      'sessions',
      'tenants',
      'user_tokens',
      'users',
      'worker_heartbeats',
    ])
    expect([...globalTables].sort()).toEqual(
      await names(`select relname as name from (${tables}) t where not relrowsecurity order by 1`),
    )
    expect(await names(`select relname as name from (${tenantTables}) t`, global)).not.toHaveLength(0)
  })

  it('has row-level security enabled and forced', async () => {
    expect(
      await names(
        `select relname as name from (${tenantTables}) t where not (relrowsecurity and relforcerowsecurity)`,
        global,
      ),
    ).toEqual([])
  })

  it('has exactly the policy of the tenant, and the outbox one more for the relay', async () => {
    const policies = await ask<{ name: string; policy: string }>(
      `select t.relname as name, string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive,
                (select string_agg(case when r = 0 then 'public' else r::regrole::text end, ',') from unnest(p.polroles) r),
                'using', pg_get_expr(p.polqual, p.polrelid), 'check', coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')),
              '; ' order by p.polname desc) as policy
         from (${tenantTables}) t left join pg_policy p on p.polrelid = t.oid group by 1`,
      global,
    )
    const tenant = 'tenant * t public using (tenant_id = app_tenant()) check (tenant_id = app_tenant())'
    const odd = policies.filter(({ policy }) => policy !== tenant)
    expect(odd).toEqual([{ name: 'outbox', policy: `${tenant}; relay r t caravan_relay using true check -` }])
  })

  it('has a primary key that begins with tenant_id, and the column is a uuid, never null, with the bound tenant as default', async () => {
    const odd = await names(
      `select t.relname as name from (${tenantTables}) t
        where not exists (select 1 from pg_index i join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                           where i.indrelid = t.oid and i.indisprimary and a.attname = 'tenant_id')
           or not exists (select 1 from pg_attribute a join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
                           where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnotnull and a.atttypid = 'uuid'::regtype
                             and pg_get_expr(d.adbin, d.adrelid) = 'app_tenant()')`,
      global,
    )
    expect(odd).toEqual([])
  })

  it('has tenant_id first in every index, so that the policy costs nothing and unique values tell nothing', async () => {
    const odd = await names(
      `select i.indexrelid::regclass::text as name from (${tenantTables}) t join pg_index i on i.indrelid = t.oid
         left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where a.attname is distinct from 'tenant_id'`,
      global,
    )
    // What a job speaks of, many ids in one row: an id is of one tenant alone, so the policy has nothing left to sort out.
    expect(odd).toEqual(['queue_jobs_refs_ix'])
  })

  it('points only at rows of its own tenant: tenant_id is part of every foreign key, on both sides alike', async () => {
    const odd = await names(
      `select k.conname as name from (${tenantTables}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
        where k.confrelid <> 'tenants'::regclass and not exists (
          select 1 from unnest(k.conkey, k.confkey) as pair(here, there)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = here and a.attname = 'tenant_id'
            join pg_attribute b on b.attrelid = k.confrelid and b.attnum = there and b.attname = 'tenant_id')`,
      global,
    )
    expect(odd).toEqual([])
  })

  it('is pointed at by no table outside the tenant', async () => {
    const odd = await names(
      `select k.conname as name from (${tenantTables}) t join pg_constraint k on k.confrelid = t.oid and k.contype = 'f'
         join pg_class c on c.oid = k.conrelid where c.relname = any ($1)`,
      global,
    )
    expect(odd).toEqual([])
  })
})

describe('columns and names', () => {
  it('has no enum type: states are text under a check, which can be changed without a lock', async () => {
    expect(
      await names(`select typname as name from pg_type where typtype = 'e' and typnamespace = 'public'::regnamespace`),
    ).toEqual([])
  })

  it('counts in integers: no float anywhere, and numeric for prices as the channel states them alone', async () => {
    const inexact = await names(
      `select t.relname || '.' || a.attname as name from (${tables}) t
         join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where a.atttypid = any (array['float4', 'float8', 'numeric', 'money']::regtype[])`,
    )
    expect(inexact.sort()).toEqual(['listings.price', 'order_lines.unit_price'])
  })

  it('keeps names of constraints and indexes within 50 bytes: a distributed database appends to them', async () => {
    const long = await names(
      `select n as name from (select conname::text as n from pg_constraint where connamespace = 'public'::regnamespace
         union select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'i', 'I', 'v', 'm', 'S')) x
        where octet_length(n) > 50`,
    )
    expect(long).toEqual([])
  })

  it('stores instants with zone', async () => {
    const odd = await names(
      `select t.relname || '.' || a.attname as name from (${tables}) t
         join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped where a.atttypid = 'timestamp'::regtype`,
    )
    expect(odd).toEqual([])
  })
})

describe('ways around the policy', () => {
  it('has no view that sees with its owner’s eyes, and no stored copy of rows', async () => {
    const odd = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace
         and (relkind = 'm' or (relkind = 'v' and not coalesce(reloptions, '{}') @> '{security_invoker=true}'))`,
    )
    expect(odd).toEqual([])
  })

  it('has three security definer functions, with a fixed search path and a named owner', async () => {
    const functions = await ask(
      `select p.proname as name, p.proowner::regrole::text as owner, p.proconfig as config, pg_get_function_result(p.oid) as result,
              has_function_privilege('caravan_app', p.oid, 'execute') as app, has_function_privilege('caravan_auth', p.oid, 'execute') as auth
         from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`,
    )
    const relay = {
      owner: 'caravan_relay',
      config: ['search_path=public, pg_temp'],
      result: 'SETOF uuid',
      app: true,
      auth: false,
    }
    // Takes back orders that an import has made, from tables that are else append-only: those of the bound tenant alone.
    const takeBack = { ...relay, owner: 'caravan_owner', result: 'void' }
    expect(functions).toEqual([
      { name: 'orders_take_back', ...takeBack },
      { name: 'relay_unsent_tenants', ...relay },
      { name: 'schedule_tenants', ...relay },
    ])
  })

  it('belongs to the owner role, which nobody serves requests with, and the others may do no more than rows', async () => {
    expect(await names(`select relname as name from (${tables}) t where relowner <> 'caravan_owner'::regrole`)).toEqual(
      [],
    )
    const privileges = await names(
      `select distinct concat(acl.grantee::regrole, ' ', acl.privilege_type) as name
         from (${tables}) t join pg_class c on c.oid = t.oid, aclexplode(c.relacl) acl
        where acl.grantee <> 'caravan_owner'::regrole order by 1`,
    )
    expect(privileges.filter((p) => !/ (SELECT|INSERT|UPDATE|DELETE)$/.test(p))).toEqual([])
    expect([...new Set(privileges.map((p) => p.split(' ')[0]))].sort()).toEqual([
      'caravan_app',
      'caravan_auth',
      'caravan_relay',
    ])
  })

  it('shows the app role no global table but the heartbeats, and is no member of another role', async () => {
    expect(
      await names(
        `select relname as name from (${tables}) t where relname = any ($1)
            and has_table_privilege('caravan_app', t.oid, 'select, insert, update, delete')`,
        global,
      ),
    ).toEqual(['worker_heartbeats'])
    expect(
      await names(
        `select roleid::regrole::text as name from pg_auth_members where member in ('caravan_app'::regrole, 'caravan_auth'::regrole)`,
      ),
    ).toEqual([])
  })

  it('has append-only tables: the app role may neither change nor remove a row, and a trigger stops who could', async () => {
    const appendOnly = [
      'audit_log',
      'audit_seals',
      'cost_layer_uses',
      'fulfilment_lineage',
      'scans',
      'stock_returned_uses',
      'stock_serial_moves',
      'stocktake_counts',
    ]
    const sealOnly = ['order_events', 'rule_versions', 'stock_adjustments', 'stock_movements']
    const under = (trigger: string) =>
      names(
        `select distinct tgrelid::regclass::text as name from pg_trigger where tgfoid = $1::regproc and tgenabled = 'O' order by 1`,
        [trigger],
      )
    expect(await under('app_append_only')).toEqual(appendOnly)
    // What was typed in clear may give way to its sealed form, and nothing else may change.
    expect(await under('app_seal_only')).toEqual(sealOnly)
    expect(
      await names(
        `select n as name from unnest($1::text[]) n where has_table_privilege('caravan_app', n, 'update, delete')`,
        [[...appendOnly, ...sealOnly]],
      ),
    ).toEqual([])
    expect(
      await names(
        `select concat(table_name, '.', column_name) as name from information_schema.column_privileges
          where grantee = 'caravan_app' and privilege_type = 'UPDATE' and table_name = any ($1) order by 1`,
        [[...appendOnly, ...sealOnly]],
      ),
    ).toEqual([
      'order_events.reason',
      'order_events.words',
      'rule_versions.note',
      'rule_versions.words',
      'stock_adjustments.reason',
      'stock_adjustments.words',
      'stock_movements.note',
      'stock_movements.words',
    ])
  })
})
