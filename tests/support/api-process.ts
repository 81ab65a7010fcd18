import { env } from '@/lib/platform/env'
import { serveApi } from '@/tests/support/api'

// The open API as a process of its own, so that it can be killed like one.
await serveApi(env().PORT)
