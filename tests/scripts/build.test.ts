import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { until } from '@/tests/support/until'

const folder = mkdtempSync(path.join(tmpdir(), 'caravan-build-'))
const at = (name: string) => path.join(folder, name)
mkdirSync(at('.next'))
const pidIn = (name: string) => (existsSync(at(name)) ? Number(readFileSync(at(name), 'utf8')) : 0)
/** One that has ended and waits to be asked for is gone. */
const lives = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0] !== 'Z'
  } catch {
    return false
  }
}
afterAll(() => {
  for (const pid of ['build', 'helper'].map(pidIn)) if (pid > 0 && lives(pid)) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Begins as a build does, with a process of its own beside it, and never comes to an end. */
const endless = `const { spawn } = require('node:child_process'), { writeFileSync } = require('node:fs')
  const helper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync('helper', String(helper.pid)); writeFileSync('build', String(process.pid)); setInterval(() => {}, 1000)`

/** A start, in a folder that holds nothing else, with another program in the place of Next’s build. */
function start(build: string) {
  const house = pathToFileURL(path.resolve('scripts/lib/build.ts')).href
  const script = at('start.mts')
  writeFileSync(
    script,
    `const { ensureBuild } = await import(${JSON.stringify(house)})
     console.log(await ensureBuild({}, undefined, ['-e', ${JSON.stringify(build)}]))`,
  )
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = spawn(process.execPath, ['--import', tsx, script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  return { child, ended: new Promise<string>((done) => child.once('exit', (code) => done(`${code} ${said}`))) }
}

test('a build that a killed start has left is ended, with all it began, before the next start builds; one told to stop leaves none', async () => {
  const first = start(endless)
  expect(await until(async () => pidIn('build'), Boolean)).toBeGreaterThan(0)
  const left = ['build', 'helper'].map(pidIn)
  first.child.kill('SIGKILL')
  await first.ended
  expect(left.map(lives)).toEqual([true, true])

  rmSync(at('build'))
  const second = start(endless)
  expect(await until(async () => pidIn('build'), Boolean)).toBeGreaterThan(0)
  expect(left.map(lives)).toEqual([false, false])
  const stopped = ['build', 'helper'].map(pidIn)
  second.child.kill('SIGINT')
  expect(await second.ended).toMatch(/^null /)
  expect(
    await until(
      async () => stopped.some(lives),
      (any) => !any,
    ),
  ).toBe(false)

  expect(await start('').ended).toMatch(/^0 [\s\S]*built\n$/)
  expect(await start('process.exit(1)').ended).toBe('0 present\n')
  expect(existsSync(at('.cache/building.json'))).toBe(false)
})
