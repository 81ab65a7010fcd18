import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { binRow, binView as view } from '@/lib/modules/inventory/internal/bin-rows'
import { zoneFor } from '@/lib/modules/inventory/internal/zone-rows'
import { binFields, binView, placeCode } from '@/lib/modules/inventory/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateBin = command({
  name: 'bin.update',
  summary: 'Change a bin',
  http: { method: 'PATCH', path: '/bins/{binId}' },
  input: z
    .object({ ...binFields, code: placeCode })
    .partial()
    .extend({ binId: id('bin'), version: versionField })
    .strict(),
  example: { route: 20, capacity: 300, version: 1 },
  output: binView,
  async run(ctx, { binId, version, ...fields }) {
    const row = await binRow(ctx, binId, 'change')
    expectVersion(row, version)
    const { code = row.code, zoneId = row.zone_id, route = row.route, capacity = row.capacity } = fields
    const zone = zoneId === row.zone_id ? undefined : await zoneFor(ctx, row.warehouse_id, zoneId)
    const kind = zone === undefined ? row.kind : (zone?.kind ?? 'sellable')
    const errors: FieldError[] = []
    if (row.is_staging && zoneId !== null) errors.push({ path: 'zoneId', code: 'packing_place' })
    if (row.is_staging && capacity !== null) errors.push({ path: 'capacity', code: 'packing_place' })
    // Goods become defective by a move, which says so in the ledger and to whom they were promised.
    if (kind !== row.kind && row.held > 0) errors.push({ path: 'zoneId', code: 'holds_goods' })
    if (capacity !== null && row.is_default) errors.push({ path: 'capacity', code: 'receiving_bin' })
    else if (capacity !== null && capacity < row.held) errors.push({ path: 'capacity', code: 'holds_more' })
    if (errors.length > 0) invalid(errors)
    await orTaken({ bins_code_uq: 'code' }, () =>
      ctx.sql(
        `update bins set code = $3, zone_id = $4, route = $5, capacity = $6, version = version + 1 where tenant_id = $1 and id = $2`,
        [binId, code, zoneId, route, capacity],
      ),
    )
    ctx.touch('bin', binId)
    return view(await binRow(ctx, binId))
  },
})
