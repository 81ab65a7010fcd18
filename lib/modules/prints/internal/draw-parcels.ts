import type { PaperText } from '@/lib/adapters/printing/label'
import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { parcelPapers } from '@/lib/modules/orders/parcel-papers'
import { markOf } from '@/lib/modules/prints/internal/paper-words'
import { labelOf, slipOf } from '@/lib/modules/prints/internal/parcel-draw'
import { parcelsToPrint } from '@/lib/modules/prints/internal/parcels'
import type { PrintRow } from '@/lib/modules/prints/internal/print-row'
import { allSettings } from '@/lib/modules/prints/internal/settings'
import type { Context } from '@/lib/platform/door/context'

type Waybill = { fulfilment_id: string; number: string; carrier_code: string }

/** What was stopped between the click and the file is left out, and so is a label whose number was voided meanwhile. */
export async function drawParcels(
  ctx: Context,
  kind: 'label' | 'packing_slip',
  rows: readonly PrintRow[],
  printed: string,
): Promise<Draw[]> {
  const { good } = await parcelsToPrint(
    ctx,
    rows.map((row) => row.subject_id),
    { evenLeft: kind === 'packing_slip' },
  )
  const papers = await parcelPapers(
    ctx,
    good.map((parcel) => parcel.id),
  )
  const settings = await allSettings(ctx)
  const copies = new Map(rows.map((row) => [row.subject_id, row.copy]))
  const waybills = await ctx.sql<Waybill>(
    'select fulfilment_id, number, carrier_code from waybills where tenant_id = $1 and voided_at is null and fulfilment_id = any($2::uuid[])',
    [papers.map((paper) => paper.id)],
    'print-waybills',
  )
  const numbers = new Map(waybills.map((waybill) => [waybill.fulfilment_id, waybill]))
  return papers.flatMap((paper) => {
    const waybill = numbers.get(paper.id)
    const copy = copies.get(paper.id) ?? 1
    const told = { how: settings.of(paper.shopId), mark: (t: PaperText) => markOf(t, copy), printed }
    if (kind === 'packing_slip') return [slipOf(paper, waybill?.number ?? paper.trackingNo, told)]
    return waybill ? [labelOf(paper, { number: waybill.number, carrierCode: waybill.carrier_code }, told)] : []
  })
}
