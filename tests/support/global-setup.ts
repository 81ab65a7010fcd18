import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { keyOf } from '@/lib/platform/master-key'
import { ensureServer, type Server, stopServer } from '@/scripts/lib/embedded-postgres'
import { startOf, usedByOthers } from '@/scripts/lib/leases'
import { withLock } from '@/scripts/lib/lock.mjs'
import { migrate, readMigrations } from '@/scripts/lib/migrate'
import { ensureDatabase, type Urls, urlsOf, withClient } from '@/scripts/lib/roles'

export type TestServer = { superuserUrl: string; template: string; run: string; urls: Urls }

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

const dataDir = path.resolve('.cache/test')
// Nothing here has to survive a power cut, and copying databases is twice as fast without waiting for the disk.
const settings = { shared_buffers: '256MB', fsync: 'off', full_page_writes: 'off' }

/** One server for all test runs of this checkout, one migrated template, a copy of it per test file. */
export default async function setup(project: TestProject) {
  const server = await ensureServer({ dataDir, settings })
  const run = `${process.pid}_${startOf(process.pid)}`
  const template = await withLock(`test template:${dataDir}`, async () => {
    await dropCopies(server, (owner) => owner === run || !alive(owner))
    return ensureTemplate(server)
  })
  const urls = urlsOf(server.superuserUrl.replace('/postgres?', '/DATABASE?'), keyOf(dataDir))
  project.provide('testServer', { superuserUrl: server.superuserUrl, template, run, urls })
  const shared = globalThis as { [key: symbol]: number | undefined }
  const open = Symbol.for('caravan.tests.projects')
  shared[open] = (shared[open] ?? 0) + 1
  return async () => {
    // Each project sets the same server up; the last one that ends takes it down.
    shared[open] = (shared[open] ?? 1) - 1
    if (shared[open] > 0) return
    await dropCopies(server, (owner) => owner === run)
    await stopServer(dataDir)
  }
}

async function ensureTemplate(server: Server): Promise<string> {
  const hash = createHash('sha256')
  for (const { name, checksum } of readMigrations()) hash.update(name).update(checksum)
  // What the roles may do is written in the template too.
  for (const file of ['roles.ts', 'migrate.ts']) hash.update(readFileSync(path.resolve('scripts/lib', file)))
  const template = `caravan_template_${hash.digest('hex').slice(0, 12)}`
  const exists = await withClient(server.superuserUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'caravan\\_template\\_%'",
    )
    // Only finished templates are templates to PostgreSQL; older ones would pile up with every edited migration.
    // A run that is under way may still need one.
    const older = usedByOthers(dataDir) ? [] : rows.filter((row) => row.datname !== template)
    for (const { datname } of older) await dropDatabase(client, datname)
    const found = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [template])
    if (found.rowCount === 0) await dropDatabase(client, template)
    return found.rowCount === 1
  })
  if (exists) return template
  const urls = await ensureDatabase(server.superuserUrl, keyOf(dataDir), template)
  await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, queueUrl: urls.QUEUE_DATABASE_URL })
  await withClient(server.superuserUrl, (client) =>
    client.query(`alter database ${template} with is_template true allow_connections false`),
  )
  return template
}

type Client = Parameters<Parameters<typeof withClient>[1]>[0]

async function dropDatabase(client: Client, name: string) {
  const found = await client.query('select 1 from pg_database where datname = $1', [name])
  if (found.rowCount === 0) return
  await client.query(`alter database ${name} with is_template false`)
  await client.query(`drop database ${name} with (force)`)
}

/** Copies are named after the run that made them, so those of a killed run are found by the next. */
async function dropCopies(server: Server, ours: (run: string) => boolean) {
  await withClient(server.superuserUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'caravan\\_test\\_%'",
    )
    for (const { datname } of rows) {
      const [, , pid, start] = datname.split('_')
      if (ours(`${pid}_${start}`)) await client.query(`drop database if exists ${datname} with (force)`)
    }
  })
}

function alive(run: string): boolean {
  const [pid, start] = run.split('_')
  return startOf(Number(pid)) === start
}
