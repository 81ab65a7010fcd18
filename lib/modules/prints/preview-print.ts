import { z } from 'zod'
import { picturesOf } from '@/lib/adapters/printing/pictures-of'
import { maskLine, maskName, maskPhone } from '@/lib/kernel/mask'
import { invalid } from '@/lib/kernel/refusal'
import { type ParcelPaper, parcelPapers } from '@/lib/modules/orders/parcel-papers'
import { paperWords } from '@/lib/modules/prints/internal/paper-words'
import { labelOf, slipOf, type Told } from '@/lib/modules/prints/internal/parcel-draw'
import { printedBy } from '@/lib/modules/prints/internal/printed-by'
import { sampleParcel } from '@/lib/modules/prints/internal/sample-parcel'
import { allBlocks } from '@/lib/modules/prints/internal/templates'
import { settingsFields } from '@/lib/modules/prints/schema'
import { paperLanguages } from '@/lib/modules/prints/states'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

/** How many of the newest parcels are looked through for one of the shop. */
const newest = 2000

/**
 * A label or a slip of the newest parcel as these settings would print it, as a picture of each page. Nothing is printed by it: no number
 * is taken, the receiver is masked, and a bar says that it is a sample.
 */
export const previewPrint = query({
  name: 'print-settings.preview',
  summary: 'A label or packing slip of the newest parcel as these settings would print it',
  input: z.strictObject({
    ...settingsFields,
    shopCode: z.string().max(100).optional(),
    paper: z.enum(['label', 'slip']),
    /** Absent: the one the parcel would get. */
    paperLanguage: z.enum(paperLanguages).optional(),
  }),
  example: { paper: 'label', labelSize: '100x150', senderName: 'Caravan' },
  output: z.object({
    /** The parcel it is of; null: there is none yet, and a made-up one is shown. */
    parcel: z.string().nullable(),
    /** One SVG a page. */
    pages: z.array(z.string()),
  }),
  async run(ctx, { shopCode, paper: kind, paperLanguage, ...how }) {
    const shop = shopCode ? await shopByCode(ctx, shopCode) : undefined
    if (shopCode && !shop) return invalid([{ path: 'shopCode', code: 'unknown' }])
    const found = await newestParcel(ctx, shop?.id)
    const paper = found ? masked(found) : sampleParcel
    const settings = {
      ...how,
      templates: { 'zh-CN': allBlocks(how.templates['zh-CN']), en: allBlocks(how.templates.en) },
    }
    const language = paperLanguage
    const printed = printedBy(ctx, paperWords(language ?? 'zh-CN'))
    const told: Told = { how: settings, mark: (t) => t('sample'), printed, language }
    const number = 'SF0000000000000'
    const draw = kind === 'label' ? labelOf(paper, { number, carrierCode: 'sf' }, told) : slipOf(paper, number, told)
    return { parcel: found?.number ?? null, pages: picturesOf(draw).slice(0, 3) }
  },
})

async function newestParcel(ctx: Context, shopId: string | undefined): Promise<ParcelPaper | undefined> {
  const { shopIds, warehouseIds } = ctx.actor.scope
  const [row] = await ctx.sql<{ id: string }>(
    `select id from (select id, shop_id, warehouse_id, state from fulfilments where tenant_id = $1 order by created_at desc, id desc limit ${newest}) f
      where state <> 'cancelled' and ($2::uuid is null or shop_id = $2) and ($3::uuid[] is null or shop_id = any($3))
        and ($4::uuid[] is null or warehouse_id = any($4)) limit 1`,
    [shopId ?? null, shopIds, warehouseIds],
    'print-newest-parcel',
  )
  return row ? (await parcelPapers(ctx, [row.id]))[0] : undefined
}

/** Whoever looks after templates need not know who the buyer is. */
function masked(paper: ParcelPaper): ParcelPaper {
  const to = paper.receiver
  return {
    ...paper,
    buyerNotes: paper.buyerNotes.map(maskLine),
    receiver: to && { ...to, name: maskName(to.name), phone: maskPhone(to.phone), line1: maskLine(to.line1) },
  }
}
