import type { Draw } from '@/lib/adapters/printing/pdf-of'
import {
  drawBinStickers,
  drawCountSheet,
  drawPickList,
  drawSkuStickers,
} from '@/lib/modules/prints/internal/draw-lists'
import { drawParcels } from '@/lib/modules/prints/internal/draw-parcels'
import { paperWords } from '@/lib/modules/prints/internal/paper-words'
import type { PrintRow } from '@/lib/modules/prints/internal/print-row'
import { allSettings } from '@/lib/modules/prints/internal/settings'
import type { Context } from '@/lib/platform/door/context'

/** The papers of one print, read anew: nothing of what they say is kept beside the log. */
export async function drawPrint(ctx: Context, rows: readonly PrintRow[]): Promise<Draw[]> {
  const [row] = rows
  if (!row) return []
  const { language } = (await allSettings(ctx)).of(null)
  const t = paperWords(language)
  const at = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ctx.tenant.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(ctx.now)
  const printed = t('printed', { at, by: ctx.actor.name })
  const about = { row, english: language === 'en', t, printed }
  switch (row.kind) {
    case 'label':
    case 'packing_slip':
      return drawParcels(ctx, row.kind, rows, printed)
    case 'pick_list':
      return drawPickList(ctx, about)
    case 'count_sheet':
      return drawCountSheet(ctx, about)
    case 'sku_label':
      return drawSkuStickers(ctx, rows, about.english)
    case 'bin_label':
      return drawBinStickers(rows)
  }
}
