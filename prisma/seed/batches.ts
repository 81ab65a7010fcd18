import { addDays, businessDay } from '@/lib/kernel/time'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { trackSku } from '@/lib/modules/orders/track-sku'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { demoSkus } from '@/prisma/seed/skus'

const place = 'HZ'
const mug = 'SMART-MUG'

/** Tea leaves in batches, one that expires soon, one that has, one that waits for its certificate; and a mug whose units have numbers. */
export async function ensureBatches(owner: Actor, now: Date): Promise<void> {
  const codes = demoSkus.filter((sku) => sku.product.category === 'tea-leaf').map((sku) => sku.code)
  const { items } = await run(listSkus, owner, { codes: codes.slice(0, 3) })
  for (const sku of items.filter((one) => !one.batchTracked)) {
    const asked = { batchTracked: true, shelfLifeDays: 540, sellBeforeDays: 15, expiryAlertDays: 45 }
    await run(trackSku, owner, { skuId: sku.id, version: sku.version, ...asked }, { now })
  }
  const today = businessDay(now, owner.tenant.timeZone)
  const known = new Set(
    (await run(listBatches, owner, { limit: 200, stock: 'all' })).items.map((b) => `${b.skuCode} ${b.batchNo}`),
  )
  const lots = [
    ['T2505', -6, 14],
    ['T2506', 20, 30],
    ['T2610', 500, 80],
  ] as const
  for (const { code } of items) {
    const lines = lots
      .filter(([batchNo]) => !known.has(`${code} ${batchNo}`))
      .map(([batchNo, days, quantity]) => ({
        ...{ skuCode: code, batchNo, quantity, unitCost: '18.00' },
        expiresOn: addDays(today, days),
      }))
    const receipt = { warehouseCode: place, reference: `TEA-${code}`, note: '秋茶到货', lines }
    if (lines.length > 0) await run(receiveStock, owner, receipt, { now })
  }
  const [last] = (await run(listBatches, owner, { skuCode: items.at(-1)?.code ?? '', batchNo: 'T2610' })).items
  if (last && last.status === 'usable')
    await run(lockBatch, owner, { batchId: last.id, reason: '等待质检报告' }, { now })
  await ensureMugs(owner, now)
}

async function ensureMugs(owner: Actor, now: Date): Promise<void> {
  if ((await run(listSkus, owner, { codes: [mug] })).items.length > 0) return
  const sku = { code: mug, listPrice: '199.00', costHint: '76.00', currency: 'CNY', weightG: 420 }
  const { skus } = await run(
    createProduct,
    owner,
    { name: '智能温显保温杯', nameEn: 'Smart thermos mug', skus: [sku] },
    { now },
  )
  await run(trackSku, owner, { skuId: skus[0]?.id, version: skus[0]?.version, serialMode: 'receipt' }, { now })
  const serials = Array.from({ length: 8 }, (_, i) => `SM2611${String(i + 1).padStart(4, '0')}`)
  const lines = [{ skuCode: mug, quantity: serials.length, unitCost: '76.00', serials }]
  await run(receiveStock, owner, { warehouseCode: place, reference: 'SM-2611', note: '新品首批', lines }, { now })
}
