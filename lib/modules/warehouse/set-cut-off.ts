import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { codeField } from '@/lib/kernel/fields'
import { invalid } from '@/lib/kernel/refusal'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { command } from '@/lib/platform/door/use-case'

export const setCutOff = command({
  name: 'floor.cut-off',
  summary: 'Say when a carrier fetches at a warehouse; null: it does not',
  http: { method: 'PUT', path: '/floor/cut-offs' },
  input: z.strictObject({
    warehouseCode: codeField(40),
    carrierCode: z.enum(carrierCodes),
    /** On the company's clock. */
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .nullable(),
  }),
  example: { warehouseCode: 'HZ', carrierCode: 'sf', time: '17:30' },
  async run(ctx, { warehouseCode, carrierCode, time }) {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    if (time === null)
      await ctx.sql('delete from carrier_cut_offs where tenant_id = $1 and warehouse_id = $2 and carrier_code = $3', [
        ...[warehouse.id, carrierCode],
      ])
    else
      await ctx.sql(
        `insert into carrier_cut_offs (tenant_id, warehouse_id, carrier_code, local_time) values ($1, $2, $3, $4)
         on conflict (tenant_id, warehouse_id, carrier_code) do update set local_time = excluded.local_time`,
        [warehouse.id, carrierCode, time],
      )
    ctx.touch('warehouse', warehouse.id)
    ctx.tell({ carrierCode, time })
    return { warehouseCode: warehouse.code, carrierCode, time }
  },
})
