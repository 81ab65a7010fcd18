import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const stamp = path.join(root, 'node_modules', '.caravan-installed')

// Prisma's command line looks for an engine on the network at every call; an existing file in its place keeps it quiet.
export const quietPrisma = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' }

function wanted() {
  const hash = createHash('sha256')
  for (const name of ['package-lock.json', 'package.json']) hash.update(readFileSync(path.join(root, name)))
  return hash.digest('hex')
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()
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
      mkdirSync(path.dirname(stamp), { recursive: true })
      writeFileSync(stamp, wanted())
    },
    () => console.error('Another command is installing the dependencies; waiting for it …'),
  )
}
