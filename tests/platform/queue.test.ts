import { setupWorkerDatabase } from '@/tests/support/database'
import { promiseQueue } from '@/tests/support/queue-suite'

await setupWorkerDatabase()
promiseQueue('PostgreSQL')
