import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

export type Task = {
  id: string
  fulfilment_id: string
  sku_id: string
  bin_id: string
  quantity: number
  picked: number
  sorted: number
  slot: number
  parcel: string
  state: string
  block_reason: string | null
}

/** The parcels a person may still take goods for: those that are in the wave's work and that nothing stops. */
const atWork = ['released', 'picking']

export const isWanted = (task: Task): boolean => atWork.includes(task.state) && task.block_reason === null

/** One that somebody stopped may go on later; one whose order was cancelled, or that left by another way, never does. */
export const isStopped = (task: Task): boolean => atWork.includes(task.state) && task.block_reason !== null

type Which = { waveId: string; skuId?: string; binId?: string; fulfilmentIds?: readonly string[] }

/** Of `pick_tasks t`. */
const wanted = `t.tenant_id = $1 and t.wave_id = $2 and ($3::uuid is null or t.sku_id = $3) and ($4::uuid is null or t.bin_id = $4)
  and ($5::uuid[] is null or t.fulfilment_id = any($5)) and ($6 <> 'to pick' or t.state = 'open') and ($6 <> 'to sort' or t.picked > t.sorted)
  and ($7::uuid[] is null or exists (select 1 from fulfilments x where x.tenant_id = $1 and x.id = t.fulfilment_id and x.shop_id = any($7)))`

/**
 * Tasks of a wave with their parcels, all locked: tasks first, ids ascending, then the parcels. Who picks, sorts, takes out of a wave
 * and cancels one goes this way; whoever comes second sees what the first has left. Stock is locked after them. Parcels of shops outside the
 * actor's scope are not among them.
 */
export async function lockTasks(
  ctx: Context,
  { waveId, skuId, binId, fulfilmentIds }: Which,
  which: 'to pick' | 'to sort' | 'all',
): Promise<Task[]> {
  const params = [waveId, skuId ?? null, binId ?? null, fulfilmentIds ?? null, which, ctx.actor.scope.shopIds]
  const [tasks, parcels] = await together([
    ctx.sql<Omit<Task, 'slot' | 'parcel' | 'state' | 'block_reason'>>(
      `select id, fulfilment_id, sku_id, bin_id, quantity, picked, sorted from pick_tasks t where ${wanted} order by t.id for update`,
      params,
      'tasks-lock',
    ),
    ctx.sql<Pick<Task, 'slot' | 'parcel' | 'state' | 'block_reason'> & { id: string }>(
      `select f.id, f.number as parcel, f.state, f.block_reason, p.slot from fulfilments f
         join wave_parcels p on p.tenant_id = $1 and p.wave_id = $2 and p.fulfilment_id = f.id
        where f.tenant_id = $1 and f.id in (select t.fulfilment_id from pick_tasks t where ${wanted}) order by f.id for update of f`,
      params,
      'tasks-parcels-lock',
    ),
  ])
  const byId = new Map(parcels.map((p) => [p.id, p]))
  return tasks
    .flatMap((task) => {
      const parcel = byId.get(task.fulfilment_id)
      return parcel ? [{ ...parcel, ...task }] : []
    })
    .sort((a, b) => a.slot - b.slot || (a.id < b.id ? -1 : 1))
}

export type Share = { task: Task; quantity: number }

/** Spreads units over tasks in the sequence of their slots; what is more than they take is left over. */
export function spread(tasks: readonly Task[], quantity: number, room: (task: Task) => number): Share[] {
  const shares: Share[] = []
  let open = quantity
  for (const task of tasks) {
    const take = Math.min(open, room(task))
    if (take <= 0) continue
    shares.push({ task, quantity: take })
    open -= take
  }
  return shares
}

export const placesOf = (shares: readonly Share[]) => {
  const places = new Map<string, { slot: number; parcel: string; quantity: number }>()
  for (const { task, quantity } of shares) {
    const place = places.get(task.parcel) ?? { slot: task.slot, parcel: task.parcel, quantity: 0 }
    place.quantity += quantity
    places.set(task.parcel, place)
  }
  return [...places.values()]
}

export const parcelsOf = (shares: readonly Share[]) => {
  const parcels = new Map<string, number>()
  for (const { task, quantity } of shares)
    parcels.set(task.fulfilment_id, (parcels.get(task.fulfilment_id) ?? 0) + quantity)
  return [...parcels].map(([fulfilmentId, quantity]) => ({ fulfilmentId, quantity }))
}
