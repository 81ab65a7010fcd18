import { purgeApiRequests } from '@/lib/modules/dispatch/purge-api-requests'
import { purgeIdempotencyKeys } from '@/lib/modules/dispatch/purge-idempotency-keys'
import { purgeOutbox } from '@/lib/modules/dispatch/purge-outbox'
import { purgeTaskSteps } from '@/lib/modules/dispatch/purge-task-steps'
import { sealAudit } from '@/lib/modules/dispatch/seal-audit'
import { sealWords } from '@/lib/modules/dispatch/seal-words'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { job } from '@/lib/platform/queue/jobs'

const hour = 3600

export const jobs = [
  job({
    kind: 'long',
    name: 'bulk.work',
    on: ['bulk.started'],
    input: (event) => ({ jobId: String(event.payload.jobId) }),
    work: workBulk,
  }),
  // Nearly every command tells an event, so an idle tenant costs one look a minute and a busy one is sealed within seconds.
  job({ kind: 'drain', useCase: sealAudit, on: ['*'], settle: 4, every: 60 }),
  job({ kind: 'drain', name: 'audit.seal-all', useCase: sealAudit, every: 24 * hour, input: () => ({ full: true }) }),
  job({ kind: 'drain', useCase: sealWords, every: hour }),
  job({ kind: 'drain', useCase: purgeApiRequests, every: hour }),
  job({ kind: 'drain', useCase: purgeIdempotencyKeys, every: hour }),
  job({ kind: 'drain', useCase: purgeOutbox, every: hour }),
  job({ kind: 'drain', useCase: purgeTaskSteps, every: hour }),
]
