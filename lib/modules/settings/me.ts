import { z } from 'zod'
import { nilId } from '@/lib/kernel/ids'
import { meView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const me = query({
  name: 'member.me',
  summary: 'Who is asking: member or key, role, rights, scope, company',
  http: { method: 'GET', path: '/me' },
  input: z.strictObject({}),
  example: {},
  output: meView,
  async run(ctx) {
    const { id, name, role, permissions, scope, tenant } = ctx.actor
    const member = await ctx.db
      .selectFrom('members')
      .select('email')
      .where('id', '=', id ?? nilId)
      .executeTakeFirst()
    return {
      id: id ?? nilId,
      name,
      email: member?.email ?? '',
      role,
      permissions: [...permissions].sort(),
      shopIds: scope.shopIds && [...scope.shopIds],
      warehouseIds: scope.warehouseIds && [...scope.warehouseIds],
      company: { name: tenant.name, currency: tenant.currency, timeZone: tenant.timeZone },
    }
  },
})
