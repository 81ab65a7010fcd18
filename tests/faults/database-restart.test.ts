import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { closePools } from '@/lib/platform/db/pools'
import { run } from '@/lib/platform/door/run'
import { extendEnv } from '@/lib/platform/env'
import { keyOf } from '@/lib/platform/master-key'
import { ensureServer, serverAlive, stopServer } from '@/scripts/lib/embedded-postgres'
import { migrate } from '@/scripts/lib/migrate'
import { ensureDatabase } from '@/scripts/lib/roles'
import { countNotes, takeNotes } from '@/tests/support/notes'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { startWorker } from '@/tests/support/worker-process'

// A server of its own, because this one is killed; with fsync, because acknowledged work must be there afterwards.
const dataDir = mkdtempSync(path.join(tmpdir(), 'caravan-restart-'))
const settings = { shared_buffers: '64MB' }
const server = await ensureServer({ dataDir, settings })
const urls = await ensureDatabase(server.superuserUrl, keyOf(dataDir))
await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, queueUrl: urls.QUEUE_DATABASE_URL })
extendEnv({ ...urls, CARAVAN_DATA: dataDir, LOG_LEVEL: 'warn' })

let worker: ReturnType<typeof startWorker> | undefined
afterAll(async () => {
  if (worker && !worker.exited()) await worker.kill('SIGKILL')
  await closePools()
  await stopServer(dataDir)
  // Where the server's account cannot read our folder, its cluster lies elsewhere.
  for (const folder of [dataDir, path.dirname(server.cluster)]) rmSync(folder, { recursive: true, force: true })
})

it('the workers outlive a killed PostgreSQL and do all that was acknowledged', { timeout: 120_000 }, async () => {
  const { tenantId, owner } = await createTenant()
  worker = startWorker('tests/support/note-worker.ts')
  const acknowledged: string[] = []
  let asked = 0
  let writing = true
  const writer = (async () => {
    while (writing) {
      const names = Array.from({ length: 3 }, () => `n${asked++}`)
      await run(takeNotes, owner, { names }).then(
        () => acknowledged.push(...names),
        () => sleep(100),
      )
      await sleep(20)
    }
  })()
  for (let kills = 0; kills < 3; kills++) {
    const before = acknowledged.length
    await until(
      () => countNotes(tenantId).catch(() => undefined),
      (n) => (n?.told ?? 0) > before && acknowledged.length > before + 20,
      30_000,
    )
    process.kill(Number(readFileSync(path.join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    await until(
      async () => serverAlive(server),
      (alive) => !alive,
    )
    await sleep(1000)
    await ensureServer({ dataDir, settings })
  }
  await sleep(500)
  writing = false
  await writer
  expect(acknowledged.length).toBeGreaterThan(60)
  const done = await until(
    () => countNotes(tenantId),
    (n) => n.open === 0 && n.unsent === 0 && n.told === n.once && n.once >= acknowledged.length,
    60_000,
  )
  expect(worker.exited(), worker.output().slice(-2000)).toBe(false)
  // A write whose answer got lost may be there too; one that was acknowledged must be.
  expect(done.once).toBeGreaterThanOrEqual(acknowledged.length)
  expect(done).toEqual({ open: 0, once: done.once, told: done.once, wrong: 0, unsent: 0 })
  expect(await worker.kill('SIGTERM')).toBe(0)
})
