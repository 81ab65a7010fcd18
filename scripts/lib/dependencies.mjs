import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

// Prisma's command line looks for an engine on the network at every call; an existing file in its place keeps it quiet.
export const quietPrisma = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' }

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages

/** npm writes down what it has installed when it is done; a cut-off install leaves nothing, or the state before. */
function installed() {
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false
  const present = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version,
  )
}

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
    },
    () => console.error('Another command is installing the dependencies; waiting for it …'),
  )
}
