import { noteJobs } from '@/tests/support/notes'
import { quickClock } from '@/tests/support/quick-clock'
import { jobs } from '@/workers/jobs'
import { runWorkers } from '@/workers/run-workers'

// The real worker process with a quick clock, and the jobs of the notes beside those of the house.
await runWorkers(quickClock([...jobs, ...noteJobs]))
