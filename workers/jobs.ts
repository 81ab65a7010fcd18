import { jobs as channels } from '@/lib/modules/channels/jobs'
import { jobs as dispatch } from '@/lib/modules/dispatch/jobs'
import { jobs as exchange } from '@/lib/modules/exchange/jobs'
import { jobs as inventory } from '@/lib/modules/inventory/jobs'
import { jobs as orders } from '@/lib/modules/orders/jobs'
import { jobs as purchasing } from '@/lib/modules/purchasing/jobs'
import { jobs as settings } from '@/lib/modules/settings/jobs'
import { jobs as warehouse } from '@/lib/modules/warehouse/jobs'
import { jobs as webhooks } from '@/lib/modules/webhooks/jobs'
import type { Job } from '@/lib/platform/queue/jobs'

/** The jobs of all modules; a test finds the one that was forgotten. */
export const jobs: readonly Job[] = [
  ...settings,
  ...inventory,
  ...purchasing,
  ...orders,
  ...warehouse,
  ...channels,
  ...webhooks,
  ...dispatch,
  ...exchange,
]
