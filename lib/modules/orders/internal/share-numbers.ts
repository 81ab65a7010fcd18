import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import type { Context } from '@/lib/platform/door/context'

export type Numbered = { skuCode: string; numbers: readonly string[] }
type Part = { line: { sku_id: string }; quantity: number }

/** The numbers that were read at the door, shared out over a parcel's parts by SKU; what is too many goes with the last. */
export async function shareNumbers(
  ctx: Context,
  parts: readonly Part[],
  read: readonly Numbered[],
): Promise<{ serials: readonly string[]; path: string }[]> {
  const none = parts.map(() => ({ serials: [], path: 'serials' }))
  if (read.length === 0) return none
  const skus = await skusByCode(
    ctx,
    read.map((r) => codeKey(r.skuCode)),
  )
  const errors: FieldError[] = []
  const left = new Map<string, { numbers: readonly string[]; path: string }>()
  for (const [i, { skuCode, numbers }] of read.entries()) {
    const sku = skus.get(codeKey(skuCode))
    const path = `serials.${i}`
    if (!sku || !parts.some((p) => p.line.sku_id === sku.id)) errors.push({ path: `${path}.skuCode`, code: 'unknown' })
    else if (sku.serialMode === 'none' && numbers.length > 0)
      errors.push({ path: `${path}.numbers`, code: 'no_serials' })
    else if (left.has(sku.id)) errors.push({ path: `${path}.skuCode`, code: 'duplicate' })
    else left.set(sku.id, { numbers, path: `${path}.numbers` })
  }
  if (errors.length > 0) invalid(errors)
  return parts.map(({ line, quantity }, i) => {
    const own = left.get(line.sku_id)
    if (!own) return none[i] ?? { serials: [], path: 'serials' }
    const last = !parts.slice(i + 1).some((p) => p.line.sku_id === line.sku_id)
    const serials = last ? own.numbers : own.numbers.slice(0, quantity)
    left.set(line.sku_id, { ...own, numbers: own.numbers.slice(serials.length) })
    return { serials, path: own.path }
  })
}
