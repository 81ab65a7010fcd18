import { drawCartonMark } from '@/lib/adapters/printing/carton-mark'
import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { sizes } from '@/lib/adapters/printing/sizes'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { parcelPapers } from '@/lib/modules/orders/parcel-papers'
import type { About, Of } from '@/lib/modules/prints/internal/draw-lists'
import { markOf } from '@/lib/modules/prints/internal/paper-words'
import { parcelsToPrint } from '@/lib/modules/prints/internal/parcels'
import type { Context } from '@/lib/platform/door/context'

/** One mark for each carton; no receiver stands on them, since cartons are stacked where everybody passes. */
export async function drawCartons(ctx: Context, { row, t, printed }: About): Promise<Draw[]> {
  const [transfer] = await ctx.sql('select 1 from stock_transfers where tenant_id = $1 and id = $2', [row.subject_id])
  const said = transfer ? await ofTransfer(ctx, row.subject_id, t) : await ofParcel(ctx, row.subject_id, t)
  if (!said) return []
  const base = {
    ...{ ...said, number: row.reference, mark: markOf(t, row.copy), cartons: row.copies, printed },
    blanks: [t('cartonWeight'), t('cartonSize')],
  }
  return Array.from(
    { length: row.copies },
    (_, i): Draw =>
      (sheet) => {
        drawCartonMark(sheet, sizes['100x150'], { ...base, carton: i + 1 }, t)
      },
  )
}

type Said = { title: string; facts: string[] } | undefined

async function ofTransfer(ctx: Context, id: string, t: About['t']): Promise<Said> {
  const { fromWarehouseCode, toWarehouseCode, lines } = await getTransfer.within(ctx, {
    transferId: id as Of<'transfer'>,
  })
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  return {
    title: `${fromWarehouseCode} → ${toWarehouseCode}`,
    facts: [t('transfer'), t('total', { kinds: lines.length, units })],
  }
}

/** What was stopped between the click and the file gets no marks. */
async function ofParcel(ctx: Context, id: string, t: About['t']): Promise<Said> {
  const { good } = await parcelsToPrint(ctx, [id])
  const [paper] = await parcelPapers(
    ctx,
    good.map((parcel) => parcel.id),
  )
  if (!paper) return undefined
  const units = paper.lines.reduce((sum, line) => sum + line.quantity, 0)
  return {
    title: paper.shop,
    facts: [
      `${t('warehouse')} ${paper.warehouse}`,
      `${t('orders')} ${paper.orders.map((order) => order.number).join(' ')}`,
      t('total', { kinds: paper.lines.length, units }),
    ],
  }
}
