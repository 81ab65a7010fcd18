import { z } from 'zod'
import { codeField, nameField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { stationRow, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { stationView } from '@/lib/modules/warehouse/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createStation = command({
  name: 'station.create',
  summary: 'Create a station: a place in a warehouse where people scan',
  http: { method: 'POST', path: '/stations', status: 201 },
  input: z.strictObject({ warehouseCode: codeField(40), name: nameField(60) }),
  example: { warehouseCode: 'HZ', name: 'Packing 1' },
  output: stationView,
  async run(ctx, { warehouseCode, name }) {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const id = newId()
    await orTaken({ stations_name_uq: 'name' }, () =>
      ctx.sql('insert into stations (tenant_id, id, warehouse_id, name, created_at) values ($1, $2, $3, $4, $5)', [
        ...[id, warehouse.id, name, ctx.now],
      ]),
    )
    ctx.touch('station', id)
    return view(await stationRow(ctx, id))
  },
})
