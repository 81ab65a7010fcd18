import { quickClock } from '@/tests/support/quick-clock'
import { jobs } from '@/workers/jobs'
import { runWorkers } from '@/workers/run-workers'

// The real worker process with a quick clock.
await runWorkers(quickClock(jobs))
