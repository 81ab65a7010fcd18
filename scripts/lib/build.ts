import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './children'
import { withLock } from './lock.mjs'

export const next = path.resolve('node_modules/next/dist/bin/next')

/**
 * The web server, on all addresses and of this app unless told otherwise. Of requests that come before Next is ready none is
 * forgotten: started in any other way, the first of them would find a server that cannot give its page a policy.
 */
export const webCommand = (mode: 'start' | 'dev', port: number, { host = '0.0.0.0', app = '' } = {}) => [
  ...['--require', path.resolve('scripts/lib/early-requests.cjs')],
  ...[next, mode, ...(app ? [app] : []), '-p', String(port), '-H', host],
]

const stamp = path.resolve('.next/caravan-sources')
/** Not in `.next`, which a build empties. */
const note = path.resolve('.cache/building.json')
const folders = ['app', 'components', 'lib', 'messages', 'public', 'prisma/generated']

/** Builds the web when its sources are not those of the last finished build. */
export async function ensureBuild(
  values: Record<string, string> = {},
  signal?: AbortSignal,
  build: readonly string[] = [next, 'build'],
): Promise<'built' | 'present'> {
  return withLock(`build:${process.cwd()}`, async () => {
    const sources = fingerprint()
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return 'present'
    console.error('Building the web pages (about a minute, once per version) …')
    // Gone before the build begins: a build that was cut off must not look like a finished one.
    rmSync(stamp, { force: true })
    const production = { ...values, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    const code = await runChild(build, production, note, signal)
    if (code !== 0) throw new Error('The web pages could not be built; the messages stand above')
    writeFileSync(stamp, sources)
    return 'built'
  })
}

/** By content, not by time: a checkout, a copy and a backup all change times. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const root = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isFile())
  const own = root
    .map((entry) => entry.name)
    .filter((name) => /\.(ts|mjs|json)$/.test(name) && name !== 'next-env.d.ts')
  const inside = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name)),
    )
  for (const file of [...own, ...inside].sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
