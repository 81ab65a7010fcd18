import { beforeAll, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { getMove } from '@/lib/modules/inventory/get-move'
import { getReceipt } from '@/lib/modules/inventory/get-receipt'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listBins } from '@/lib/modules/inventory/list-bins'
import { listMoves } from '@/lib/modules/inventory/list-moves'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { listReceipts } from '@/lib/modules/inventory/list-receipts'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import type { Actor } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import type { Query } from '@/lib/platform/door/use-case'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createMember, createTenant } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()
let owner: Actor
let limited: Actor
let warehouseId: string

const skus = 8_000
const bins = 4_000

/** Two warehouses with 4,000 bins each, 8,000 SKUs in two bins each, and as many documents; a neighbour has the same. */
beforeAll(async () => {
  for (const _ of [1, 2]) {
    const tenant = await createTenant()
    owner = tenant.owner
    await withClient(superuserUrl, async (client) => {
      // Rows without their parents' checks: what is tested is how they are found.
      await client.query('set session_replication_role = replica')
      await client.query(fill(tenant.tenantId))
      const { rows } = await client.query<{ id: string }>(
        `select id from warehouses where tenant_id = $1 order by code`,
        [tenant.tenantId],
      )
      warehouseId = rows[0]?.id ?? ''
      limited = await createMember(tenant.tenantId, 'warehouse', { warehouseIds: [warehouseId] })
    })
  }
  await withClient(superuserUrl, (client) =>
    client.query(
      'analyze skus, warehouses, zones, bins, bin_balances, stock_moves, stock_receipts, stock_transfers, stock_transfer_lines, stock_movements',
    ),
  )
}, 60_000)

type Rows<T extends object = object> = { items: T[]; nextCursor: string | null }

/** The list's page and the one after it: a cursor must begin in an index as well. */
function pages<S extends ZodType>(list: Query<S, Rows>, input: object = {}) {
  return async (ctx: Context) => {
    const first = await list.within(ctx, parse(list.input, input))
    expect(first.items).toHaveLength(50)
    const second = await list.within(ctx, parse(list.input, { ...input, cursor: first.nextCursor }))
    expect(second.items).not.toHaveLength(0)
  }
}
function one<S extends ZodType, G extends ZodType>(list: Query<S, Rows<{ id: string }>>, get: Query<G>, field: string) {
  return async (ctx: Context) => {
    const [first] = (await list.within(ctx, parse(list.input, {}))).items
    await get.within(ctx, parse(get.input, { [field]: first?.id }))
  }
}
const everybody = () => owner
const warehouseman = () => limited

test.each<[string, () => Actor, (ctx: Context) => Promise<unknown>]>([
  ['what lies in the bins', everybody, pages(listBinStock)],
  ['what lies in the bins of a warehouse', everybody, pages(listBinStock, { warehouseCode: 'W1' })],
  ['what lies in the bins in a scope', warehouseman, pages(listBinStock)],
  [
    'what lies in one bin',
    everybody,
    (ctx) => listBinStock.within(ctx, parse(listBinStock.input, { warehouseCode: 'W1', binCode: 'B-7' })),
  ],
  [
    'where one SKU lies',
    everybody,
    async (ctx) => {
      const { items } = await listBinStock.within(ctx, parse(listBinStock.input, { skuCode: 'SKU-7' }))
      expect(items).toHaveLength(2)
    },
  ],
  ['bins', everybody, (ctx) => pages(listBins, { warehouseId })(ctx)],
  ['what is to be put away', everybody, pages(listPutAway, { warehouseCode: 'W1' })],
  ['transfers', everybody, pages(listTransfers)],
  ['transfers in a state', everybody, pages(listTransfers, { state: 'in_transit' })],
  ['transfers in a scope', warehouseman, pages(listTransfers)],
  ['moves', everybody, pages(listMoves)],
  ['receipts in a scope', warehouseman, pages(listReceipts)],
  ['one move', everybody, one(listMoves, getMove, 'moveId')],
  ['one receipt', everybody, one(listReceipts, getReceipt, 'receiptId')],
  ['one transfer', everybody, one(listTransfers, getTransfer, 'transferId')],
])('%s: nothing large is read whole', async (_name, actor, work) => {
  const nodes = await plansOf(actor(), work)
  expect(nodes.length).toBeGreaterThan(0)
  expect(sequentialScans(nodes, ['warehouses', 'zones'])).toEqual([])
})

test('the lists are quick', async () => {
  const started = performance.now()
  await plansOf(owner, async (ctx) => {
    await pages(listBinStock)(ctx)
    await pages(listBins, { warehouseId })(ctx)
    await pages(listPutAway, { warehouseCode: 'W1' })(ctx)
    await pages(listTransfers)(ctx)
  })
  // About ten times what it takes.
  expect(performance.now() - started).toBeLessThan(3000)
})

function fill(tenantId: string): string {
  // Cursors want ids as the house makes them: with a version and a variant.
  const uuid = (kind: number, n: string) =>
    `overlay(overlay(encode(sha256(('${tenantId}${kind}' || ${n})::bytea), 'hex')::varchar(32) placing '7' from 13) placing '8' from 17)::uuid`
  const at = `timestamptz '2026-01-01' + n * interval '1 minute'`
  const documents = (table: string, kind: number) =>
    `insert into ${table} (tenant_id, id, number, warehouse_id, actor_kind, created_at)
       select '${tenantId}', ${uuid(kind, 'n')}, 'D-' || n, ${uuid(1, '(1 + n % 2)')}, 'system', ${at} from generate_series(1, ${skus}) n;`
  return `
    insert into warehouses (tenant_id, id, code, name, kind)
      select '${tenantId}', ${uuid(1, 'n')}, 'W' || n, 'W' || n, 'own' from generate_series(1, 2) n;
    insert into bins (tenant_id, id, warehouse_id, code, is_default, route)
      select '${tenantId}', ${uuid(2, 'n')}, ${uuid(1, '(1 + n % 2)')}, 'B-' || n / 2, n < 2, n from generate_series(0, ${2 * bins}) n;
    insert into skus (tenant_id, id, product_id, code, code_key, name, currency, created_at)
      select '${tenantId}', ${uuid(3, 'n')}, ${uuid(4, 'n')}, 'SKU-' || n, 'sku-' || n, 'x', 'CNY', ${at} from generate_series(1, ${skus}) n;
    insert into bin_balances (tenant_id, sku_id, bin_id, quantity)
      select '${tenantId}', ${uuid(3, 'n')}, ${uuid(2, '(case when k = 0 then n % 3000 + 2 when n % 4 < 2 then n % 2 else n % 3000 + 4000 end)')}, 5
        from generate_series(1, ${skus}) n, generate_series(0, 1) k;
    ${documents('stock_moves', 5)}
    ${documents('stock_receipts', 6)}
    insert into stock_movements (tenant_id, id, at, sku_id, warehouse_id, bin_id, quantity, reason, reference_type, reference_id, reference,
        value_minor, currency, actor_kind, key)
      select '${tenantId}', ${uuid(8, "n || '-' || k")}, ${at}, ${uuid(3, 'n')}, ${uuid(1, '(1 + n % 2)')}, ${uuid(2, '(n % 3000)')},
             case when k = 0 then -1 else 1 end, case when k = 2 then 'receipt' else 'move' end, 'x', ${uuid(5, 'n')}, 'D', 0, 'CNY', 'system',
             'd' || n || case k when 0 then ':out' when 1 then ':in' else ':r' end
        from generate_series(1, ${skus}) n, generate_series(0, 2) k;
    insert into stock_transfers (tenant_id, id, number, from_warehouse_id, to_warehouse_id, state, actor_kind, created_at)
      select '${tenantId}', ${uuid(9, 'n')}, 'T-' || n, ${uuid(1, '1')}, ${uuid(1, '2')},
             (array['draft', 'in_transit', 'received', 'received', 'received'])[1 + n % 5], 'system', ${at} from generate_series(1, ${skus}) n;
    insert into stock_transfer_lines (tenant_id, id, transfer_id, position, sku_id, quantity)
      select '${tenantId}', ${uuid(10, "n || '-' || k")}, ${uuid(9, 'n')}, k, ${uuid(3, '(1 + (n + k) % 8000)')}, 3
        from generate_series(1, ${skus}) n, generate_series(0, 2) k;`
}
