import { deriveKey, masterKey } from '@/lib/platform/crypto'

/** What session cookies are encrypted with; follows from the master key, so there is one secret to keep. */
export function authSecret(): string {
  return deriveKey(masterKey(), 'session-cookie').toString('base64url')
}
