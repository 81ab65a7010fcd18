import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { closePools } from '@/lib/platform/db/pools'
import { extendEnv } from '@/lib/platform/env'
import { restrictConnections, type Urls, withClient } from '@/scripts/lib/roles'
import { watchStatements } from '@/tests/support/statements'

export type TestDatabase = Urls & { superuserUrl: string; name: string }

/**
 * Gives this test file a database of its own, migrated and empty, and a data folder, and points the environment at
 * them. Call it once, at the top of the file (`const db = await setupWorkerDatabase()`), before anything is run.
 */
export async function setupWorkerDatabase(): Promise<TestDatabase> {
  const { superuserUrl, template, run, urls } = inject('testServer')
  const name = `caravan_test_${run}_${process.pid}_${randomBytes(4).toString('hex')}`
  await withClient(superuserUrl, async (client) => {
    await client.query(`create database ${name} owner caravan_owner template ${template}`)
    await restrictConnections(client, name)
  })
  const at = (url: string, from: string) => url.replace(`/${from}?`, `/${name}?`)
  const own = Object.fromEntries(Object.entries(urls).map(([key, url]) => [key, at(url, 'DATABASE')])) as Urls
  const data = mkdtempSync(path.join(tmpdir(), 'caravan-test-'))
  extendEnv({ ...own, CARAVAN_DATA: data, LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' })
  // Work that the file before left behind in this process may have opened pools while there was no address.
  await closePools()
  afterAll(async () => {
    await closePools()
    rmSync(data, { recursive: true, force: true })
    // A connection a test forgot keeps its database until the whole run ends; throwing it out would fail the test here.
    await withClient(superuserUrl, (client) => client.query(`drop database ${name}`)).catch((error) => {
      if (error.code !== '55006') throw error
    })
  })
  const database = { ...own, superuserUrl: at(superuserUrl, 'postgres'), name }
  await watchStatements(database.superuserUrl)
  return database
}
