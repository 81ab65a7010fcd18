import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { expireBatches } from '@/lib/modules/orders/expire-batches'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { forgetRoutes } from '@/lib/modules/orders/forget-routes'
import { goOnDryRuns } from '@/lib/modules/orders/go-on-dry-runs'
import { healOrders } from '@/lib/modules/orders/heal-orders'
import { keyOrders } from '@/lib/modules/orders/key-orders'
import { letPresaleGo } from '@/lib/modules/orders/let-presale-go'
import { promisePresale } from '@/lib/modules/orders/promise-presale'
import { rebuildCounters } from '@/lib/modules/orders/rebuild-counters'
import { settleWaitingRefunds } from '@/lib/modules/orders/settle-waiting-refunds'
import { suspectAgain } from '@/lib/modules/orders/suspect-again'
import { routingPublished } from '@/lib/modules/rules/events'
import { timeZoneChanged } from '@/lib/modules/settings/events'
import type { DomainEvent } from '@/lib/platform/door/context'
import { job } from '@/lib/platform/queue/jobs'

const texts = (events: readonly DomainEvent[], field: string) => [
  ...new Set(events.flatMap((e) => (e.payload[field] as string[] | undefined) ?? [])),
]

export const jobs = [
  job({ kind: 'drain', useCase: foldOrderDeltas, every: 5 }),
  // What expired at midnight neither leaves nor is promised meanwhile; this tells the orders that wait for it.
  job({ kind: 'drain', useCase: expireBatches, every: 1800 }),
  job({ kind: 'drain', useCase: applyRules, on: ['rules.due'], every: 30 }),
  job({
    kind: 'drain',
    useCase: settleWaitingRefunds,
    on: ['orders.created'],
    every: 600,
    input: (events) => (events.length > 0 ? { orderIds: texts(events, 'orderIds') } : {}),
  }),
  // Once the pages that came in beside this one are there, too.
  job({
    kind: 'drain',
    useCase: suspectAgain,
    on: ['orders.created'],
    settle: 2,
    every: 600,
    input: (events) => (events.length > 0 ? { orderIds: texts(events, 'orderIds') } : {}),
  }),
  job({ kind: 'drain', useCase: keyOrders, every: 600 }),
  job({ kind: 'drain', useCase: goOnDryRuns, on: ['rules.dry-run'], every: 60 }),
  job({ kind: 'drain', useCase: forgetRoutes, on: [routingPublished.name] }),
  // Other processes may count by the old zone until their actors are fresh: the rebuild comes after them.
  job({ kind: 'drain', useCase: rebuildCounters, on: [timeZoneChanged.name], settle: 10 }),
  job({
    kind: 'drain',
    useCase: allocateOrders,
    on: ['orders.approved', 'stock.increased'],
    every: 30,
    input: (events) => {
      const skuIds = texts(events, 'skuIds')
      return skuIds.length > 0 ? { skuIds } : {}
    },
  }),
  job({ kind: 'drain', useCase: promisePresale, on: ['pool.incoming-set', 'presale.lost'], every: 60 }),
  job({
    kind: 'drain',
    useCase: letPresaleGo,
    // What was lost may have been the last an order waited for; the clock looks at all, should a word not have come through.
    on: ['presale.arrived', 'presale.lost'],
    every: 60,
    input: (events) => (events.length > 0 ? { orderIds: texts(events, 'orderIds') } : {}),
  }),
  job({
    kind: 'drain',
    useCase: healOrders,
    on: ['sku.created', 'sku.coded', 'listings.mapped'],
    every: 60,
    input: (events) => {
      const [codes, listingIds] = [texts(events, 'codes'), texts(events, 'listingIds')]
      // The clock has neither: it asks for all that wait.
      return codes.length + listingIds.length > 0 ? { codes, listingIds } : {}
    },
  }),
]
