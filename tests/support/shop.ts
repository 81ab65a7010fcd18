import { createProduct } from '@/lib/modules/catalog/create-product'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

export type TestShop = TestTenant & { shopId: string; warehouseId: string }

/** A company with shop `tmall`, warehouse `HZ` and the given SKUs, each with its opening stock at cost 10.00. */
export async function createShopWithStock(
  stock: Record<string, number>,
  options: { currency?: string; timeZone?: string } = {},
): Promise<TestShop> {
  const tenant = await createTenant(options)
  const { owner } = tenant
  const currency = options.currency ?? 'CNY'
  const shop = await run(createShop, owner, {
    code: 'tmall',
    name: 'Tmall',
    channel: 'taobao',
    currency,
    timeZone: options.timeZone ?? 'Asia/Shanghai',
  })
  const warehouse = await run(createWarehouse, owner, { code: 'HZ', name: 'Hangzhou', kind: 'own' })
  await createSkus(owner, Object.keys(stock), currency)
  const lines = Object.entries(stock)
    .filter(([, n]) => n > 0)
    .map(([skuCode, quantity]) => ({ skuCode, quantity, unitCost: '10.00' }))
  if (lines.length > 0) await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'opening', lines })
  return { ...tenant, shopId: shop.id, warehouseId: warehouse.id }
}

export async function createSkus(owner: Actor, codes: readonly string[], currency = 'CNY'): Promise<void> {
  for (const code of codes) {
    await run(createProduct, owner, {
      name: `商品 ${code}`,
      skus: [{ code, name: code, weightG: 100, listPrice: '20.00', currency }],
    })
  }
}

/** An order as a channel would send it: paid, one line, amounts that agree. */
export function incoming(channelOrderNo: string, skuCode: string, quantity = 1, changes: Record<string, unknown> = {}) {
  const total = (20 * quantity).toFixed(2)
  return {
    channelOrderNo,
    status: 'paid',
    createdAt: '2026-11-11T08:00:00+08:00',
    paidAt: '2026-11-11T08:01:00+08:00',
    modifiedAt: '2026-11-11T08:01:00+08:00',
    currency: 'CNY',
    buyer: { nick: '茶友小王' },
    address: {
      name: '王小明',
      phone: '13800138000',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      line1: '文三路 138 号',
      postcode: '310000',
    },
    lines: [
      {
        channelLineNo: '1',
        sellerSku: skuCode,
        title: `商品 ${skuCode}`,
        quantity,
        unitPrice: '20.00',
        discount: '0.00',
      },
    ],
    shippingFee: '0.00',
    discount: '0.00',
    total,
    paid: total,
    ...changes,
  }
}
