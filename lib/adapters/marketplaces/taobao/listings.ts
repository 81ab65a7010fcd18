import type { ChannelListing } from '@/lib/adapters/marketplaces/channel-order'
import { chinaTime, listingPage } from '@/lib/adapters/marketplaces/pages'
import type { Parsers } from '@/lib/adapters/marketplaces/parse'
import { topList } from '@/lib/adapters/marketplaces/taobao/answer'
import type { TopAsk } from '@/lib/adapters/marketplaces/taobao/ship'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

/** More to a page than the size is refused, and of what a question finds no more than the reach can be seen, however it is paged. */
export type Depth = { readonly size: number; readonly reach: number }
const depth: Depth = { size: 200, reach: 20_000 }
/** So many items are told of at once. */
const itemsAtOnce = 20

type Shelf = { readonly method: string; readonly answer: string; readonly params: Readonly<Record<string, string>> }

const inventory = (banner: string): Shelf => ({
  method: 'taobao.items.inventory.get',
  answer: 'items_inventory_get_response',
  params: { banner },
})

/**
 * Where a shop's items lie. What is on sale is read first, because it is what moves while we read: what sells out meanwhile is met again
 * among the sold out. https://open.taobao.com/api.htm?docId=18&docType=2, docId=162
 */
const shelves: readonly Shelf[] = [
  { method: 'taobao.items.onsale.get', answer: 'items_onsale_get_response', params: {} },
  ...['for_shelved', 'sold_out', 'violation_off_shelf'].map(inventory),
]

/**
 * All items of a shop, on sale or not: what is only sold out or put away still is what its orders and its stock are about. The lists name
 * the items and no variations, so each item is asked for, twenty to a call.
 */
export async function* listingsOfTaobao(
  ask: TopAsk,
  parsers: Parsers,
  now: () => Date,
  asFar: Depth = depth,
): AsyncGenerator<ChannelListing[]> {
  const read = new Set<string>()
  for (const shelf of shelves) {
    const page: PageOf = (no, between = {}) => itemsOn(ask, shelf, no, asFar.size, between)
    for await (const ids of idsOf(page, now, asFar)) {
      const fresh = ids.filter((id) => !read.has(id))
      for (const id of fresh) read.add(id)
      for (let at = 0; at < fresh.length; at += itemsAtOnce) {
        const num_iids = fresh.slice(at, at + itemsAtOnce).join(',')
        // Variations are asked for as `sku` and answered as `skus`.
        const fields = 'num_iid,title,outer_id,num,price,approve_status,sku'
        yield listingPage(parsers, await ask('taobao.items.seller.list.get', { fields, num_iids }))
      }
    }
  }
}

/** Between two seconds of modification, both included. */
type Between = { readonly from?: number; readonly to?: number }
type Found = { readonly ids: readonly string[]; readonly total: number }
type PageOf = (no: number, between?: Between) => Promise<Found>

/** Nothing there is older. */
const beginning = Date.UTC(2003, 0, 1) / 1000

/**
 * The items of one shelf: as one page where it is one, else by when they were modified, the oldest first. Pages of a list that changes would
 * pass over the item that moves up when another leaves, and what is passed over is held for gone.
 */
async function* idsOf(page: PageOf, now: () => Date, { size, reach }: Depth): AsyncGenerator<readonly string[]> {
  const found = await page(1)
  if (found.total <= size) return yield found.ids
  // What is modified while we read goes where we have not been yet: after the end, and from there into the next round.
  for (let from = beginning; ; ) {
    const to = Math.floor(now().getTime() / 1000)
    yield* idsBetween(page, from, to, { size, reach })
    const since = await page(1, { from: to })
    if (since.total <= size) return yield since.ids
    from = to
  }
}

/** Of spans that have passed, from the last page to the first: what is modified meanwhile leaves them, and the others move to the front. */
async function* idsBetween(page: PageOf, from: number, to: number, deep: Depth): AsyncGenerator<readonly string[]> {
  const first = await page(1, { from, to })
  if (first.total <= deep.size) return yield first.ids
  if (first.total <= deep.reach) {
    for (let no = Math.ceil(first.total / deep.size); no >= 1; no--) yield (await page(no, { from, to })).ids
    return
  }
  // To stop at what can be seen would be to call the rest gone.
  if (from >= to) throw new ChannelTrouble({ kind: 'business', code: 'list_too_long' })
  const middle = Math.floor((from + to) / 2)
  yield* idsBetween(page, from, middle, deep)
  yield* idsBetween(page, middle + 1, to, deep)
}

async function itemsOn(
  ask: TopAsk,
  { method, answer, params }: Shelf,
  no: number,
  size: number,
  { from, to }: Between,
): Promise<Found> {
  const { reading } = await ask(method, {
    fields: 'num_iid',
    ...params,
    page_no: String(no),
    page_size: String(size),
    ...(from !== undefined && { start_modified: chinaTime(new Date(from * 1000)) }),
    ...(to !== undefined && { end_modified: chinaTime(new Date(to * 1000)) }),
  })
  const body = reading.at(answer)
  // An answer of another shape is no empty shelf: everything on it would be held for gone.
  if (!body.has('items') && !body.has('total_results'))
    throw new ChannelTrouble({ kind: 'transient', code: 'unexpected_answer' })
  const ids = topList(body, 'items', 'item').map((item) => item.must('num_iid'))
  return { ids, total: Number(body.text('total_results') || 0) }
}
