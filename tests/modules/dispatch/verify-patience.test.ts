import { expect, test } from 'vitest'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const database = await setupWorkerDatabase()
const { run } = await import('@/lib/platform/door/run')
const { verifyInvariants } = await import('@/lib/modules/dispatch/verify-invariants')
const { closePools } = await import('@/lib/platform/db/pools')
const { createTenant } = await import('@/tests/support/tenant')

test("the house's own check takes its time where a request is cut off", async () => {
  const { owner, system } = await createTenant()
  await closePools()
  await withClient(database.superuserUrl, async (db) => {
    await db.query(`alter role caravan_app in database ${database.name} set statement_timeout = '300ms'`)
    // A table that answers late, as a very large one does.
    const late = async (actor: typeof owner) => {
      await db.query('begin; lock table order_events in access exclusive mode')
      const check = run(verifyInvariants, actor, {}).catch((e: unknown) => e)
      await new Promise((done) => setTimeout(done, 1000))
      await db.query('rollback')
      return check
    }
    expect(await late(owner)).toMatchObject({ code: 'unavailable' })
    expect(await late(system)).toMatchObject({ items: expect.any(Array) })
  })
})
