import { endDuePools } from '@/lib/modules/inventory/end-due-pools'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { job } from '@/lib/platform/queue/jobs'

export const jobs = [
  job({ kind: 'drain', useCase: snapshotStock, every: 6 * 3600 }),
  job({ kind: 'drain', useCase: endDuePools, every: 60 }),
]
