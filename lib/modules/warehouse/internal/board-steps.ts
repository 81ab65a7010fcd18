import type { BoardStep } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'

/**
 * Where parcels stand between allocation and the carrier, and how many each step has let through within the last hour: one scan
 * may pick for many parcels. Parcels of shops that the actor does not see are no part of it.
 */
export async function boardSteps(ctx: Context, warehouseId: string): Promise<BoardStep[]> {
  const [row] = await ctx.sql<
    Record<'wave' | 'pick' | 'check' | 'weigh' | 'ship', { waiting: number; lastHour: number }>
  >(
    `with here as (
       select f.id, f.state, k.weighed_at,
              exists (select 1 from pick_tasks t where t.tenant_id = $1 and t.fulfilment_id = f.id and t.state = 'open') as to_pick
         from fulfilments f left join packings k on k.tenant_id = $1 and k.fulfilment_id = f.id
        where f.tenant_id = $1 and f.warehouse_id = $2 and f.state in ('allocated', 'released', 'picking', 'packed') and f.block_reason is null
          and ($4::uuid[] is null or f.shop_id = any($4))
     ), done as (
       select count(distinct s.parcel) filter (where s.operation = 'pick') as pick,
              count(distinct s.parcel) filter (where s.operation = 'check' and s.closed) as check,
              count(distinct s.parcel) filter (where s.operation = 'weigh') as weigh,
              count(distinct s.parcel) filter (where s.operation = 'ship') as ship
         from (
           select x.operation, x.parcel, x.closed from (
             select s.operation, s.answer -> 'parcel' ->> 'number' as parcel, (s.answer ->> 'done')::boolean as closed from scans s
              where s.tenant_id = $1 and s.warehouse_id = $2 and s.verdict = 'ok' and s.at > $3 and s.operation in ('check', 'weigh', 'ship')
             union all
             select 'pick', place ->> 'parcel', false from scans s cross join lateral jsonb_array_elements(s.answer -> 'places') as place
              where s.tenant_id = $1 and s.warehouse_id = $2 and s.verdict = 'ok' and s.at > $3 and s.operation = 'pick') x
            where $4::uuid[] is null or exists (select 1 from fulfilments f where f.tenant_id = $1 and f.number = x.parcel and f.shop_id = any($4))) s
     )
     select jsonb_build_object('waiting', count(*) filter (where state = 'allocated'),
              'lastHour', (select count(*) from waves w join wave_parcels p on p.tenant_id = $1 and p.wave_id = w.id
                                  join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id and ($4::uuid[] is null or f.shop_id = any($4))
                                 where w.tenant_id = $1 and w.warehouse_id = $2 and w.created_at > $3)) as wave,
            jsonb_build_object('waiting', count(*) filter (where state in ('released', 'picking') and to_pick), 'lastHour', max(d.pick)) as pick,
            jsonb_build_object('waiting', count(*) filter (where state in ('released', 'picking') and not to_pick), 'lastHour', max(d.check)) as check,
            jsonb_build_object('waiting', count(*) filter (where state = 'packed' and weighed_at is null), 'lastHour', max(d.weigh)) as weigh,
            jsonb_build_object('waiting', count(*) filter (where state = 'packed' and weighed_at is not null), 'lastHour', max(d.ship)) as ship
       from done d left join here on true`,
    [warehouseId, new Date(ctx.now.getTime() - 3_600_000), ctx.actor.scope.shopIds],
  )
  const steps = ['wave', 'pick', 'check', 'weigh', 'ship'] as const
  return steps.map((step) => ({ step, waiting: row?.[step].waiting ?? 0, lastHour: row?.[step].lastHour ?? 0 }))
}

/** The step at which what waits would take longest at the pace of the last hour; where nothing went through, it stands still. */
export function bottleneckOf(steps: readonly BoardStep[]): BoardStep['step'] | null {
  const hours = ({ waiting, lastHour }: BoardStep) => waiting / Math.max(lastHour, 0.5)
  const waiting = steps.filter((step) => step.step !== 'wave' && step.waiting > 0)
  return waiting.sort((a, b) => hours(b) - hours(a))[0]?.step ?? null
}
