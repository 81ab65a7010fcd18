import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { invalid } from '@/lib/kernel/refusal'
import { unknownRow, writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer } from '@/lib/modules/prints/schema'
import { mostPapers } from '@/lib/modules/prints/states'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { command } from '@/lib/platform/door/use-case'

/** Stickers for bins (货位标签): what a scanner reads at the shelf. */
export const printBinLabels = command({
  name: 'print.bin-labels',
  summary: 'Print labels of bins: those named, or all of a zone',
  http: { method: 'POST', path: '/prints/bin-labels', status: 201 },
  input: z.strictObject({
    warehouseCode: codeField(40),
    zoneCode: z.string().trim().max(100).optional(),
    binCodes: z.array(z.string().trim().min(1).max(100)).max(mostPapers).default([]),
  }),
  example: { warehouseCode: 'HZ', binCodes: ['A-01-01'] },
  output: printAnswer,
  async run(ctx, { warehouseCode, zoneCode, binCodes }) {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const codes = binCodes.map((code) => code.normalize('NFKC').toUpperCase())
    const bins = await ctx.sql<{ id: string; code: string }>(
      `select b.id, b.code from bins b left join zones z on z.tenant_id = $1 and z.id = b.zone_id
        where b.tenant_id = $1 and b.warehouse_id = $2 and b.status = 'active' and not b.is_staging and not b.is_default
          and (b.code = any($3::text[]) or z.code = $4) order by b.route, b.code limit ${mostPapers}`,
      [warehouse.id, codes, zoneCode ?? null],
    )
    const known = new Set(bins.map((bin) => bin.code))
    const refused = codes.flatMap((code, index) => (known.has(code) ? [] : [unknownRow(index)]))
    const papers = bins.map((bin) => ({ id: bin.id, reference: bin.code, warehouseId: warehouse.id }))
    return writeDown(ctx, { kind: 'bin_label', papers, refused })
  },
})
