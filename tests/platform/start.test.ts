import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(path.resolve('.cache/start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function node(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } })
}

test('a taken port is said at once, before anything is started', async () => {
  const other = net.createServer().listen(0, '0.0.0.0')
  await new Promise((done) => other.once('listening', done))
  const { port } = other.address() as net.AddressInfo
  const data = path.join(folder, 'data')
  const run = node(['scripts/start.mjs'], { PORT: String(port), CARAVAN_DATA: data, npm_lifecycle_event: '' })
  other.close()
  expect(run.status).toBe(1)
  expect(run.stdout).toBe('')
  expect(run.stderr.trim()).toBe(`Port ${port} is taken by another program; stop it or start with another PORT`)
  expect(existsSync(path.join(data, 'postgres'))).toBe(false)
})

test('a command has stdout for its answer alone, knows where it was called, and passes its exit code on', () => {
  const script = path.join(folder, 'answer.ts')
  writeFileSync(
    script,
    `import { businessDay } from '@/lib/kernel/time'
     console.log(businessDay(new Date(0), 'UTC'), process.argv[2], process.env.INIT_CWD)
     process.exitCode = 3`,
  )
  const run = node(['scripts/run.mjs', script, 'argument'], { INIT_CWD: '/somewhere' })
  expect(run.stdout).toBe('1970-01-01 argument /somewhere\n')
  expect(run.status).toBe(3)
})
