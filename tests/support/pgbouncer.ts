import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { programOf } from '@/tests/support/debian'
import { until } from '@/tests/support/until'

export const pgbouncerBinary = () => programOf(['pgbouncer'], 'pgbouncer')

/** Statements by name came with 1.21. */
export function knowsStatements(binary: string): boolean {
  const said = execFileSync(binary, ['--version'], { encoding: 'utf8' })
  const [, major = 0, minor = 0] = said.match(/PgBouncer (\d+)\.(\d+)/)?.map(Number) ?? []
  return major > 1 || minor >= 21
}

export const poolerFolder = () => mkdtempSync(path.join(tmpdir(), 'caravan-pooler-'))

/** Runs what `caravan database pooler` has written into `folder`, until it is removed. It refuses to be root: then it is nobody. */
export async function runPgbouncer(binary: string, folder: string, url: string): Promise<{ remove(): Promise<void> }> {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined
  chmodSync(folder, 0o755)
  if (nobody) for (const file of readdirSync(folder)) chownSync(path.join(folder, file), nobody.uid, nobody.gid)
  const child = spawn(binary, [path.join(folder, 'pgbouncer.ini')], { ...nobody, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000)
  })
  const ended = once(child, 'exit')
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said}`)
      return answers(url)
    },
    (yes) => yes,
  )
  return {
    async remove() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
