import { noteJobs } from '@/tests/support/notes'
import { jobs } from '@/workers/jobs'
import { runWorkers } from '@/workers/run-workers'

// The real worker process, with the jobs of the notes beside those of the house.
await runWorkers([...jobs, ...noteJobs])
