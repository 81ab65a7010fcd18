import { closePools } from '@/lib/platform/db/pools'
import { env } from '@/lib/platform/env'
import { seedDemo } from '@/prisma/seed/demo'
import { demoPassword } from '@/prisma/seed/demo-password'
import { withDatabase } from './lib/database'
import { messageOf } from './lib/fail'

try {
  await withDatabase(() => seedDemo(demoPassword(env().CARAVAN_DATA)).finally(closePools))
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
