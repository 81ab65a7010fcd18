import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@/lib/kernel/ids'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { scanPick } from '@/lib/modules/warehouse/scan-pick'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { figure } from '@/tests/bench/report'
import { createFloor, type Floor, parcelsFor } from '@/tests/support/floor'
import { createShelves, receive } from '@/tests/support/places'
import { createShopWithStock, incoming } from '@/tests/support/shop'

const stations = 30
const seconds = Number(process.env.SCAN_SECONDS ?? 20)
const ordersPerSecond = 100

/**
 * The 95th percentile of a pick: thirty stations scan once a second, each other goods of one wave, beside an intake of a hundred
 * orders a second in the same process. Against it the same facts written by hand in one bound transaction, with everything known
 * beforehand: two movements, bins, what is kept for the parcel, the task and the scan. Ours also finds out what was scanned and
 * for whom it is, keeps the answer, counts the piece and writes the audit.
 */
export async function scanBench() {
  const codes = Array.from({ length: stations }, (_, i) => `G-${i}`)
  const shop = await createShopWithStock(Object.fromEntries([...codes, 'OTHER'].map((code) => [code, 0])))
  const floor = await createFloor(shop)
  await createShelves(floor)
  const units = 2 * (seconds + 5)
  for (const code of codes) await receive(floor.owner, code, units, '10.00', 'A-1')
  await parcelsFor(
    floor,
    codes.map((code) => [code, units]),
  )
  const wave = await run(createWave, floor.owner, { warehouseCode: 'HZ', maxParcels: stations, maxUnits: 20_000 })
  const places = [floor.stationId]
  for (let n = 1; n < stations; n++)
    places.push((await run(createStation, floor.owner, { warehouseCode: 'HZ', name: `Cart ${n}` })).id)
  const asked = codes.map((code, i) => ({ waveId: wave.id, binCode: 'A-1', code, stationId: places[i] ?? '' }))
  const ours = (i: number) => run(scanPick, floor.owner, { ...asked[i], scanId: newId() })
  const known = await knownOf(floor, wave.id)
  const byHand = (i: number) => pickByHand(floor, known, codes[i] ?? '', asked[i]?.stationId ?? '')
  for (const one of [ours, byHand]) for (let i = 0; i < stations; i++) await one(i)
  const times = { ours: await paced(floor, ours), floor: await paced(floor, byHand) }
  return [
    figure(
      'scan.p95',
      p95(times.ours),
      p95(times.floor),
      'lower',
      'ms',
      `${stations} stations × 1 pick/s for ${seconds} s beside ${ordersPerSecond} orders/s taken in`,
    ),
  ]
}

/** Milliseconds of each scan; a station that is late does not wait for the others. */
async function paced(floor: Floor, scan: (station: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  const began = performance.now()
  const until = (n: number) => sleep(Math.max(0, began + n * 1000 - performance.now()))
  const at = async (station: number) => {
    for (let n = 0; n < seconds; n++) {
      await until(n + station / stations)
      const start = performance.now()
      await scan(station)
      times.push(performance.now() - start)
    }
  }
  const intake = async () => {
    for (let n = 0; n < seconds; n++) {
      await until(n)
      const orders = Array.from({ length: ordersPerSecond }, () => incoming(newId(), 'OTHER', 1))
      await run(ingestOrders, floor.owner, { shopCode: 'tmall', orders })
    }
  }
  await Promise.all([intake(), ...Array.from({ length: stations }, (_, i) => at(i))])
  return times
}

const p95 = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0

type Known = { from: string; to: string; waveId: string; skus: Map<string, string> }

async function knownOf({ tenantId }: Floor, waveId: string): Promise<Known> {
  return inTenant(tenantId, 'read', async (c) => {
    const bins = await c.query<{ id: string; code: string }>('select id, code from bins where tenant_id = $1', [
      tenantId,
    ])
    const skus = await c.query<{ id: string; code: string }>('select id, code from skus where tenant_id = $1', [
      tenantId,
    ])
    const bin = (code: string) => bins.rows.find((b) => b.code === code)?.id ?? ''
    // The packing place is made by the first pick.
    return { from: bin('A-1'), to: bin('DEFAULT'), waveId, skus: new Map(skus.rows.map((s) => [s.code, s.id])) }
  })
}

async function pickByHand({ tenantId, warehouseId }: Floor, known: Known, code: string, stationId: string) {
  const sku = known.skus.get(code)
  await inTenant(tenantId, 'write', async (c) => {
    const send = (name: string, text: string, values: unknown[]) =>
      c.query({ name: `hand-${name}`, text, values: [tenantId, ...values] })
    await send('task', `update pick_tasks set sorted = sorted where tenant_id = $1 and wave_id = $2 and sku_id = $3`, [
      known.waveId,
      sku,
    ])
    await send(
      'balance',
      'select 1 from stock_balances where tenant_id = $1 and sku_id = $2 and warehouse_id = $3 for update',
      [sku, warehouseId],
    )
    await send(
      'moved',
      `insert into stock_movements (tenant_id, id, at, sku_id, warehouse_id, bin_id, quantity, reason, reference_type, reference_id, reference, value_minor, currency, actor_kind, key)
       select $1, u.id, now(), $2, $3, u.bin, u.n, 'move', 'wave', $4, '', 0, 'CNY', 'system', u.id::text from unnest($5::uuid[], $6::uuid[], $7::int[]) as u(id, bin, n)`,
      [sku, warehouseId, known.waveId, [newId(), newId()], [known.from, known.to], [-1, 1]],
    )
    await send(
      'bins',
      `insert into bin_balances (tenant_id, sku_id, bin_id, quantity) values ($1, $2, $3, 1)
       on conflict (tenant_id, sku_id, bin_id) do update set quantity = bin_balances.quantity + 1`,
      [sku, known.to],
    )
    await send(
      'bin',
      'update bin_balances set quantity = quantity - 1 where tenant_id = $1 and sku_id = $2 and bin_id = $3',
      [sku, known.from],
    )
    await send(
      'kept',
      `update reservations set staged = staged where tenant_id = $1 and sku_id = $2 and state = 'open'`,
      [sku],
    )
    await send(
      'scan',
      `insert into scans (tenant_id, id, operation, station_id, warehouse_id, actor_kind, actor, at, scanned_at, verdict, request_hash, answer)
       values ($1, $2, 'pick', $3, $4, 'system', 'bench', now(), now(), 'ok', $5, '{}')`,
      [newId(), stationId, warehouseId, createHash('sha256').update(code).digest()],
    )
  })
}
