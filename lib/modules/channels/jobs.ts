import { pullShop } from '@/lib/modules/channels/pull-shop'
import { wakePulls } from '@/lib/modules/channels/wake-pulls'
import { job } from '@/lib/platform/queue/jobs'

export const jobs = [
  job({ kind: 'drain', useCase: wakePulls, every: 5 }),
  job({
    kind: 'long',
    name: 'connection.pull',
    queue: 'calls',
    on: ['connection.pull-due'],
    input: (event) => ({ shopId: String(event.payload.shopId) }),
    work: pullShop,
  }),
]
