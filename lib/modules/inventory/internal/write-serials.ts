import { newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import { type Balance, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { Posting } from '@/lib/modules/inventory/internal/post-stock.sql'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import type { SerialState } from '@/lib/modules/inventory/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import { startOver } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

type Known = {
  id: string
  sku_id: string
  code_key: string
  state: SerialState
  warehouse_id: string | null
  /** Of a unit on its way: the transfer that it left with. */
  transfer_id: string | null
}
type Unit = {
  movement: NewMovement
  mode: SerialMode
  code: string
  key: string
  path: string
  known: Known | undefined
}
type Row = Posting['movements'][number]

/** A unit's number and its SKU. */
const unitKey = (skuId: string, codeKey: string) => `${skuId} ${codeKey}`

/**
 * Writes down which units moved, by their numbers, where a SKU asks for them. A unit is in one place at a time: one that comes in
 * must not be here already, one that goes out must lie where it leaves. Costs nothing where no SKU asks. The balances are locked,
 * and with them the numbers of their SKUs.
 */
export async function writeSerials(
  ctx: Context,
  movements: readonly NewMovement[],
  rows: readonly Row[],
  balances: ReadonlyMap<string, Balance>,
): Promise<void> {
  const modeOf = (m: NewMovement) => balances.get(placeKey(m.skuId, m.warehouseId))?.serials ?? 'none'
  const asked = movements.filter((m) => m.reason !== 'move' && modeOf(m) !== 'none')
  if (asked.length === 0) return
  const back = await unitsOf(
    ctx,
    asked.flatMap((m) => m.undoes ?? []),
  )
  const codesOf = (m: NewMovement) => (m.undoes === undefined ? (m.serials ?? []) : (back.get(m.undoes) ?? []))
  const known = await knownUnits(
    ctx,
    asked.flatMap((m) => codesOf(m).map((code) => ({ skuId: m.skuId, key: codeKey(code) }))),
  )
  const errors: FieldError[] = []
  const units = asked.flatMap((movement) => {
    const path = movement.paths?.serials ?? 'serials'
    const mode = modeOf(movement)
    const codes = codesOf(movement)
    if (codes.length !== numbersDue(movement, mode, codes.length)) errors.push({ path, code: 'serials_required' })
    return codes.map((code, i): Unit => {
      const key = codeKey(code)
      const at = movement.paths?.serialsAt?.[i] ?? i
      return { movement, mode, code, key, path: `${path}.${at}`, known: known.get(unitKey(movement.skuId, key)) }
    })
  })
  if (errors.length === 0) for (const unit of units) errors.push(...wrong(unit))
  const seen = new Set<string>()
  for (const { movement, key, path } of units) {
    const unit = unitKey(movement.skuId, key)
    if (seen.has(unit)) errors.push({ path, code: 'duplicate' })
    seen.add(unit)
  }
  if (errors.length > 0) invalid(errors.slice(0, 100))
  await keep(ctx, units, rows)
}

/** How many numbers a movement has to name; where they are written down only at the door, what moves inside needs none. */
function numbersDue(movement: NewMovement, mode: SerialMode, named: number): number {
  if (mode === 'receipt' || movement.reason === 'shipment') return Math.abs(movement.quantity)
  return named
}

function wrong({ movement, mode, path, known }: Unit): FieldError[] {
  const { quantity, undoes, reason, warehouseId } = movement
  if (undoes !== undefined) {
    // What had left comes back; what had come, or was written off, is where that brought it.
    const left = known?.state === 'shipped' || known?.state === 'gone'
    return left === quantity > 0 ? [] : [{ path, code: 'serial_elsewhere' }]
  }
  if (quantity > 0) {
    // What was sent comes in by the numbers it was sent with: one that is misread would leave the real unit on its way for ever.
    const due = mode === 'receipt' && reason === 'transfer_in' && movement.cameAs !== undefined
    if (due && known?.transfer_id === movement.referenceId) return []
    if (known && counted(known)) return [{ path, code: 'serial_in_stock' }]
    return due ? [{ path, code: 'serial_unknown' }] : []
  }
  if (mode === 'shipment') return known?.state === 'shipped' ? [{ path, code: 'serial_shipped' }] : []
  if (!known) return [{ path, code: 'serial_unknown' }]
  if (known.state === 'in_stock' && known.warehouse_id === warehouseId) return []
  return [{ path, code: known.state === 'shipped' ? 'serial_shipped' : 'serial_elsewhere' }]
}

const counted = ({ state }: Known) => state === 'in_stock' || state === 'in_transit'

/** Where a unit is after a movement. */
function stateAfter({ movement: { quantity, reason }, mode }: Unit): SerialState {
  if (quantity > 0) return mode === 'receipt' ? 'in_stock' : 'known'
  // A return that is taken back: the unit is with its buyer.
  if (reason === 'shipment' || reason === 'return') return 'shipped'
  if (reason === 'transfer_out') return mode === 'receipt' ? 'in_transit' : 'known'
  return 'gone'
}

async function keep(ctx: Context, units: readonly Unit[], rows: readonly Row[]): Promise<void> {
  const placed = units.map((unit) => {
    const state = stateAfter(unit)
    const to = unit.movement.towards ?? unit.movement.warehouseId
    return {
      ...unit,
      state,
      id: unit.known?.id ?? newId(),
      place: state === 'in_stock' || state === 'in_transit' ? to : null,
    }
  })
  const written = await insertMany(
    ctx,
    'stock_serials',
    {
      id: ['uuid', placed.map((u) => u.id)],
      sku_id: ['uuid', placed.map((u) => u.movement.skuId)],
      code: ['text', placed.map((u) => u.code)],
      code_key: ['text', placed.map((u) => u.key)],
      state: ['text', placed.map((u) => u.state)],
      warehouse_id: ['uuid', placed.map((u) => u.place)],
      created_at: ['timestamptz', placed.map(() => ctx.now)],
      updated_at: ['timestamptz', placed.map(() => ctx.now)],
    },
    `on conflict (tenant_id, sku_id, code_key) do update
       set state = excluded.state, warehouse_id = excluded.warehouse_id, updated_at = excluded.updated_at where stock_serials.id = excluded.id
     returning id`,
  )
  if (written.length !== placed.length) startOver('a number was written down elsewhere meanwhile')
  // A movement may have become several, one for each bin and batch: its units are shared out in their sequence.
  const open = rows.map((row) => ({ id: row.id, key: row.key, left: Math.abs(row.quantity) }))
  const pairs = placed.map(({ id, movement: { key } }) => {
    const part = open.find((row) => row.left > 0 && (row.key === key || row.key.startsWith(`${key}/`)))
    if (!part) throw new Error('a unit without a movement')
    part.left -= 1
    return { serialId: id, movementId: part.id }
  })
  await insertMany(ctx, 'stock_serial_moves', {
    serial_id: ['uuid', pairs.map((p) => p.serialId)],
    movement_id: ['uuid', pairs.map((p) => p.movementId)],
  })
}

/** The numbers that left with some movements. */
async function unitsOf(ctx: Context, movementIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (movementIds.length === 0) return found
  const rows = await ctx.sql<{ movement_id: string; code: string }>(
    `select m.movement_id, s.code from stock_serial_moves m join stock_serials s on s.tenant_id = $1 and s.id = m.serial_id
      where m.tenant_id = $1 and m.movement_id = any($2::uuid[]) order by s.code_key`,
    [movementIds],
  )
  for (const { movement_id, code } of rows) found.set(movement_id, [...(found.get(movement_id) ?? []), code])
  return found
}

async function knownUnits(ctx: Context, units: readonly { skuId: string; key: string }[]): Promise<Map<string, Known>> {
  if (units.length === 0) return new Map()
  const rows = await ctx.sql<Known>(
    `select s.id, s.sku_id, s.code_key, s.state, s.warehouse_id,
            case when s.state = 'in_transit' then (
              select m.reference_id from stock_serial_moves x join stock_movements m on m.tenant_id = $1 and m.id = x.movement_id
               where x.tenant_id = $1 and x.serial_id = s.id order by m.at desc, m.id desc limit 1) end as transfer_id
       from stock_serials s
       join (select distinct * from unnest($2::uuid[], $3::text[]) as u(sku, key)) u on s.sku_id = u.sku and s.code_key = u.key
      where s.tenant_id = $1 order by s.id for update of s`,
    [units.map((u) => u.skuId), units.map((u) => u.key)],
  )
  return new Map(rows.map((row) => [unitKey(row.sku_id, row.code_key), row]))
}
