import { jobs } from '@/workers/jobs'
import { runWorkers } from '@/workers/run-workers'

await runWorkers(jobs)
