import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { codeField } from '@/lib/kernel/fields'
import { id, newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { moveParcels } from '@/lib/modules/orders/move-parcels'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { type Filled, fillWave } from '@/lib/modules/warehouse/internal/fill-wave'
import { freeBins } from '@/lib/modules/warehouse/internal/free-bins'
import { type Candidate, lockCandidates, waitingParcels } from '@/lib/modules/warehouse/internal/wave-candidates'
import { waveView as view, waveRow } from '@/lib/modules/warehouse/internal/waves'
import { waveView } from '@/lib/modules/warehouse/schema'
import { waveKinds } from '@/lib/modules/warehouse/states'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'

const input = z.strictObject({
  warehouseCode: codeField(40),
  kind: z.enum(waveKinds).default('batch'),
  /** Parcels of one unit alone. */
  singles: z.boolean().default(false),
  /** Parcels that can be picked in this zone altogether. */
  zoneId: id('zone').optional(),
  /** Parcels that have this SKU in them. */
  skuCode: codeField(100).optional(),
  shopCode: codeField(40).optional(),
  /** Who fetches them: parcels that rules have given to another carrier are left out. */
  carrierCode: z.enum(carrierCodes).optional(),
  /** Parcels that were promised to leave until then. */
  shipBy: z.iso.datetime({ offset: true }).optional(),
  /** On a cart no more than it has slots. */
  maxParcels: z.int().min(1).max(500).default(50),
  maxUnits: z.int().min(1).max(20_000).default(2000),
})

/** So many times what fits into a wave is chosen: some of it another wave is just taking. */
const spare = 4

/** Sends people for the goods of some parcels together: the urgent and the early promised first, each with all its goods. */
export const createWave = command({
  name: 'wave.create',
  summary: 'Create a wave: parcels that are picked together',
  http: { method: 'POST', path: '/waves', status: 201 },
  input,
  example: { warehouseCode: 'HZ', kind: 'batch', singles: true, maxParcels: 50 },
  output: waveView.extend({ notThere: z.number().int() }),
  async run(ctx, asked) {
    const { kind, carrierCode, maxParcels, maxUnits, zoneId } = asked
    const places = await placesOf(ctx, asked)
    const choice = {
      singles: asked.singles,
      ...{ skuId: places.skuId, shopId: places.shopId, carrierCode },
      shipBy: asked.shipBy === undefined ? undefined : new Date(asked.shipBy),
    }
    const limits = { parcels: maxParcels, units: maxUnits }
    // All that wait are held against the shelves before any is left out: those whose goods lie elsewhere must not hide the others.
    const waiting = (await waitingParcels(ctx, places.warehouseId, choice)).filter((p) => unitsOf(p) <= maxUnits)
    const wished = fillWave(waiting, await freeBins(ctx, places.warehouseId, skusOf(waiting), zoneId, 'as it is'), {
      parcels: maxParcels * spare,
      units: maxUnits * spare,
    })
    const candidates = await lockCandidates(
      ctx,
      places.warehouseId,
      choice,
      wished.parcels.map((p) => p.parcel.id),
    )
    const filled = fillWave(candidates, await freeBins(ctx, places.warehouseId, skusOf(candidates), zoneId), limits)
    const notThere = wished.notThere + filled.notThere
    if (filled.parcels.length === 0)
      invalid([{ path: '', code: notThere > 0 ? 'nothing_on_the_shelves' : 'no_parcels' }])
    const waveId = newId()
    const [number = ''] = await takeNumbers(ctx, 'WV', 1)
    await ctx.sql(
      `insert into waves (tenant_id, id, number, warehouse_id, kind, carrier_code, choice, parcels, units, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[waveId, number, places.warehouseId, kind, carrierCode ?? null, JSON.stringify(toldOf(asked))],
        ...[filled.parcels.length, filled.units, ctx.actor.name, ctx.now],
      ],
    )
    await writeParcels(ctx, waveId, filled)
    ctx.touch('wave', waveId)
    ctx.tell({ parcels: filled.parcels.length, units: filled.units })
    return { ...view(await waveRow(ctx, waveId)), notThere }
  },
})

type Asked = z.output<typeof input>

const unitsOf = ({ lines }: Candidate) => lines.reduce((sum, line) => sum + line.quantity, 0)

const skusOf = (parcels: readonly Candidate[]) =>
  [...new Set(parcels.flatMap((p) => p.lines.map((line) => line.skuId)))].sort()

async function placesOf(ctx: Context, { warehouseCode, shopCode, skuCode, zoneId }: Asked) {
  const warehouse = await warehouseByCode(ctx, warehouseCode)
  if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
  if (warehouse.status !== 'active') invalid([{ path: 'warehouseCode', code: 'closed' }])
  const shop = shopCode === undefined ? undefined : await shopByCode(ctx, shopCode)
  if (shopCode !== undefined && !shop) invalid([{ path: 'shopCode', code: 'unknown' }])
  const sku = skuCode === undefined ? undefined : (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))
  if (skuCode !== undefined && !sku) invalid([{ path: 'skuCode', code: 'unknown' }])
  if (zoneId !== undefined) {
    const zones = await ctx.sql('select 1 from zones where tenant_id = $1 and warehouse_id = $2 and id = $3', [
      warehouse.id,
      zoneId,
    ])
    if (zones.length === 0) refuse('not_found')
  }
  return { warehouseId: warehouse.id, shopId: shop?.id, skuId: sku?.id }
}

/** What the wave was made by, as it was asked for. */
function toldOf({ warehouseCode: _, kind: _kind, ...rest }: Asked) {
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== false))
}

async function writeParcels(ctx: Context, waveId: string, { parcels }: Filled): Promise<void> {
  const ids = parcels.map((p) => p.parcel.id)
  // A parcel that is on the shelf is in no wave's work: one that left and came back may still stand in its old one.
  await ctx.sql(
    'update wave_parcels set left_at = $3 where tenant_id = $1 and fulfilment_id = any($2::uuid[]) and left_at is null',
    [ids, ctx.now],
  )
  await insertMany(
    ctx,
    'wave_parcels',
    {
      wave_id: ['uuid', ids.map(() => waveId)],
      fulfilment_id: ['uuid', ids],
      slot: ['int', ids.map((_, i) => i + 1)],
    },
    'returning slot',
  )
  const parts = parcels.flatMap(({ parcel, parts: own }) => own.map((part) => ({ ...part, fulfilmentId: parcel.id })))
  await insertMany(
    ctx,
    'pick_tasks',
    {
      id: ['uuid', parts.map(() => newId())],
      wave_id: ['uuid', parts.map(() => waveId)],
      fulfilment_id: ['uuid', parts.map((p) => p.fulfilmentId)],
      sku_id: ['uuid', parts.map((p) => p.skuId)],
      bin_id: ['uuid', parts.map((p) => p.binId)],
      quantity: ['int', parts.map((p) => p.quantity)],
    },
    'returning id',
  )
  await moveParcels(ctx, ids, 'released')
}
