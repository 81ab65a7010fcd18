import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseEnv } from '@/lib/platform/env'
import { keyOf, rolePassword } from '@/lib/platform/master-key'

const folder = mkdtempSync(path.join(tmpdir(), 'caravan-env-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('nothing has to be set, and an empty variable counts as not set', () => {
  const bare = parseEnv({})
  expect(bare).toMatchObject({ PORT: 3000, PUBLIC_URL: 'http://localhost:3000', CARAVAN_DATA: path.resolve('.data') })
  expect(parseEnv({ PORT: '', DATABASE_URL: '' })).toEqual(bare)
})

test('addresses follow from the port and the data folder unless they are given', () => {
  expect(parseEnv({ PORT: '3100', CARAVAN_DATA: '/srv/caravan' })).toMatchObject({
    PUBLIC_URL: 'http://localhost:3100',
    MAIL_URL: 'file:/srv/caravan/mail',
    FILES_URL: 'file:/srv/caravan/files',
  })
  expect(parseEnv({ PUBLIC_URL: 'https://erp.example/' }).PUBLIC_URL).toBe('https://erp.example')
})

test('a wrong setting is named without its value', () => {
  const secret = 'mysql://root:hunter2@db'
  expect(() => parseEnv({ DATABASE_URL: secret, PORT: '99999' })).toThrow(/DATABASE_URL.*\n.*PORT/)
  expect(() => parseEnv({ DATABASE_URL: secret })).not.toThrow(/hunter2/)
  expect(() => parseEnv({ CARAVAN_KEY: 'c2hvcnQ=' })).toThrow(/CARAVAN_KEY: must be 32 bytes/)
})

test('a setting may lie in a file, and is judged like any other; what was said itself counts', () => {
  const key = path.join(folder, 'caravan-key')
  const secret = Buffer.alloc(32, 7).toString('base64')
  writeFileSync(key, `${secret}\n`)
  expect(parseEnv({ CARAVAN_KEY_FILE: key }).CARAVAN_KEY).toBe(secret)
  const own = Buffer.alloc(32, 8).toString('base64')
  expect(parseEnv({ CARAVAN_KEY_FILE: key, CARAVAN_KEY: own }).CARAVAN_KEY).toBe(own)
  expect(parseEnv({ CARAVAN_KEY_FILE: '' }).CARAVAN_KEY).toBeUndefined()
  expect(() => parseEnv({ DATABASE_URL_FILE: key })).toThrow(/DATABASE_URL: must start with/)
  expect(() => parseEnv({ DATABASE_URL_FILE: key })).not.toThrow(new RegExp(secret.slice(0, 8)))
  expect(() => parseEnv({ REDIS_URL_FILE: path.join(folder, 'none') })).toThrow(/REDIS_URL_FILE: ENOENT/)
})

test('the key of a data folder is made once, for its owner alone', () => {
  const key = keyOf(folder)
  expect(key).toHaveLength(32)
  expect(keyOf(folder)).toEqual(key)
  expect(statSync(path.join(folder, 'key')).mode & 0o777).toBe(0o600)
})

test('each role has a password of its own, and another key gives another', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const passwords = [
    rolePassword(one, 'caravan_app'),
    rolePassword(one, 'caravan_auth'),
    rolePassword(two, 'caravan_app'),
  ]
  expect(new Set(passwords).size).toBe(3)
  expect(rolePassword(one, 'caravan_app')).toBe(passwords[0])
})
