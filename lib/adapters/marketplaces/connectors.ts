import { amazon } from '@/lib/adapters/marketplaces/amazon/connector'
import type { Connector } from '@/lib/adapters/marketplaces/connector'
import type { Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { pinduoduo } from '@/lib/adapters/marketplaces/pinduoduo/connector'
import { shopify } from '@/lib/adapters/marketplaces/shopify/connector'
import { taobao } from '@/lib/adapters/marketplaces/taobao/connector'
import { woocommerce } from '@/lib/adapters/marketplaces/woocommerce/connector'

/** The channels the house can speak to. A new one is a folder beside this file and a line in it. */
export const connectors: Readonly<Record<Marketplace, Connector>> = { taobao, shopify, pinduoduo, amazon, woocommerce }
