import { mailAlerts } from '@/lib/modules/purchasing/mail-alerts'
import { purgeAlerts } from '@/lib/modules/purchasing/purge-alerts'
import { refreshAlerts } from '@/lib/modules/purchasing/refresh-alerts'
import { job } from '@/lib/platform/queue/jobs'

const hour = 3600

export const jobs = [
  // Sales of thirty days are summed: often enough for what people decide by the day.
  job({ kind: 'drain', useCase: refreshAlerts, every: 6 * hour }),
  job({
    kind: 'drain',
    name: 'alert.after-work',
    useCase: refreshAlerts,
    on: ['orders.allocated', 'stock.increased', 'transfers.drafted'],
    settle: 300,
  }),
  job({ kind: 'drain', name: 'alert.anew', useCase: refreshAlerts, on: ['alerts.configured'], settle: 1 }),
  job({
    kind: 'long',
    name: 'alert.mail',
    on: ['alerts.opened'],
    input: () => ({}),
    work: (system) => mailAlerts(system),
  }),
  job({ kind: 'drain', useCase: purgeAlerts, every: 24 * hour }),
]
