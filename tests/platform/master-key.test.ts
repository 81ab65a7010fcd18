import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'caravan-key-'))
  vi.stubEnv('CARAVAN_DATA', path.join(folder, 'data'))
  vi.stubEnv('CARAVAN_KEY', '')
  vi.resetModules()
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

it('makes a key once, for its owner only, and finds it again after a restart', async () => {
  const first = (await import('@/lib/platform/crypto')).masterKey()
  expect(first).toHaveLength(32)
  expect(statSync(path.join(folder, 'data', 'key')).mode & 0o777).toBe(0o600)
  vi.resetModules()
  expect((await import('@/lib/platform/crypto')).masterKey()).toEqual(first)
})

it('takes the environment’s key before the file’s', async () => {
  const key = Buffer.alloc(32, 9)
  vi.stubEnv('CARAVAN_KEY', key.toString('base64'))
  expect((await import('@/lib/platform/crypto')).masterKey()).toEqual(key)
})

it('refuses half a key instead of sealing with it', async () => {
  const { keyOf } = await import('@/lib/platform/master-key')
  writeFileSync(path.join(folder, 'key'), Buffer.alloc(16).toString('base64'))
  expect(() => keyOf(folder)).toThrow('32 bytes')
})
