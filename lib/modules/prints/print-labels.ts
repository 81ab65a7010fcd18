import { z } from 'zod'
import { missing } from '@/lib/adapters/printing/fonts'
import { carrierCodes } from '@/lib/kernel/carriers'
import { parcelPapers } from '@/lib/modules/orders/parcel-papers'
import { placeOf } from '@/lib/modules/prints/internal/address'
import { askedParcels } from '@/lib/modules/prints/internal/asked-parcels'
import { takeWaybills } from '@/lib/modules/prints/internal/take-waybills'
import { type Paper, refusedRow, writeDown } from '@/lib/modules/prints/internal/write-down'
import { oneOf, parcelsAsked, printAnswer, reprintField, someAsked } from '@/lib/modules/prints/schema'
import { command } from '@/lib/platform/door/use-case'

/** Labels for carriers (面单), each parcel with a number of its carrier's pool. What may not leave gets none; the others do. */
export const printLabels = command({
  name: 'print.labels',
  summary: 'Print the labels of parcels, up to 500 in one file',
  http: { method: 'POST', path: '/prints/labels', status: 201 },
  input: z
    .strictObject({
      ...parcelsAsked,
      /** For parcels that have no carrier yet. */
      carrierCode: z.enum(carrierCodes).optional(),
      reprint: reprintField,
    })
    .refine(someAsked, oneOf),
  example: { fulfilmentIds: ['019aab00-0000-7000-8000-000000000021'], carrierCode: 'sf' },
  output: printAnswer,
  async run(ctx, { carrierCode, reprint, ...asked }) {
    const { good, refused } = await askedParcels(ctx, asked)
    const papers = new Map(
      (
        await parcelPapers(
          ctx,
          good.map((p) => p.id),
        )
      ).map((paper) => [paper.id, paper]),
    )
    const sound = good.filter((parcel) => {
      const to = papers.get(parcel.id)?.receiver
      const text = to ? [to.name, to.phone, placeOf(to), to.line1].join(' ') : ''
      if (!to || to.line1 === '' || to.name === '') refused.push(refusedRow(parcel.id, parcel.number, 'no_address'))
      else if (missing(text).length > 0)
        refused.push(refusedRow(parcel.id, parcel.number, 'unprintable', missing(text)))
      else return true
      return false
    })
    const wanting = sound.map((p) => ({
      id: p.id,
      warehouseId: p.warehouse_id,
      carrierCode: p.carrier ?? carrierCode ?? null,
    }))
    const waybills = await takeWaybills(ctx, wanting)
    const ready: Paper[] = []
    for (const [i, { id, number, shop_id, warehouse_id }] of sound.entries()) {
      const waybill = waybills.get(id)
      const { number: trackingNo } = waybill ?? {}
      if (waybill && trackingNo) {
        ready.push({
          id,
          countedAs: waybill.id,
          reference: number,
          shopId: shop_id,
          warehouseId: warehouse_id,
          trackingNo,
        })
      } else refused.push(refusedRow(id, number, wanting[i]?.carrierCode ? 'no_numbers' : 'no_carrier'))
    }
    return writeDown(ctx, { kind: 'label', papers: ready, refused, reprint })
  },
})
