import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { pictureOf } from '@/lib/modules/catalog/picture-of'
import { goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { stationAtWork } from '@/lib/modules/warehouse/internal/stations'
import { type GoodsView, goodsView, scannedText } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'

/** What a station shows of a code before anything is done with it: the goods, and whether their batch or their numbers are asked for. */
export const getGoods = query({
  name: 'scan.goods',
  summary: 'What a scanned code means, and whether batch or serial numbers are asked for',
  http: { method: 'GET', path: '/stations/{stationId}/goods/{code}' },
  input: z.strictObject({ stationId: id('station'), code: scannedText }),
  output: goodsView,
  async run(ctx, { stationId, code }) {
    await stationAtWork(ctx, stationId)
    const goods = (await goodsOf(ctx, code)) ?? refuse('not_found')
    const [row] = await ctx.sql<Pick<GoodsView, 'picture'>>(
      `select ${pictureOf('s')} as picture from skus s where s.tenant_id = $1 and s.id = $2`,
      [goods.id],
      'goods-picture',
    )
    const { code: skuCode, name, nameEn, batchTracked, serialMode } = goods
    return { skuCode, name, nameEn, batchTracked, serialMode, picture: row?.picture ?? null }
  },
})
