import { share } from '@/lib/kernel/money'
import type { TransferLine } from '@/lib/modules/inventory/internal/transfer-rows'
import type { LayerIn } from '@/lib/modules/inventory/new-movement'
import type { Context } from '@/lib/platform/door/context'

type CarriedLayer = { id: string; receivedAt: Date; left: number; value: bigint }
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
    return this.layers.reduce((n, l) => n + l.left, 0)
  }

  /** Units that are on their way no longer. */
  get gone(): number {
    return this.received.units + this.lost.units
  }

  /** Units that arrive, the oldest first, as old and as dear as they left. */
  arrive(quantity: number): LayerIn[] {
    const taken = this.take(quantity)
    count(this.received, taken)
    return taken
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

  private take(quantity: number): LayerIn[] {
    const taken: LayerIn[] = []
    let open = quantity
    for (const layer of this.layers) {
      const units = Math.min(open, layer.left)
      if (units === 0) continue
      const [value = 0n] = share(layer.value, [BigInt(units), BigInt(layer.left - units)])
      layer.left -= units
      layer.value -= value
      open -= units
      taken.push({ receivedAt: layer.receivedAt, quantity: units, value })
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
    `select line_id as "lineId", id, received_at as "receivedAt", quantity_left as left, value_left_minor as value
       from stock_transfer_layers where tenant_id = $1 and line_id = any($2::uuid[]) and quantity_left > 0
      order by line_id, received_at, id`,
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
