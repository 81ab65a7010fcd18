import { z } from 'zod'
import type { Shipment } from '@/lib/adapters/marketplaces/connector'
import { retrySeconds } from '@/lib/modules/channels/internal/pull-times'
import { type ReportRow, selectReports, shipmentOf } from '@/lib/modules/channels/internal/report-rows'
import { command } from '@/lib/platform/door/use-case'

/** As long as one attempt may take at most; a worker that died is followed by another after it. */
const claimSeconds = 180
const mostAttempts = 20

/** Takes one report up; null when it waits no more, or waits for another moment. */
export const beginReport = command({
  name: 'shipment-report.begin',
  summary: 'Take up the report of a shipment',
  audited: false,
  input: z.strictObject({ reportId: z.uuid() }),
  async run(ctx, { reportId }): Promise<{ shopId: string; attempt: number; shipment: Shipment } | null> {
    const [row] = await ctx.sql<ReportRow>(`${selectReports} and r.id = $2 for update of r`, [reportId])
    if (row?.state !== 'waiting' || row.due_at > ctx.now) return null
    const shipment = await shipmentOf(ctx, row.fulfilment_id, row.order_id)
    if (!shipment) {
      // Taken back before the channel heard of it, or nothing of it is the channel's.
      await ctx.sql(
        `update shipment_reports set state = 'withdrawn', version = version + 1 where tenant_id = $1 and id = $2`,
        [reportId],
      )
      return null
    }
    await ctx.sql('update shipment_reports set attempts = attempts + 1, due_at = $3 where tenant_id = $1 and id = $2', [
      reportId,
      new Date(ctx.now.getTime() + claimSeconds * 1000),
    ])
    return { shopId: row.shop_id, attempt: row.attempts + 1, shipment }
  },
})

export const endReport = command({
  name: 'shipment-report.end',
  summary: 'Write down what the marketplace said to a shipment',
  audited: false,
  input: z.strictObject({
    reportId: z.uuid(),
    attempt: z.int(),
    outcome: z.enum(['reported', 'already']).nullable(),
    trouble: z.strictObject({ kind: z.string(), code: z.string(), retryAfterMs: z.number().optional() }).nullable(),
  }),
  async run(ctx, { reportId, attempt, outcome, trouble }): Promise<void> {
    // What the channel refuses for good a person must look at; everything else is tried again, for hours.
    const final = trouble?.kind === 'business' || attempt >= mostAttempts
    const state = outcome ?? (final ? 'failed' : 'waiting')
    const seconds = Math.max(retrySeconds(attempt), Math.ceil((trouble?.retryAfterMs ?? 0) / 1000))
    await ctx.sql(
      `update shipment_reports set state = $3, due_at = $4, trouble = $5, reported_at = $6, version = version + 1
        where tenant_id = $1 and id = $2 and state = 'waiting'`,
      [reportId, state, new Date(ctx.now.getTime() + seconds * 1000), trouble?.code ?? null, outcome ? ctx.now : null],
    )
  },
})
