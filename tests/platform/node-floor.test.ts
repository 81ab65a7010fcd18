import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const { lib, target } = read('tsconfig.json').compilerOptions as { lib: string[]; target: string }

/** What Node 20 has not: there the program would fall over it, on newer ones nobody would notice. */
const tooNew = [
  'Object.groupBy([1], String)',
  'Map.groupBy([1], String)',
  'Promise.withResolvers()',
  'Promise.try(() => 1)',
  'new ArrayBuffer(1).transfer()',
  '[1].values().map(String)',
  'new Set([1]).union(new Set([2]))',
  'Array.fromAsync([1])',
]
const there = [`'x'.isWellFormed()`, '[1].toSorted()', '[1].findLast(Boolean)', '[1].with(0, 2)']

it('the compiler knows what the oldest Node that we run on has, and nothing younger', () => {
  expect(read('package.json').engines.node).toBe('>=20.19')
  const folder = mkdtempSync(path.join(tmpdir(), 'caravan-floor-'))
  const file = path.join(folder, 'probe.ts')
  writeFileSync(file, [...tooNew, ...there].map((code) => `void ${code}\n`).join(''))
  const { stdout } = spawnSync(
    'node_modules/.bin/tsc',
    [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--types',
      'node',
      '--typeRoots',
      path.resolve('node_modules/@types'),
      '--target',
      target,
      '--lib',
      lib.join(','),
      file,
    ],
    { encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true })
  const refused = [...stdout.matchAll(/probe\.ts\((\d+),\d+\): error TS/g)].map((match) => Number(match[1]))
  expect([...new Set(refused)], stdout).toEqual(tooNew.map((_, i) => i + 1))
})
