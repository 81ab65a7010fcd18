import { aloneChannels } from '@/lib/modules/orders/channel-limits'
import type { MergeAcrossShops } from '@/lib/platform/door/actor'

const isAlone = `s.channel in (${aloneChannels.map((channel) => `'${channel}'`).join(', ')})`

/**
 * What orders `o` of shops `s` have in common that may leave in one parcel, in SQL: the key they are found by, and what else has to
 * be equal. Whatever the company wishes, a channel with labels of its own keeps to its shop and to one buyer.
 */
export const mergeGroups: Record<MergeAcrossShops, { key: 'merge_key' | 'address_key'; group: string }> = {
  off: { key: 'merge_key', group: `o.shop_id::text` },
  same_marketplace: { key: 'merge_key', group: `case when ${isAlone} then o.shop_id::text else s.channel end` },
  on: { key: 'address_key', group: `case when ${isAlone} then o.shop_id::text || ' ' || o.merge_key else '' end` },
}
