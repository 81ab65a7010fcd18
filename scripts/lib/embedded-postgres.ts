import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { keyOf, rolePassword } from '@/lib/platform/master-key'
import { dropLease, takeLease, usedByOthers } from './leases'
import { withLock } from './lock.mjs'
import { type Place, placeOf } from './server-place'

export type Server = { socketDir: string; port: number; superuserUrl: string; cluster: string }
type Options = { dataDir: string; settings?: Record<string, string> }

const settings: Record<string, string> = {
  shared_buffers: '512MB',
  max_connections: '200',
  fsync: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  unix_socket_permissions: '0700',
  listen_addresses: '127.0.0.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Personal data reaches the server in statements, parameters, and the DETAIL of its errors: none of them is logged.
  log_statement: 'none',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/**
 * Makes sure that the server of this data folder runs, and that it goes on running until this process has called
 * `stopServer` (or has died). Safe to call from many processes at once.
 */
export async function ensureServer({ dataDir, settings: own = {} }: Options): Promise<Server> {
  mkdirSync(dataDir, { recursive: true })
  return withLock(`server:${realpathSync(dataDir)}`, async () => {
    const place = placeOf(dataDir)
    const cluster = path.join(place.dir, 'data')
    const password = rolePassword(keyOf(dataDir), 'postgres')
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) initialise(place, cluster, password)
    const address = (await running(cluster)) ?? (await start(place, cluster, { ...settings, ...own }, dataDir))
    const server = { ...address, cluster, superuserUrl: urlOf(address, 'postgres', password, 'postgres') }
    takeLease(dataDir)
    try {
      await answering(server.superuserUrl)
    } catch (error) {
      await leave(dataDir, cluster)
      throw error
    }
    writeFileSync(path.join(dataDir, 'server.json'), `${JSON.stringify(address)}\n`)
    return server
  })
}

/** Leaves the server; the last process to leave stops it. */
export async function stopServer(dataDir: string): Promise<void> {
  await withLock(`server:${realpathSync(dataDir)}`, () => leave(dataDir, path.join(placeOf(dataDir).dir, 'data')))
}

async function leave(dataDir: string, cluster: string) {
  dropLease(dataDir)
  if (usedByOthers(dataDir)) return
  const pid = Number(pidFile(cluster)?.[0])
  if (!processesIn(cluster).includes(pid)) return
  // SIGINT is PostgreSQL's fast stop (roll back, checkpoint, end), SIGQUIT its emergency stop with recovery later.
  process.kill(pid, 'SIGINT')
  if (await gone(cluster, 60_000)) return
  process.kill(pid, 'SIGQUIT')
  await gone(cluster, 10_000)
}

/** Cheap enough to ask every second: has the server that `ensureServer` left behind died? */
export function serverAlive({ cluster }: Server): boolean {
  return standsIn(pidFile(cluster)?.[0], cluster)
}

export function urlOf(at: { socketDir: string; port: number }, user: string, password: string, database: string) {
  return `postgresql://${user}:${password}@localhost:${at.port}/${database}?host=${encodeURIComponent(at.socketDir)}`
}

function initialise({ dir, native, user }: Place, cluster: string, password: string) {
  // What an interrupted initdb left is no database yet: PG_VERSION is missing, so nobody has ever stored anything.
  const draft = path.join(dir, 'new')
  rmSync(draft, { recursive: true, force: true })
  const secret = path.join(dir, 'password')
  writeFileSync(secret, password, { mode: 0o600 })
  if (user) chownSync(secret, user.uid, user.gid)
  const run = spawnSync(
    path.join(native, 'bin/initdb'),
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own UTF-8 rules: they need no locale of the system and sort the same on every machine.
      '--no-locale',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ],
    { ...user, cwd: dir, encoding: 'utf8' },
  )
  rmSync(secret)
  if (run.status !== 0) throw new Error(`The database could not be created:\n${run.stderr || run.error}`)
  renameSync(draft, cluster)
}

type Address = { socketDir: string; port: number }

/**
 * The server that is running on this cluster already, be it one whose launcher was killed. A killed one may take its time to die, its
 * children hold the shared memory until they have ended by themselves, and a young one does not listen yet: those are waited for.
 */
async function running(cluster: string): Promise<Address | undefined> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(25)) {
    const there = processesIn(cluster)
    if (there.length === 0) {
      // With nobody in the folder the file is stale, even if some other program has got its pid since.
      rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
      return undefined
    }
    const lines = pidFile(cluster)
    const address = { port: Number(lines?.[3]), socketDir: lines?.[4] ?? '' }
    if (there.includes(Number(lines?.[0])) && (await takesCalls(address))) return address
  }
  throw new Error(`Processes of a killed database server still run in ${cluster}`)
}

function takesCalls({ socketDir, port }: Address): Promise<boolean> {
  return new Promise((done) => {
    const probe = net.connect(path.join(socketDir, `.s.PGSQL.${port}`))
    probe
      .once('error', () => done(false))
      .once('connect', () => {
        probe.destroy()
        done(true)
      })
  })
}

async function start(place: Place, cluster: string, values: Record<string, string>, dataDir: string): Promise<Address> {
  const socketDir = socketFolder(place)
  const log = path.join(dataDir, 'log', 'postgres.log')
  mkdirSync(path.dirname(log), { recursive: true })
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`)
  for (let attempt = 0; ; attempt++) {
    const port = await freePort(attempt === 0 ? portOf(dataDir) : undefined)
    const begin = existsSync(log) ? statSync(log).size : 0
    const output = openSync(log, 'a', 0o600)
    // A killed server's lock on its socket. The folder is this cluster's own, and nobody runs in it: like the pid file it
    // is stale, even while the dead one is still a zombie or another program has got its pid.
    rmSync(path.join(socketDir, `.s.PGSQL.${port}.lock`), { force: true })
    const flags = Object.entries({ ...values, port: String(port), unix_socket_directories: socketDir })
    const server = spawn(
      path.join(place.native, 'bin/postgres'),
      ['-D', cluster, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // Detached: ctrl-C in a terminal is for us, and we stop the server after those who use it.
      { ...place.user, cwd: place.dir, detached: true, stdio: ['ignore', output, output] },
    )
    closeSync(output)
    server.unref()
    let failure: string | undefined
    server.once('error', (error) => {
      failure = String(error)
    })
    server.once('exit', () => {
      failure = readFileSync(log, 'utf8').slice(begin)
    })
    while (failure === undefined) {
      if (listens(cluster, server.pid)) {
        // From now on its end is not our failure, and its log may be gone by then.
        server.removeAllListeners('exit')
        return { socketDir, port }
      }
      await sleep(20)
    }
    // Between our look and the server's bind somebody else may have taken the port.
    if (attempt < 4 && failure.includes('could not bind')) continue
    throw new Error(`The database server did not start:\n${failure}`)
  }
}

/** The eighth line, the server's status, is written once its sockets are bound. */
function listens(cluster: string, pid: number | undefined): boolean {
  const lines = pidFile(cluster)
  return Number(lines?.[0]) === pid && Boolean(lines?.[7])
}

/** Recovery after a crash may take its time; while it lasts the server refuses with "starting up" (57P03). */
async function answering(url: string) {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '28P01') throw new Error('The master key is not the one this database was created with')
      if (code !== '57P03') throw error
      await sleep(50)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

function pidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
}

/** Every process of a server stands in its cluster's folder. */
function processesIn(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => standsIn(name, cluster))
    .map(Number)
}

function standsIn(pid: string | undefined, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

async function gone(cluster: string, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) {
    if (processesIn(cluster).length === 0) return true
  }
  return false
}

/** A socket's path may have 107 bytes, file name included; a deep data folder has to put it elsewhere. */
function socketFolder({ dir, user }: Place): string {
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 16)
  const folder = dir.length < 80 ? path.join(dir, 'socket') : `/tmp/caravan-${name}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== (user?.uid ?? process.getuid?.())) throw new Error(`${folder} is not ours`)
  return folder
}

function portOf(dataDir: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(path.join(dataDir, 'server.json'), 'utf8')) as Address).port
  } catch {
    return undefined
  }
}

/** Below 32768, where the system does not hand ports to outgoing connections. */
async function freePort(wish?: number): Promise<number> {
  for (let port = wish ?? randomPort(); ; port = randomPort()) {
    const free = await new Promise<boolean>((done) => {
      const probe = net.createServer()
      probe.once('error', () => done(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
    })
    if (free) return port
  }
}

const randomPort = () => 20_000 + Math.floor(Math.random() * 12_000)
