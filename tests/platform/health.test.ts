import { createServer } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/lib/platform/db/pools'
import { health } from '@/lib/platform/entrance/health'
import { extendEnv } from '@/lib/platform/env'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()

async function beat(worker: string, beatAgo: number, queueAgo: number | null) {
  await withClient(db.DATABASE_URL, (client) =>
    client.query(
      `insert into worker_heartbeats (worker_id, beat_at, queue_ok_at)
       values ($1, now() - make_interval(secs => $2), now() - make_interval(secs => $3))`,
      [worker, beatAgo, queueAgo],
    ),
  )
}

async function pointTo(url: string) {
  await closePools()
  extendEnv({ DATABASE_URL: url, CARAVAN_VERSION: 'abc123' })
}

beforeEach(async () => {
  await pointTo(db.DATABASE_URL)
  await withClient(db.DATABASE_URL, (client) => client.query('delete from worker_heartbeats'))
})

describe('health', () => {
  it('is ok with a database, a queue and a worker of the last ten seconds', async () => {
    await beat('gone', 3600, 3600)
    await beat('here', 2, 2)
    expect(await health()).toEqual({ status: 'ok', version: 'abc123' })
  })

  it('says which is missing', async () => {
    expect(await health()).toEqual({ status: 'unavailable', missing: ['queue', 'worker'] })
    await beat('late', 11, 1)
    expect(await health()).toEqual({ status: 'unavailable', missing: ['queue', 'worker'] })
    await beat('no-queue', 1, 11)
    await beat('never', 1, null)
    expect(await health()).toEqual({ status: 'unavailable', missing: ['queue'] })
  })

  it('is told at once when nothing listens', async () => {
    await pointTo('postgres://nobody@127.0.0.1:1/none')
    expect(await health()).toEqual({ status: 'unavailable', missing: ['database', 'queue', 'worker'] })
  })

  it('is told within three seconds when the database neither answers nor refuses', async () => {
    const silent = createServer()
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const { port } = silent.address() as { port: number }
    await pointTo(`postgres://nobody@127.0.0.1:${port}/none`)
    const started = performance.now()
    expect(await health()).toEqual({ status: 'unavailable', missing: ['database', 'queue', 'worker'] })
    expect(performance.now() - started).toBeLessThan(3000)
    silent.close()
  })
})
