import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type AlertRow, alertOf, inScope, selectAlerts } from '@/lib/modules/purchasing/internal/alert-rows'
import { alertView } from '@/lib/modules/purchasing/schema'
import { query } from '@/lib/platform/door/use-case'

export const getAlert = query({
  name: 'alert.get',
  summary: 'One open stock alert',
  http: { method: 'GET', path: '/stock/alerts/{alertId}' },
  input: z.strictObject({ alertId: id('alert') }),
  output: alertView,
  async run(ctx, { alertId }) {
    const { scope } = ctx.actor
    const [row] = await ctx.sql<AlertRow>(`${selectAlerts} and a.id = $2 and ${inScope('$3')}`, [
      alertId,
      scope.warehouseIds,
    ])
    return row ? alertOf(scope)(row) : refuse('not_found')
  },
})
