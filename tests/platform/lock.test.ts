import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { missingFrom } from '@/scripts/lib/complete-lock.mjs'

test('npm ci accepts the lock: every optional package has its entry', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  expect(missingFrom(lock), 'run node scripts/lib/complete-lock.mjs').toEqual([])
  delete lock.packages['node_modules/@biomejs/cli-linux-x64']
  expect(missingFrom(lock).map(({ name }) => name)).toEqual(['@biomejs/cli-linux-x64'])
})
