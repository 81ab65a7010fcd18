import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const stamp = path.join(root, 'node_modules/.caravan-installed')

// Prisma's command line looks for an engine on the network at every call; an existing file in its place keeps it quiet.
export const quietPrisma = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' }

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, extraneous?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages

/** The lock this folder was installed from: ours after our own install, npm's ledger after a person's. */
function installed() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false
  const present = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, { version, optional, extraneous }]) =>
      name === '' || optional || extraneous || present[name]?.version === version,
  )
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')

/**
 * @param {string[]} args
 */
function npm(args) {
  // npm's own output belongs on stderr: stdout is the answer of the command that needed the packages.
  const run = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...quietPrisma, NODE_ENV: 'development' },
  })
  return run.status === 0
}

/** Installs what package-lock.json says, once, also when several commands start at the same moment. */
export async function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Caravan needs Node.js 20.19 or newer; this is ${process.versions.node}`)
  }
  if (installed()) return
  await withLock(
    `install:${root}`,
    () => {
      if (installed()) return
      console.error('Installing dependencies (about a minute, once) …')
      const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
      // A registry without other platforms' packages can leave a lock that `npm ci` refuses; `--no-save` keeps the lock.
      if (!npm(['ci', ...quiet]) && !npm(['install', '--no-save', ...quiet])) {
        throw new Error('npm could not install the dependencies; its messages stand above')
      }
      writeFileSync(stamp, lockHash())
    },
    () => console.error('Another command is installing the dependencies; waiting for it …'),
  )
}
