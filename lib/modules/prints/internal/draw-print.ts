import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { drawCartons } from '@/lib/modules/prints/internal/draw-cartons'
import { drawCommands } from '@/lib/modules/prints/internal/draw-commands'
import {
  drawBinStickers,
  drawCountSheet,
  drawPickList,
  drawSkuStickers,
} from '@/lib/modules/prints/internal/draw-lists'
import { drawParcels } from '@/lib/modules/prints/internal/draw-parcels'
import { drawHandOver, drawWaveSummary } from '@/lib/modules/prints/internal/draw-wave'
import { houseLanguage, paperWords } from '@/lib/modules/prints/internal/paper-words'
import type { PrintRow } from '@/lib/modules/prints/internal/print-row'
import { printedBy } from '@/lib/modules/prints/internal/printed-by'
import { allSettings } from '@/lib/modules/prints/internal/settings'
import type { Context } from '@/lib/platform/door/context'

/** The papers of one print, read anew: nothing of what they say is kept beside the log. */
export async function drawPrint(ctx: Context, rows: readonly PrintRow[]): Promise<Draw[]> {
  const [row] = rows
  if (!row) return []
  const language = houseLanguage((await allSettings(ctx)).of(null))
  const t = paperWords(language)
  const printed = printedBy(ctx, t)
  const about = { row, english: language === 'en', t, printed }
  switch (row.kind) {
    case 'label':
    case 'packing_slip':
      return drawParcels(ctx, row.kind, rows, printed)
    case 'pick_list':
      return drawPickList(ctx, about)
    case 'count_sheet':
      return drawCountSheet(ctx, about)
    case 'wave_summary':
      return drawWaveSummary(ctx, about)
    case 'hand_over':
      return drawHandOver(ctx, about)
    case 'carton_mark':
      return (await Promise.all(rows.map((one) => drawCartons(ctx, { ...about, row: one })))).flat()
    case 'command_sheet':
      return drawCommands(about)
    case 'sku_label':
      return drawSkuStickers(ctx, rows, about.english)
    case 'bin_label':
      return drawBinStickers(rows)
  }
}
