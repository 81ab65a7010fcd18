import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { presaleRow, presaleView } from '@/lib/modules/orders/internal/presale-rows'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { command } from '@/lib/platform/door/use-case'

/** From now on orders of this shop with this SKU arrive as presale. Said again, the new date counts. */
export const setPresaleSku = command({
  name: 'presale.set',
  summary: 'Sell a SKU of a shop ahead: its orders wait until a moment or until they are let go',
  http: { method: 'POST', path: '/presales', status: 201 },
  input: z.strictObject({
    shopCode: codeField(40),
    skuCode: codeField(100),
    until: z.iso
      .datetime({ offset: true })
      .transform((t) => new Date(t))
      .nullish(),
  }),
  example: { shopCode: 'tmall', skuCode: 'TEA-001', until: '2026-12-01T00:00:00+08:00' },
  async run(ctx, { shopCode, skuCode, until = null }) {
    const shop = await shopByCode(ctx, shopCode)
    if (!shop) return invalid([{ path: 'shopCode', code: 'unknown' }])
    const sku = (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))
    if (!sku) return invalid([{ path: 'skuCode', code: 'unknown' }])
    const [row] = await ctx.sql<{ id: string }>(
      `insert into presale_skus (tenant_id, id, shop_id, sku_id, until, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, shop_id, sku_id) do update set until = excluded.until returning id`,
      [newId(), shop.id, sku.id, until, ctx.now],
    )
    ctx.touch('presale', row?.id ?? '')
    ctx.tell({ shopCode, skuCode: sku.code })
    return presaleView(await presaleRow(ctx, row?.id ?? ''))
  },
})
