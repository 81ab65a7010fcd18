import { regionRank } from '@/lib/kernel/region'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { keyOf } from '@/lib/modules/rules/fields'
import { type Finding, fieldDef, keysOf, type Rule } from '@/lib/modules/rules/schema'
import { shopsById } from '@/lib/modules/settings/resolve-shops'
import { warehousesById } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

/** Shops, SKUs, categories, warehouses and regions that a rule names and that do not exist (a closed warehouse sends nothing), and amounts whose currency is open. */
export async function unknownValues(ctx: Context, rules: readonly Rule[]): Promise<Finding[]> {
  const active = rules.filter((rule) => rule.enabled)
  const conditions = active.flatMap((rule) => rule.when.flat())
  const asked = (source: string) =>
    conditions.flatMap((c) => ('values' in c && fieldDef(c.field).source === source ? keysOf(c) : []))
  const shops = [...(await shopsById(ctx)).values()]
  const gifts = active.flatMap((rule) => rule.actions.flatMap((a) => (a.type === 'gift' ? [codeKey(a.sku)] : [])))
  const skus = await skusByCode(ctx, [...asked('sku'), ...gifts])
  const categories = asked('category').length > 0 ? await categoryKeys(ctx) : new Set<string>()
  const warehouses = active.some((rule) => rule.actions.some((a) => 'warehouseCodes' in a || 'regions' in a))
    ? [...(await warehousesById(ctx)).values()].filter((w) => w.status === 'active')
    : []
  const known: Record<string, (key: string) => boolean> = {
    shop: (key) => shops.some((shop) => codeKey(shop.code) === key),
    sku: (key) => skus.has(key),
    category: (key) => categories.has(key),
  }
  const manyCurrencies = new Set(shops.map((shop) => shop.currency)).size > 1
  return active.flatMap((rule) => {
    const missing = rule.when.flatMap((group) =>
      group.flatMap((c) => {
        const knows = known[fieldDef(c.field).source ?? '']
        return 'values' in c && knows ? c.values.filter((value) => !knows(keyOf(c.field, value))) : []
      }),
    )
    const places = rule.actions.flatMap((a) => {
      if ('warehouseCodes' in a) return a.warehouseCodes.filter((code) => !warehouses.some((w) => w.code === code))
      if ('regions' in a) return a.regions.filter((name) => !warehouses.some((w) => serves(w.regions, name)))
      return a.type === 'gift' && skus.get(codeKey(a.sku))?.status !== 'active' ? [a.sku] : []
    })
    const open =
      manyCurrencies &&
      rule.when.some(
        (group) =>
          group.some((c) => fieldDef(c.field).unit === 'money') &&
          !group.some((c) => c.field === 'currency' || c.field === 'shop'),
      )
    const about = { ruleId: rule.id, otherId: null, group: null }
    const named = [...new Set([...missing, ...places])].slice(0, 5)
    return [
      ...named.map((detail): Finding => ({ ...about, code: 'unknown_value', sure: true, detail })),
      ...(open ? [{ ...about, code: 'currency_open' as const, sure: false, detail: '' }] : []),
    ]
  })
}

const serves = (regions: Parameters<typeof regionRank>[0], name: string) => regionRank(regions, name) !== undefined

async function categoryKeys(ctx: Context): Promise<Set<string>> {
  const rows = await ctx.sql<{ code: string }>('select code from categories where tenant_id = $1')
  return new Set(rows.map(({ code }) => codeKey(code)))
}
