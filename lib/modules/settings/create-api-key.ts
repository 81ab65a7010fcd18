import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { readApiKey, apiKeyView as view } from '@/lib/modules/settings/internal/api-key-rows'
import { grantableRole, mustCoverScope } from '@/lib/modules/settings/internal/grant'
import { apiKeyFields, apiKeyView } from '@/lib/modules/settings/schema'
import { routeApiKey } from '@/lib/platform/auth/api-key'
import { command } from '@/lib/platform/door/use-case'

export const createApiKey = command({
  name: 'api-key.create',
  summary: 'Create an API key; the key itself is told once',
  http: { method: 'POST', path: '/api-keys', status: 201 },
  input: z
    .object({
      ...apiKeyFields,
      shopIds: apiKeyFields.shopIds.optional(),
      warehouseIds: apiKeyFields.warehouseIds.optional(),
    })
    .strict(),
  example: { name: 'Warehouse integration', role: 'warehouse', shopIds: null },
  output: apiKeyView.extend({ key: z.string() }),
  async run(ctx, { name, role, ...scope }) {
    const { shopIds = own(ctx.actor.scope.shopIds), warehouseIds = own(ctx.actor.scope.warehouseIds) } = scope
    const roleId = await grantableRole(ctx, role)
    await mustCoverScope(ctx, { shopIds, warehouseIds })
    const id = newId()
    const key = await routeApiKey(ctx.tenantId, id)
    await ctx.db
      .insertInto('api_keys')
      .values({ id, name, hint: key.slice(-4), role_id: roleId, shop_ids: shopIds, warehouse_ids: warehouseIds })
      .execute()
    ctx.touch('api-key', id)
    ctx.tell({ role })
    return { ...view(await readApiKey(ctx, id)), key }
  },
})

function own(ids: readonly string[] | null): string[] | null {
  return ids && [...ids]
}
