import { groupBy } from '@/lib/kernel/group'
import { share } from '@/lib/kernel/money'
import type { TransferLine } from '@/lib/modules/inventory/internal/transfer-rows'
import type { LayerIn } from '@/lib/modules/inventory/new-movement'
import type { Context } from '@/lib/platform/door/context'

type CarriedLayer = {
  id: string
  batchId: string | null
  batchKey: string | null
  receivedAt: Date
  left: number
  value: bigint
}
/** What arrives of one batch. */
export type Arrival = { batchId: string | null; layers: LayerIn[] }
export type Worth = { units: number; value: bigint }

const nothing = (): Worth => ({ units: 0, value: 0n })

/** One line of a transfer on its way: what is left of the receipts it carries, and what became of it in this command. */
export class CarriedLine {
  readonly received = nothing()
  readonly over = nothing()
  readonly lost = nothing()

  constructor(
    readonly line: TransferLine,
    readonly layers: CarriedLayer[],
  ) {}

  /** Units still on their way. */
  get open(): number {
    return this.openOf(undefined)
  }

  /** Of one batch; undefined: of all. */
  openOf(batchKey: string | undefined): number {
    return this.of(batchKey).reduce((n, l) => n + l.left, 0)
  }

  /** The batch of what arrives beyond what was sent: the one that is named, else the last that was sent. */
  batchOfOver(batchKey: string | undefined): string | null {
    return this.of(batchKey).at(-1)?.batchId ?? null
  }

  carries(batchKey: string | undefined): boolean {
    return batchKey === undefined || this.of(batchKey).length > 0
  }

  private of(batchKey: string | undefined): CarriedLayer[] {
    return batchKey === undefined ? this.layers : this.layers.filter((l) => l.batchKey === batchKey)
  }

  /** Units that are on their way no longer. */
  get gone(): number {
    return this.received.units + this.lost.units
  }

  /** Units that arrive, what expires first and the oldest first, as old and as dear as they left. */
  arrive(quantity: number, batchKey?: string): Arrival[] {
    const taken = this.take(quantity, batchKey)
    count(this.received, taken)
    const groups = groupBy(taken, (layer) => layer.batchId)
    return [...groups].map(([batchId, layers]) => ({ batchId, layers }))
  }

  /** Units beyond what was sent, worth what one of the line is on average; answers their value. */
  arriveOver(quantity: number): bigint {
    const { shipped, shipped_minor } = this.line
    const [value = 0n] = share(shipped_minor * BigInt(quantity), [1n, BigInt(shipped - 1)])
    this.over.units += quantity
    this.over.value += value
    return value
  }

  loseRest(): void {
    count(this.lost, this.take(this.open))
  }

  private take(quantity: number, batchKey?: string): (LayerIn & { batchId: string | null })[] {
    const taken: (LayerIn & { batchId: string | null })[] = []
    let open = quantity
    for (const layer of this.of(batchKey)) {
      const units = Math.min(open, layer.left)
      if (units === 0) continue
      const [value = 0n] = share(layer.value, [BigInt(units), BigInt(layer.left - units)])
      layer.left -= units
      layer.value -= value
      open -= units
      taken.push({ batchId: layer.batchId, receivedAt: layer.receivedAt, quantity: units, value })
    }
    return taken
  }
}

function count(worth: Worth, layers: readonly LayerIn[]): void {
  for (const { quantity, value } of layers) {
    worth.units += quantity
    worth.value += value
  }
}

/** The lines of a transfer with what they carry, by line. The caller holds the transfer locked, which holds these. */
export async function carriedBy(ctx: Context, lines: readonly TransferLine[]): Promise<Map<string, CarriedLine>> {
  const rows = await ctx.sql<CarriedLayer & { lineId: string }>(
    `select y.line_id as "lineId", y.id, y.batch_id as "batchId", k.code_key as "batchKey", y.received_at as "receivedAt", y.quantity_left as left,
            y.value_left_minor as value
       from stock_transfer_layers y left join stock_batches k on k.tenant_id = $1 and k.id = y.batch_id
      where y.tenant_id = $1 and y.line_id = any($2::uuid[])
      order by y.line_id, k.code_key <> '', k.expires_on nulls last, k.created_at, y.received_at, y.id`,
    [lines.map((l) => l.id)],
    'transfer-layers',
  )
  return new Map(
    lines.map((line) => [
      line.id,
      new CarriedLine(
        line,
        rows.filter((row) => row.lineId === line.id),
      ),
    ]),
  )
}

/** Keeps what became of the lines. */
export async function keepCarried(ctx: Context, carried: readonly CarriedLine[]): Promise<void> {
  const column = <T>(of: (one: CarriedLine) => T) => carried.map(of)
  await ctx.sql(
    `update stock_transfer_lines l
        set received = l.received + u.received, received_minor = l.received_minor + u.received_minor, over = l.over + u.over,
            over_minor = l.over_minor + u.over_minor, lost = l.lost + u.lost, lost_minor = l.lost_minor + u.lost_minor
       from unnest($2::uuid[], $3::int[], $4::bigint[], $5::int[], $6::bigint[], $7::int[], $8::bigint[])
         as u(id, received, received_minor, over, over_minor, lost, lost_minor)
      where l.tenant_id = $1 and l.id = u.id`,
    [
      column((c) => c.line.id),
      column((c) => c.received.units),
      column((c) => c.received.value),
      column((c) => c.over.units),
      column((c) => c.over.value),
      column((c) => c.lost.units),
      column((c) => c.lost.value),
    ],
  )
  const layers = carried.flatMap((c) => c.layers)
  await ctx.sql(
    `update stock_transfer_layers y set quantity_left = u.units, value_left_minor = u.value
       from unnest($2::uuid[], $3::int[], $4::bigint[]) as u(id, units, value)
      where y.tenant_id = $1 and y.id = u.id and y.quantity_left <> u.units`,
    [layers.map((l) => l.id), layers.map((l) => l.left), layers.map((l) => l.value)],
  )
}
