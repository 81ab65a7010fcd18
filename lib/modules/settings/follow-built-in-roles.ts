import { z } from 'zod'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import { command } from '@/lib/platform/door/use-case'

/** Rights that go by another name today; whoever had them keeps them, in whatever role. */
const renamed: readonly (readonly [before: string, today: string])[] = [['order.view-counts', 'view.counts']]

/**
 * What a new version of the product adds to its own roles, and takes from them, reaches the companies that were there before. A role
 * that somebody has edited is the company's own from then on and stays as it is.
 */
export const followBuiltInRoles = command({
  name: 'role.follow',
  summary: 'Give built-in roles that nobody has edited the rights they have today',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    await ctx.sql(
      `with names as (select * from unnest($2::text[], $3::text[]) as n(before, today)),
            gone as (
              delete from role_permissions p using names n where p.tenant_id = $1 and p.permission = n.before returning p.role_id, n.today)
       insert into role_permissions (tenant_id, role_id, permission) select $1, role_id, today from gone on conflict do nothing`,
      [renamed.map(([before]) => before), renamed.map(([, today]) => today)],
      'roles-renamed',
    )
    const today = builtInRoles.flatMap(({ code, permissions }) =>
      [...new Set(permissions)].map((permission) => ({ code, permission })),
    )
    const [changed] = await ctx.sql<{ added: number; taken: number }>(
      `with today as (select * from unnest($2::text[], $3::text[]) as t(code, permission)),
       mine as (
         select r.id, r.code from roles r
          where r.tenant_id = $1 and r.built_in and r.version = 1 and r.code in (select code from today)),
       taken as (
         delete from role_permissions p using mine m
          where p.tenant_id = $1 and p.role_id = m.id
            and not exists (select 1 from today t where t.code = m.code and t.permission = p.permission)
         returning 1),
       added as (
         insert into role_permissions (tenant_id, role_id, permission)
         select $1, m.id, t.permission from mine m join today t on t.code = m.code
         on conflict do nothing returning 1)
       select (select count(*) from added)::int as added, (select count(*) from taken)::int as taken`,
      [today.map((t) => t.code), today.map((t) => t.permission)],
      'roles-follow',
    )
    return { more: false, ...changed }
  },
})
