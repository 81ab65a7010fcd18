import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { job } from '@/lib/platform/queue/jobs'

export const jobs = [
  job({ kind: 'drain', useCase: foldOrderDeltas, every: 5 }),
]
