import type pg from 'pg'
import { groupBy } from '@/lib/kernel/group'
import { bins, places, type Sku, skus } from '@/tests/property/model/clerk'
import type { OrderModel } from '@/tests/property/model/orders'
import type { World } from '@/tests/property/model/world'

export type SeenLine = { id: string; orderLineId: string; no: number; sku: Sku; quantity: number }
export type SeenParcel = { id: string; state: string; look: string; nos: number[]; lines: SeenLine[] }
/** Every figure as text, in a fixed sequence, and the parcels that are not over, the oldest first. */
export type Seen = { texts: string[]; parcels: SeenParcel[] }

type Balance = [
  sku: string,
  place: string,
  onHand: number,
  defective: number,
  reserved: number,
  incoming: number,
  value: string,
]
type Line = [
  ...[parcel: string, state: string, block: string | null, place: string, id: string, order: string, orderLine: string],
  ...[sku: string, quantity: number, cost: string | null],
]
type Row = {
  balances: Balance[]
  layers: [sku: string, place: string, left: number, value: string][]
  bins: [sku: string, bin: string, quantity: number][]
  orders: [id: string, state: string, units: number, holds: string[]][]
  lines: Line[]
}

const list = (what: string, from: string, order = '') =>
  `coalesce((select json_agg(json_build_array(${what}) ${order}) from ${from}), '[]')`
/** One question for everything that a company knows of a walk: its SKUs and its orders. */
const question = `select
  ${list(
    'b.sku_id, b.warehouse_id, b.on_hand, b.defective, b.reserved, b.incoming, b.value_minor::text',
    'stock_balances b where b.tenant_id = $1 and b.sku_id = any($2::uuid[])',
  )} as balances,
  ${list(
    'l.sku_id, l.warehouse_id, l.quantity_left, l.value_left_minor::text',
    'cost_layers l where l.tenant_id = $1 and l.sku_id = any($2::uuid[]) and l.quantity_left > 0',
    'order by l.received_at, l.id',
  )} as layers,
  ${list(
    'h.sku_id, h.bin_id, h.quantity',
    'bin_balances h where h.tenant_id = $1 and h.sku_id = any($2::uuid[]) and h.quantity > 0',
  )} as bins,
  ${list(
    `o.id, o.state, o.units, array(select h.code from order_holds h where h.tenant_id = $1 and h.order_id = o.id order by 1)`,
    'orders o where o.tenant_id = $1 and o.id = any($3::uuid[])',
  )} as orders,
  ${list(
    'f.id, f.state, f.block_reason, f.warehouse_id, l.id, l.order_id, l.order_line_id, l.sku_id, l.quantity, l.cost_minor::text',
    `fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = any($3::uuid[]) and f.state <> 'cancelled'`,
    'order by f.id, l.id',
  )} as lines`

/** What is there. `reader` sees all companies: one connection, one prepared statement, for every walk that is under way. */
export async function look(reader: pg.Pool, world: World): Promise<Seen> {
  const values = [world.tenantId, [...world.skus.keys()], [...world.orders.keys()]]
  const { rows } = await reader.query<Row>({ name: 'look', text: question, values })
  const [row] = rows
  if (!row) throw new Error('the question has no answer')
  const name = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id
  // A place that has lost everything keeps its row.
  const balances = row.balances.filter(([, , ...figures]) => figures.some((n) => Number(n) !== 0))
  const stock = balances.map(([sku, place, ...figures]) => {
    const layers = row.layers
      .filter(([s, p]) => s === sku && p === place)
      .map(([, , left, value]) => ` ${left}/${value}`)
    return `${name(world.places, place)} ${name(world.skus, sku)} ${figures.join(' ')}:${layers.join('')}`
  })
  const lying = row.bins.map(([sku, bin, n]) => `${name(world.skus, sku)} @ ${name(world.bins, bin)} ${n}`)
  const orders = row.orders.map(([id, state, units, holds]) => `W${world.orders.get(id)} ${state} ${units} ${holds}`)
  const parcels = [...groupBy(row.lines, ([parcel]) => parcel).values()].map((lines) => parcelOf(world, lines))
  const texts = [...stock, ...lying, ...orders, ...parcels.map((p) => p.text)].sort()
  return { texts, parcels: parcels.map(({ text: _, ...parcel }) => parcel) }
}

function parcelOf(world: World, rows: readonly Line[]): SeenParcel & { text: string } {
  const [[id, state, block, place]] = rows as [Line]
  const lines = rows.map(([, , , , id, order, orderLineId, sku, quantity]) => {
    return { id, orderLineId, no: world.orders.get(order) ?? -1, sku: (world.skus.get(sku) ?? 'CUP') as Sku, quantity }
  })
  const units = [...groupBy(lines, (l) => l.no)]
    .sort(([a], [b]) => a - b)
    .map(([no, own]) => {
      const of = (sku: Sku) => own.reduce((n, l) => n + (l.sku === sku ? l.quantity : 0), 0)
      return `W${no}:${skus.map(of)}`
    })
  const look = `${world.places.get(place)} ${state} ${block ?? 'free'} ${units.join(' ')}`
  const costs = rows.flatMap((row) => row[9] ?? []).join(' ')
  return { id, state, look, nos: [...new Set(lines.map((l) => l.no))], lines, text: `${look} cost ${costs}` }
}

/** What the clerks say has to be there. */
export function imagined({ clerk, orders, parcels }: OrderModel): string[] {
  const stock = places.flatMap((place) =>
    skus.flatMap((sku) => {
      const cards = clerk.cards[place][sku].filter((c) => c.left > 0)
      const figures = [clerk.onHand(sku, place), clerk.defective(sku, place), clerk.reserved(sku, place)]
      figures.push(clerk.incoming(sku, place))
      const known = clerk.value(sku, place) !== 0n || figures.some((n) => n !== 0)
      const layers = cards.map((c) => ` ${c.left}/${c.value}`).join('')
      return [
        ...(known ? [`${place} ${sku} ${figures.join(' ')} ${clerk.value(sku, place)}:${layers}`] : []),
        ...bins.flatMap((bin) =>
          clerk.slips[place][sku][bin] > 0 ? [`${sku} @ ${place}/${bin} ${clerk.slips[place][sku][bin]}`] : [],
        ),
      ]
    }),
  )
  const told = [...orders.values()].map(
    (o) => `W${o.no} ${o.state} ${o.units.CUP + o.units.POT} ${[...o.holds].sort()}`,
  )
  const alive = parcels.alive().map((p) => `${parcels.signature(p)} cost ${p.lines.map((l) => l.cost).join(' ')}`)
  return [...stock, ...told, ...alive].sort()
}
