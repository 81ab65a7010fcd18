import { refuse } from '@/lib/kernel/refusal'
import type { ApiKeyView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

export function apiKeys(ctx: Context) {
  return ctx.db
    .selectFrom('api_keys as k')
    .innerJoin('roles as r', 'r.id', 'k.role_id')
    .selectAll('k')
    .select(['r.code as role', 'r.name as role_name'])
}

export async function readApiKey(ctx: Context, apiKeyId: string) {
  return (await apiKeys(ctx).where('k.id', '=', apiKeyId).executeTakeFirst()) ?? refuse('not_found')
}

export function apiKeyView(row: Awaited<ReturnType<typeof readApiKey>>): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    role: row.role,
    roleName: row.role_name,
    shopIds: row.shop_ids,
    warehouseIds: row.warehouse_ids,
    state: row.disabled_at ? 'disabled' : 'active',
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
