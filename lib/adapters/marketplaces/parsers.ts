import { amazonOrders } from '@/lib/adapters/marketplaces/amazon/parse-order'
import { amazonListings, amazonNotices, amazonReturns } from '@/lib/adapters/marketplaces/amazon/parse-rest'
import type { Parsers } from '@/lib/adapters/marketplaces/parse'
import { pinduoduoOrders } from '@/lib/adapters/marketplaces/pinduoduo/parse-order'
import { pinduoduoListings, pinduoduoNotices, pinduoduoRefunds } from '@/lib/adapters/marketplaces/pinduoduo/parse-rest'
import { shopifyOrders } from '@/lib/adapters/marketplaces/shopify/parse-order'
import { shopifyListings, shopifyNotices, shopifyRefunds } from '@/lib/adapters/marketplaces/shopify/parse-rest'
import { taobaoOrders } from '@/lib/adapters/marketplaces/taobao/parse-order'
import { taobaoListings, taobaoRefunds } from '@/lib/adapters/marketplaces/taobao/parse-rest'
import { wooOrders } from '@/lib/adapters/marketplaces/woocommerce/parse-order'
import { wooListings, wooNotices, wooRefunds } from '@/lib/adapters/marketplaces/woocommerce/parse-rest'

/** Which channels can be read, and what of them. Pure: nothing here speaks to anybody. */
export const parsers = {
  taobao: { order: taobaoOrders, refund: taobaoRefunds, listing: taobaoListings },
  shopify: { order: shopifyOrders, refund: shopifyRefunds, listing: shopifyListings, webhook: shopifyNotices },
  pinduoduo: {
    order: pinduoduoOrders,
    refund: pinduoduoRefunds,
    listing: pinduoduoListings,
    webhook: pinduoduoNotices,
  },
  amazon: { order: amazonOrders, refund: amazonReturns, listing: amazonListings, webhook: amazonNotices },
  woocommerce: { order: wooOrders, refund: wooRefunds, listing: wooListings, webhook: wooNotices },
} as const satisfies Record<string, Parsers>

export type Marketplace = keyof typeof parsers
export const marketplaces = Object.keys(parsers) as Marketplace[]

export function isMarketplace(channel: string): channel is Marketplace {
  return Object.hasOwn(parsers, channel)
}
