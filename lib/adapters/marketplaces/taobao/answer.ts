import type { PayloadKind } from '@/lib/adapters/marketplaces/channel-order'
import { notA } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'

/** Times of TOP are wall-clock times of GMT+8, whatever the shop's zone. */
export const topZone = 'Asia/Shanghai'

/** What stands inside `<method>_response`, or the payload itself when it came without its envelope. */
export function topBody(payload: Reading, kind: PayloadKind): Reading {
  if (payload.has('error_response')) notA(kind, `error answer ${payload.text('error_response', 'code')}`)
  const [envelope] = payload.keys().filter((key) => key.endsWith('_response'))
  return envelope ? payload.at(envelope) : payload
}

/** Lists lie one level deeper (`trades.trade[]`), unless the call asked for `simplify`. */
export function topList(body: Reading, outer: string, inner: string): Reading[] {
  const list = body.at(outer)
  return list.isList() ? list.list() : list.list(inner)
}
