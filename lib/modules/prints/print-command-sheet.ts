import { z } from 'zod'
import { writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer } from '@/lib/modules/prints/schema'
import { command } from '@/lib/platform/door/use-case'

/** Codes that scan pages understand (指令条码), to hang up where there is no keyboard. */
export const printCommandSheet = command({
  name: 'print.command-sheet',
  summary: 'Print the sheet of command barcodes for scan stations',
  http: { method: 'POST', path: '/prints/command-sheets', status: 201 },
  input: z.strictObject({}),
  example: {},
  output: printAnswer,
  run: (ctx) =>
    writeDown(ctx, {
      kind: 'command_sheet',
      papers: [{ id: ctx.tenantId, reference: 'SCAN' }],
      refused: [],
    }),
})
