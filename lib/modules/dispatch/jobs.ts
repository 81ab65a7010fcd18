import type { z } from 'zod'
import { mailsAskedAgain } from '@/lib/modules/dispatch/internal/mail-rows'
import { nightlyCheck } from '@/lib/modules/dispatch/nightly-check'
import { purgeApiRequests } from '@/lib/modules/dispatch/purge-api-requests'
import { purgeIdempotencyKeys } from '@/lib/modules/dispatch/purge-idempotency-keys'
import { purgeJobs } from '@/lib/modules/dispatch/purge-jobs'
import { purgeLists } from '@/lib/modules/dispatch/purge-lists'
import { purgeOutbox } from '@/lib/modules/dispatch/purge-outbox'
import { purgeTaskSteps } from '@/lib/modules/dispatch/purge-task-steps'
import { releaseHeld } from '@/lib/modules/dispatch/release-held'
import { sealAudit } from '@/lib/modules/dispatch/seal-audit'
import { sealWords } from '@/lib/modules/dispatch/seal-words'
import { tellLowStock, tellNotices } from '@/lib/modules/dispatch/tell-notices'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { workCheck } from '@/lib/modules/dispatch/work-check'
import { workStress } from '@/lib/modules/dispatch/work-stress'
import { sendAgain } from '@/lib/platform/mail/mails-again'
import { job } from '@/lib/platform/queue/jobs'
import { jobsResumed } from '@/lib/platform/queue/tasks'

const hour = 3600

export const jobs = [
  job({ kind: 'drain', useCase: purgeLists, every: hour }),
  job({
    kind: 'each',
    useCase: tellNotices,
    on: ['orders.assigned', 'records.assigned', 'orders.held', 'bulk.finished', 'import.finished'],
    // The names of events and of the fields that tell them apart are the same.
    input: ({ name, payload }) => ({ ...payload, event: name }) as z.input<typeof tellNotices.input>,
  }),
  // What was promised to an order is no longer available to the next.
  job({ kind: 'drain', useCase: tellLowStock, on: ['orders.allocated'], settle: 20, every: 900 }),
  job({
    kind: 'long',
    name: 'bulk.work',
    on: ['bulk.started'],
    input: (event) => ({ jobId: String(event.payload.jobId) }),
    work: workBulk,
  }),
  job({
    kind: 'long',
    name: 'check.work',
    on: ['check.asked'],
    input: (event) => ({ checkId: String(event.payload.checkId) }),
    work: workCheck,
  }),
  job({
    kind: 'long',
    name: 'stress.work',
    on: ['stress.asked'],
    input: (event) => ({ stressRunId: String(event.payload.stressRunId) }),
    work: workStress,
  }),
  job({
    kind: 'long',
    name: 'mail.again',
    // Short as it is, it must not wait behind a long import.
    queue: 'calls',
    on: [mailsAskedAgain],
    input: ({ payload }) => (payload.messageIds ?? []) as string[],
    work: (system, messageIds) => sendAgain(system.tenantId, messageIds),
  }),
  job({ kind: 'drain', useCase: nightlyCheck, every: 24 * hour }),
  // Nearly every command tells an event, so an idle tenant costs one look a minute and a busy one is sealed within seconds.
  job({ kind: 'drain', useCase: sealAudit, on: ['*'], settle: 4, every: 60 }),
  job({ kind: 'drain', name: 'audit.seal-all', useCase: sealAudit, every: 24 * hour, input: () => ({ full: true }) }),
  job({ kind: 'drain', useCase: sealWords, every: hour }),
  job({ kind: 'drain', useCase: purgeApiRequests, every: hour }),
  job({ kind: 'drain', useCase: purgeIdempotencyKeys, every: hour }),
  job({ kind: 'drain', useCase: purgeOutbox, every: hour }),
  job({ kind: 'drain', useCase: purgeTaskSteps, every: hour }),
  job({ kind: 'drain', useCase: purgeJobs, every: hour }),
  job({ kind: 'drain', useCase: releaseHeld, on: [jobsResumed], every: 60 }),
]
