import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { ensureServer, type Server, serverAlive, stopServer } from '@/scripts/lib/embedded-postgres'
import { withClient } from '@/scripts/lib/roles'

const dataDir = mkdtempSync(path.resolve('.cache/server-'))
const settings = { shared_buffers: '32MB' }
const log = path.join(dataDir, 'log/postgres.log')
let server: Server

const query = (sql: string, values: unknown[] = []) =>
  withClient(server.superuserUrl, async (client) => (await client.query(sql, values)).rows)

const postmaster = () => Number(readFileSync(path.join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])

/** What a server of this pid that was killed leaves behind. */
function leaveFiles(pid: number | undefined) {
  const { uid, gid } = statSync(server.cluster)
  const stale = [pid, server.cluster, 1, server.port, server.socketDir, '127.0.0.1', '1 1', 'ready   ', ''].join('\n')
  for (const file of [
    path.join(server.cluster, 'postmaster.pid'),
    path.join(server.socketDir, `.s.PGSQL.${server.port}.lock`),
  ]) {
    writeFileSync(file, stale)
    chownSync(file, uid, gid)
  }
}

beforeEach(async () => {
  server = await ensureServer({ dataDir, settings })
})
afterEach(() => stopServer(dataDir))
afterAll(() => {
  rmSync(path.dirname(server.cluster), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

test('what was committed survives a killed server, and the next start finds the same address', async () => {
  await query('create table if not exists wagon (name text)')
  await query(`insert into wagon values ('first')`)
  const killed = server
  process.kill(postmaster(), 'SIGKILL')
  server = await ensureServer({ dataDir, settings })
  expect({ port: server.port, socketDir: server.socketDir }).toEqual({ port: killed.port, socketDir: killed.socketDir })
  expect(await query('select name from wagon')).toEqual([{ name: 'first' }])
})

test('a server that is running is taken as it is', async () => {
  const before = postmaster()
  server = await ensureServer({ dataDir, settings })
  expect(postmaster()).toBe(before)
})

test('a dead server whose pid another program of its account has got is no obstacle', async () => {
  await stopServer(dataDir)
  expect(serverAlive(server)).toBe(false)
  const { uid } = statSync(server.cluster)
  const other = spawn('sleep', ['60'], { uid, cwd: '/', stdio: 'ignore' })
  try {
    leaveFiles(other.pid)
    const { port } = server
    server = await ensureServer({ dataDir, settings })
    expect(server.port).toBe(port)
    expect(postmaster()).not.toBe(other.pid)
    expect(await query('select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    other.kill('SIGKILL')
  }
})

test('a killed server that takes its time to die is waited for, not taken for one that answers', async () => {
  await stopServer(dataDir)
  const { uid } = statSync(server.cluster)
  const dying = spawn('sleep', ['0.5'], { uid, cwd: server.cluster, stdio: 'ignore' })
  leaveFiles(dying.pid)
  server = await ensureServer({ dataDir, settings })
  expect(postmaster()).not.toBe(dying.pid)
  expect(await query('select 1 as one')).toEqual([{ one: 1 }])
})

test('the last one to leave stops the server', async () => {
  const script = `
    import { ensureServer } from '@/scripts/lib/embedded-postgres'
    await ensureServer({ dataDir: process.env.TEST_DATA ?? '' })
    console.log('in')
    setInterval(() => undefined, 1000)`
  const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TEST_DATA: dataDir },
  })
  await once(other.stdout, 'data')
  await stopServer(dataDir)
  expect(serverAlive(server)).toBe(true)
  // Killed, it cannot say goodbye; the next one who leaves notices.
  other.kill('SIGKILL')
  await once(other, 'exit')
  await stopServer(dataDir)
  expect(serverAlive(server)).toBe(false)
})

test('nothing that is sent to the server, right or wrong, is in its log', async () => {
  const person = 'Zhang Sanfeng 13812345678'
  await query('create table if not exists buyer (name text primary key, age int check (age > 0))')
  await query('insert into buyer values ($1, 1) on conflict do nothing', [person])
  await expect(query('insert into buyer values ($1, 1)', [person])).rejects.toMatchObject({ code: '23505' })
  await expect(query('insert into buyer values ($1, -1)', [`${person}!`])).rejects.toMatchObject({ code: '23514' })
  await expect(query('select $1::int', [person])).rejects.toMatchObject({ code: '22P02' })
  await expect(query(`select '${person}' frm buyer where`)).rejects.toMatchObject({ code: '42601' })
  await stopServer(dataDir)
  const written = readFileSync(log, 'utf8')
  expect(written).toContain('database system is shut down')
  expect(written).not.toMatch(/Zhang|138123|buyer/)
})

test('the cluster is durable and checked: fsync, full pages, checksums, UTF-8', async () => {
  const [row] = await query(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
            current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums,
            current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses`,
  )
  expect(row).toEqual({
    fsync: 'on',
    pages: 'on',
    commit: 'on',
    checksums: 'on',
    encoding: 'UTF8',
    addresses: '127.0.0.1',
  })
  expect(server.port).toBeLessThan(32768)
  expect(existsSync(path.join(server.socketDir, `.s.PGSQL.${server.port}`))).toBe(true)
})
