import { z } from 'zod'
import type { Shipment } from '@/lib/adapters/marketplaces/connector'
import { type Trouble, troubleKinds } from '@/lib/adapters/marketplaces/trouble'
import { newId } from '@/lib/kernel/ids'
import { callSeconds, mayCall, noteCall } from '@/lib/modules/channels/internal/breaker'
import { retrySeconds } from '@/lib/modules/channels/internal/pull-times'
import { type ReportRow, selectReports, shipmentOf } from '@/lib/modules/channels/internal/report-rows'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

export type Taken = { shopId: string; claim: string; attempt: number; shipment: Shipment }

/**
 * Takes one report up; null when it waits no more, waits for another moment, or for the shop. A worker that died is followed by
 * another after the time of a call.
 */
export const beginReport = command({
  name: 'shipment-report.begin',
  summary: 'Take up the report of a shipment',
  audited: false,
  input: z.strictObject({ reportId: z.uuid() }),
  async run(ctx, { reportId }): Promise<Taken | null> {
    // All of the order's, so that two parcels of it are told one after the other: each may have to look at what stands there.
    const all = await ctx.sql<ReportRow & { claimed_until: Date | null }>(
      `${selectReports} and r.order_id = (select x.order_id from shipment_reports x where x.tenant_id = $1 and x.id = $2)
        order by r.id for update of r`,
      [reportId],
    )
    const row = all.find((r) => r.id === reportId)
    if (row?.state !== 'waiting' || row.due_at > ctx.now) return null
    if (all.some((r) => r.claimed_until && r.claimed_until > ctx.now)) return null
    const shipment = await shipmentOf(ctx, row)
    if (!shipment) {
      // Taken back before the channel heard of it, or nothing of it is the channel's.
      await ctx.sql(
        `update shipment_reports set state = case when told_tracking_no is null then 'withdrawn' else 'reported' end, version = version + 1
          where tenant_id = $1 and id = $2`,
        [reportId],
      )
      return null
    }
    // Asked last: who may call and does not would keep the others from it.
    if (!(await mayCall(ctx, row.shop_id))) return null
    const claim = newId()
    await ctx.sql(
      `update shipment_reports set attempts = attempts + 1, due_at = $3, claimed_until = $3, claim = $4 where tenant_id = $1 and id = $2`,
      [reportId, new Date(ctx.now.getTime() + callSeconds * 1000), claim],
    )
    return { shopId: row.shop_id, claim, attempt: row.attempts + 1, shipment }
  },
})

export const endReport = command({
  name: 'shipment-report.end',
  summary: 'Write down what the marketplace said to a shipment',
  audited: false,
  input: z.strictObject({
    reportId: z.uuid(),
    claim: z.uuid(),
    attempt: z.int(),
    carrierCode: z.string(),
    trackingNo: z.string(),
    outcome: z.enum(['reported', 'already']).nullable(),
    trouble: z
      .strictObject({ kind: z.enum(troubleKinds), code: z.string(), retryAfterMs: z.number().optional() })
      .nullable(),
  }),
  async run(ctx, { reportId, claim, attempt, carrierCode, trackingNo, outcome, trouble }): Promise<void> {
    // Only what the channel refuses for good is given up, and waits for a person; an outage ends, however long it takes.
    const state = outcome ?? (trouble?.kind === 'business' ? 'failed' : 'waiting')
    const seconds =
      trouble?.kind === 'transient'
        ? retrySeconds(attempt)
        : // What is about the shop is waited for there, and not counted against the parcel.
          Math.ceil((trouble?.retryAfterMs ?? 0) / 1000)
    const [row] = await ctx.sql<{ shop_id: string; order_id: string }>(
      `update shipment_reports r set claimed_until = null, claim = null, trouble = $4, version = r.version + 1,
              state = case when $3 in ('reported', 'already') and exists (
                select 1 from fulfilments f where f.tenant_id = $1 and f.id = r.fulfilment_id and f.state in ('shipped', 'delivered')
                   and (f.tracking_no, coalesce(f.carrier_code, 'other')) is distinct from ($7, $8)) then 'waiting' else $3 end,
              due_at = $5, reported_at = case when $3 in ('reported', 'already') then $6::timestamptz else r.reported_at end,
              told_tracking_no = case when $3 in ('reported', 'already') then $7 else r.told_tracking_no end,
              told_carrier = case when $3 in ('reported', 'already') then $8 else r.told_carrier end
        where r.tenant_id = $1 and r.id = $2 and r.state = 'waiting' and r.claim = $9 returning r.shop_id, r.order_id`,
      [
        reportId,
        state,
        trouble?.code ?? null,
        new Date(ctx.now.getTime() + seconds * 1000),
        ctx.now,
        trackingNo,
        carrierCode,
        claim,
      ],
    )
    if (!row) return endLate(ctx, reportId, outcome && { carrierCode, trackingNo }, trouble)
    await noteCall(ctx, row.shop_id, trouble)
    await wakeRest(ctx, row.order_id)
  },
})

/**
 * Of who came back after its time, when another may have taken the report up: what failed is that one's to find out. What was told stands
 * at the channel all the same, so it is written down, and unless it is known already it is looked at once more, after whoever is at it now,
 * and by that one's word alone the report does not end any more.
 */
async function endLate(
  ctx: Context,
  reportId: string,
  told: { carrierCode: string; trackingNo: string } | null,
  trouble: Trouble | null,
): Promise<void> {
  const [row] = await ctx.sql<{ shop_id: string }>(
    told
      ? `update shipment_reports set told_tracking_no = $3, told_carrier = $4, reported_at = $5, trouble = null, claim = null,
                state = 'waiting', due_at = greatest(claimed_until, $5), version = version + 1
          where tenant_id = $1 and id = $2
            and (state not in ('reported', 'already') or (told_tracking_no, told_carrier) is distinct from ($3, $4)) returning shop_id`
      : 'select shop_id from shipment_reports where tenant_id = $1 and id = $2',
    told ? [reportId, told.trackingNo, told.carrierCode, ctx.now] : [reportId],
  )
  if (row) await noteCall(ctx, row.shop_id, trouble)
}

/** Other parcels of the order, for which this one was in the way; and this one, when it left under another number meanwhile. */
async function wakeRest(ctx: Context, orderId: string): Promise<void> {
  const due = await ctx.sql<{ id: string; shop_id: string }>(
    `select r.id, r.shop_id from shipment_reports r
      where r.tenant_id = $1 and r.order_id = $2 and r.state = 'waiting' and r.due_at <= $3 and r.trouble is null`,
    [orderId, ctx.now],
  )
  for (const { id, shop_id } of due)
    ctx.emit({ name: 'shipment-report.due', payload: { reportId: id, shopId: shop_id } })
}
