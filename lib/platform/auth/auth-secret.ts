import { deriveKey, masterKey } from '@/lib/platform/crypto'

/** What session cookies are encrypted with; follows from the master key, so there is one secret to keep. */
export function authSecret(): string {
  const key = masterKey()
  // Every request asks, and the answer hangs on the key alone.
  if (!known?.key.equals(key)) known = { key, secret: deriveKey(key, 'session-cookie').toString('base64url') }
  return known.secret
}

let known: { key: Buffer; secret: string } | undefined
