import { followStrayWaves } from '@/lib/modules/warehouse/follow-stray-waves'
import { job } from '@/lib/platform/queue/jobs'

export const jobs = [
  job({
    kind: 'drain',
    useCase: followStrayWaves,
    on: ['orders.cancelled', 'fulfilment.shipped'],
    settle: 2,
    every: 60,
  }),
]
