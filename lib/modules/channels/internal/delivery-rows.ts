import type { Delivery } from '@/lib/adapters/marketplaces/connector'
import { sha256 } from '@/lib/platform/crypto'

export function deliveryAad(id: string): string {
  return `channel_deliveries|body|${id}`
}

/** The channel's own number of the delivery; without one the content itself is the key. */
export function deliveryKey(stated: string, { body }: Delivery): string {
  return /^[\x21-\x7e]{1,100}$/.test(stated) ? stated : sha256(body).toString('hex')
}
