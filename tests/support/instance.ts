import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { closePools } from '@/lib/platform/db/pools'
import { extendEnv } from '@/lib/platform/env'
import { keyOf } from '@/lib/platform/master-key'
import { ensureServer, type Server, serverAlive, stopServer } from '@/scripts/lib/embedded-postgres'
import { migrate } from '@/scripts/lib/migrate'
import { ensureDatabase, withClient } from '@/scripts/lib/roles'
import { until } from '@/tests/support/until'
import { startWorker, type WorkerProcess } from '@/tests/support/worker-process'

export type Part = 'database' | 'api' | 'worker'

/** A whole instance for one test file: data folder, database server with the settings of production, API and worker as processes. */
export type Instance = {
  readonly dataDir: string
  readonly server: Server
  readonly url: string
  start(part: 'api' | 'worker'): void
  stop(part: 'api' | 'worker'): Promise<void>
  /** kill -9, and again as before: the launcher's part. */
  kill(part: Part): Promise<void>
  output(part: 'api' | 'worker'): string
  /** As the one who may see everything. */
  ask<R extends object>(sql: string, values?: unknown[]): Promise<R[]>
}

const entries = { api: 'tests/support/api-process.ts', worker: 'workers/main.ts' }

export async function startInstance(values: Record<string, string> = {}): Promise<Instance> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'caravan-instance-'))
  const settings = { shared_buffers: '64MB' }
  const server = await ensureServer({ dataDir, settings })
  const urls = await ensureDatabase(server.superuserUrl, keyOf(dataDir))
  await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, queueUrl: urls.QUEUE_DATABASE_URL })
  const port = await freePort()
  extendEnv({ ...urls, CARAVAN_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...values })
  const running = new Map<'api' | 'worker', WorkerProcess>()
  const outputs = { api: '', worker: '' }
  const start = (part: 'api' | 'worker') => {
    running.set(part, startWorker(entries[part]))
  }
  const stop = async (part: 'api' | 'worker') => {
    const process = running.get(part)
    if (process && !process.exited()) await process.kill('SIGKILL')
    outputs[part] += process?.output() ?? ''
    running.delete(part)
  }
  afterAll(async () => {
    await Promise.all([stop('api'), stop('worker'), closePools()])
    await stopServer(dataDir)
    // Where the server's account cannot read our folder, its cluster lies elsewhere.
    for (const folder of [dataDir, path.dirname(server.cluster)]) rmSync(folder, { recursive: true, force: true })
  })
  return {
    dataDir,
    server,
    url: `http://127.0.0.1:${port}/api/v1`,
    start,
    stop,
    async kill(part) {
      if (part !== 'database') return stop(part).then(() => start(part))
      process.kill(Number(readFileSync(path.join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      await until(
        async () => serverAlive(server),
        (alive) => !alive,
      )
      await ensureServer({ dataDir, settings })
    },
    output: (part) => outputs[part] + (running.get(part)?.output() ?? ''),
    ask: (sql, params) =>
      withClient(
        server.superuserUrl.replace('/postgres?', '/caravan?'),
        async (client) => (await client.query(sql, params)).rows,
      ),
  }
}

/** Below 32768, where the system does not hand ports to outgoing connections: it must be free again after every kill. */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  const free = await new Promise<boolean>((done) => {
    const probe = net.createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
  return free ? port : freePort()
}
