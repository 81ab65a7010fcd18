import { newId } from '@/lib/kernel/ids'
import type { FieldError } from '@/lib/kernel/refusal'
import { addDays } from '@/lib/kernel/time'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { ResolvedSku } from '@/lib/modules/catalog/resolve-skus'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Line = {
  batchNo?: string | undefined
  producedOn?: string | undefined
  expiresOn?: string | undefined
  serials?: readonly string[] | undefined
  quantity: number
}
export type NamedBatch = { id: string; blocked: boolean }
type Row = {
  id: string
  sku_id: string
  code_key: string
  made_on: string | null
  expires_on: string | null
  sellable: boolean
}
type New = { id: string; sku: ResolvedSku; code: string; madeOn: string | null; expiresOn: string | null }

/**
 * The batch each line speaks of, for the SKUs that ask for one. `in`: what comes in may be of a new batch, which is written down.
 * `out`: it must be known. `fefo`: it may also be left to what expires first. What does not fit is told at its line.
 */
export async function nameBatches(
  ctx: Context,
  lines: readonly Line[],
  skus: readonly (ResolvedSku | undefined)[],
  errors: FieldError[],
  wayOf: (line: Line) => 'in' | 'out' | 'fefo',
): Promise<(NamedBatch | undefined)[]> {
  refuseOdd(lines, skus, errors, wayOf)
  const asked = lines.flatMap((line, i) => {
    const sku = skus[i]
    return sku?.batchTracked && line.batchNo !== undefined ? [{ line, sku, i, key: codeKey(line.batchNo) }] : []
  })
  if (asked.length === 0) return lines.map(() => undefined)
  const keys = asked.map(({ sku, key }) => ({ skuId: sku.id, key }))
  let known = await knownBatches(ctx, keys)
  const made = new Map<string, New>()
  for (const { line, sku, i, key } of asked) {
    const id = `${sku.id} ${key}`
    const before = known.get(id)
    if (wayOf(line) !== 'in') {
      if (!before) errors.push({ path: `lines.${i}.batchNo`, code: 'unknown' })
    } else if (key === '') errors.push({ path: `lines.${i}.batchNo`, code: 'batch_required' })
    else {
      const expiresOn = expiryOf(line, sku)
      const same = before ? { madeOn: before.made_on, expiresOn: before.expires_on } : made.get(id)
      if (same) errors.push(...otherDays(line, same, i))
      else {
        errors.push(...wrongDays(line, sku, expiresOn, i))
        made.set(id, { id: newId(), sku, code: line.batchNo ?? '', madeOn: line.producedOn ?? null, expiresOn })
      }
    }
  }
  if (errors.length > 0) return lines.map(() => undefined)
  if (made.size > 0) {
    await writeBatches(ctx, [...made.values()])
    known = await knownBatches(ctx, keys)
  }
  const found = new Map(asked.map(({ sku, key, i }) => [i, known.get(`${sku.id} ${key}`)]))
  return lines.map((_, i) => {
    const row = found.get(i)
    return row && { id: row.id, blocked: !row.sellable }
  })
}

function refuseOdd(
  lines: readonly Line[],
  skus: readonly (ResolvedSku | undefined)[],
  errors: FieldError[],
  wayOf: (line: Line) => 'in' | 'out' | 'fefo',
): void {
  for (const [i, line] of lines.entries()) {
    const sku = skus[i]
    if (!sku) continue
    const way = wayOf(line)
    const { batchNo, producedOn, expiresOn, serials } = line
    if (!sku.batchTracked && (batchNo || producedOn || expiresOn))
      errors.push({ path: `lines.${i}.batchNo`, code: 'no_batches' })
    if (sku.batchTracked && batchNo === undefined && way !== 'fefo')
      errors.push({ path: `lines.${i}.batchNo`, code: 'batch_required' })
    if (sku.batchTracked && way !== 'in' && (producedOn || expiresOn))
      errors.push({ path: `lines.${i}.expiresOn`, code: 'only_for_receipts' })
    if (!serials) continue
    if (sku.serialMode === 'none' && serials.length > 0) errors.push({ path: `lines.${i}.serials`, code: 'no_serials' })
  }
}

function expiryOf({ producedOn, expiresOn }: Line, { shelfLifeDays }: ResolvedSku): string | null {
  if (expiresOn !== undefined) return expiresOn
  return producedOn !== undefined && shelfLifeDays !== null ? addDays(producedOn, shelfLifeDays) : null
}

function wrongDays(line: Line, sku: ResolvedSku, expiresOn: string | null, i: number): FieldError[] {
  if (expiresOn === null && sku.shelfLifeDays !== null)
    return [{ path: `lines.${i}.expiresOn`, code: 'expiry_required' }]
  if (line.producedOn !== undefined && expiresOn !== null && line.producedOn > expiresOn)
    return [{ path: `lines.${i}.expiresOn`, code: 'before_production' }]
  return []
}

/** A batch has one day of production and one of expiry, whoever receives of it. */
function otherDays(
  line: Line,
  { madeOn, expiresOn }: { madeOn: string | null; expiresOn: string | null },
  i: number,
): FieldError[] {
  const errors: FieldError[] = []
  if (line.producedOn !== undefined && line.producedOn !== madeOn)
    errors.push({ path: `lines.${i}.producedOn`, code: 'other_day' })
  if (line.expiresOn !== undefined && line.expiresOn !== expiresOn)
    errors.push({ path: `lines.${i}.expiresOn`, code: 'other_day' })
  return errors
}

async function knownBatches(ctx: Context, keys: readonly { skuId: string; key: string }[]): Promise<Map<string, Row>> {
  const rows = await ctx.sql<Row>(
    `select k.id, k.sku_id, k.code_key, k.made_on, k.expires_on, k.sellable from stock_batches k
       join (select distinct * from unnest($2::uuid[], $3::text[]) as u(sku, key)) u on k.sku_id = u.sku and k.code_key = u.key
      where k.tenant_id = $1`,
    [keys.map((k) => k.skuId), keys.map((k) => k.key)],
    'batches-by-code',
  )
  return new Map(rows.map((row) => [`${row.sku_id} ${row.code_key}`, row]))
}

async function writeBatches(ctx: Context, batches: readonly New[]): Promise<void> {
  const today = todayOf(ctx)
  const until = batches.map(({ expiresOn, sku }) =>
    expiresOn === null ? null : addDays(expiresOn, -sku.sellBeforeDays),
  )
  await insertMany(ctx, 'stock_batches', {
    id: ['uuid', batches.map((b) => b.id)],
    sku_id: ['uuid', batches.map((b) => b.sku.id)],
    code: ['text', batches.map((b) => b.code)],
    code_key: ['text', batches.map((b) => codeKey(b.code))],
    made_on: ['date', batches.map((b) => b.madeOn)],
    expires_on: ['date', batches.map((b) => b.expiresOn)],
    sell_until: ['date', until],
    sellable: ['boolean', until.map((day) => day === null || day >= today)],
    created_at: ['timestamptz', batches.map(() => ctx.now)],
  })
}
