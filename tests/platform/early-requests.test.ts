import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { webCommand } from '@/scripts/lib/build'

const folder = mkdtempSync(path.resolve('.cache/early-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A server that holds what comes until it is ready, as Next does, and answers then with what it was told about each request. */
const program = `
import http from 'node:http'
import { register } from '@/instrumentation'

let ready = () => {}
const waiting = new Promise<void>((done) => { ready = done })
let held = 0
const server = http.createServer(async ({ headers }, response) => {
  held += 1
  await waiting
  response.end(JSON.stringify([headers['x-nonce'], headers['x-caravan-peer'], headers['x-middleware-subrequest']]))
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const { port } = server.address() as { port: number }
const ask = async () => {
  const forged = { 'x-nonce': 'mine', 'x-caravan-peer': '6.6.6.6', 'x-middleware-subrequest': '1' }
  const answer = await fetch(\`http://127.0.0.1:\${port}/sign-in\`, { headers: forged })
  return { policy: answer.headers.get('content-security-policy'), told: await answer.json() }
}
const early = [ask(), ask(), ask()]
while (held < early.length) await new Promise((done) => setTimeout(done, 5))
register()
ready()
console.log(JSON.stringify([...(await Promise.all(early)), await ask()]))
server.close()
`

test('who asks before the server is ready gets the same policy, and may forge as little, as who asks later', () => {
  const file = path.join(folder, 'server.ts')
  writeFileSync(file, program)
  const run = spawnSync(
    process.execPath,
    ['--require', path.resolve('scripts/lib/early-requests.cjs'), '--import', 'tsx', file],
    { encoding: 'utf8' },
  )
  const answers = JSON.parse(run.stdout || '[]') as { policy: string; told: [string, string, string | null] }[]
  expect(answers, run.stderr).toHaveLength(4)
  for (const { policy, told } of answers) {
    expect(policy).toContain(`'nonce-${told[0]}'`)
    expect(told).toEqual([expect.stringMatching(/^[\w=]{40,}$/), '127.0.0.1', null])
  }
  expect(new Set(answers.map(({ told }) => told[0])).size).toBe(4)
})

test('every server of the house is started so that it hears of those who ask early', () => {
  const files = ['scripts', 'tests', 'workers'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|cjs)$/.test(name) && !name.includes('.next'))
      .map((name) => path.posix.join(folder, name)),
  )
  const starts = files.filter((name) => /\bnext,\s*(?:'(?:start|dev)'|mode)/.test(readFileSync(name, 'utf8')))
  expect(starts).toEqual(['scripts/lib/build.ts'])
  const preload = ['--require', path.resolve('scripts/lib/early-requests.cjs')]
  expect(webCommand('start', 3000).slice(0, 2)).toEqual(preload)
  expect(webCommand('start', 3000, { app: 'tests/bench/bare-app' }).slice(0, 2)).toEqual(preload)
})
