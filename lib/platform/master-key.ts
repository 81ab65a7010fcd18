import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from './env'

const cache = new Map<string, Buffer>()

/** The key everything secret hangs on: CARAVAN_KEY, else the data folder's own, made at first use. */
export function masterKey(): Buffer {
  return keyOf(env().CARAVAN_DATA)
}

export function keyOf(dataDir: string): Buffer {
  const { CARAVAN_KEY } = env()
  if (CARAVAN_KEY) return Buffer.from(CARAVAN_KEY, 'base64')
  const file = path.join(dataDir, 'key')
  let key = cache.get(file)
  if (!key) {
    key = Buffer.from(readOrCreate(file), 'base64')
    if (key.length !== 32) throw new Error(`${file} does not hold 32 bytes in base64`)
    cache.set(file, key)
  }
  return key
}

function readOrCreate(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(path.dirname(file), { recursive: true })
  // Written whole under another name, then linked: of two processes at once one wins, and nobody reads half a key.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return readFileSync(file, 'utf8')
}

/** The embedded server's passwords follow from the key, so none is stored anywhere. */
export function rolePassword(key: Buffer, role: string): string {
  return createHmac('sha256', key).update(`pg:${role}`).digest('hex')
}
