import { sidOf } from '@/lib/platform/auth/cookies'
import { sha256 } from '@/lib/platform/crypto'

/** What ties something to the session that sends this request, without naming it; undefined: there is none. */
export async function sessionKey(): Promise<string | undefined> {
  const sid = await sidOf()
  return sid === undefined ? undefined : sha256(`bound to ${sid}`).toString('base64url')
}
