import type { ChannelListing } from '@/lib/adapters/marketplaces/channel-order'
import { listingPage } from '@/lib/adapters/marketplaces/pages'
import type { Parsers } from '@/lib/adapters/marketplaces/parse'
import { topList } from '@/lib/adapters/marketplaces/taobao/answer'
import type { TopAsk } from '@/lib/adapters/marketplaces/taobao/ship'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

/** More to a page than this is refused, and further than 101 pages nothing is shown. */
const pageSize = 200
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
export async function* listingsOfTaobao(ask: TopAsk, parsers: Parsers): AsyncGenerator<ChannelListing[]> {
  const read = new Set<string>()
  for (const shelf of shelves) {
    for (let no = 1; ; no++) {
      const { ids, total } = await itemsOn(ask, shelf, no)
      const fresh = ids.filter((id) => !read.has(id))
      for (const id of fresh) read.add(id)
      for (let at = 0; at < fresh.length; at += itemsAtOnce) {
        const num_iids = fresh.slice(at, at + itemsAtOnce).join(',')
        // Variations are asked for as `sku` and answered as `skus`.
        const fields = 'num_iid,title,outer_id,num,price,approve_status,sku'
        yield listingPage(parsers, await ask('taobao.items.seller.list.get', { fields, num_iids }))
      }
      if (no * pageSize >= total) break
    }
  }
}

async function itemsOn(ask: TopAsk, { method, answer, params }: Shelf, no: number) {
  const { reading } = await ask(method, {
    fields: 'num_iid',
    ...params,
    page_no: String(no),
    page_size: String(pageSize),
  })
  const body = reading.at(answer)
  // An answer of another shape is no empty shelf: everything on it would be held for gone.
  if (!body.has('items') && !body.has('total_results'))
    throw new ChannelTrouble({ kind: 'transient', code: 'unexpected_answer' })
  const ids = topList(body, 'items', 'item').map((item) => item.must('num_iid'))
  return { ids, total: Number(body.text('total_results') || 0) }
}
