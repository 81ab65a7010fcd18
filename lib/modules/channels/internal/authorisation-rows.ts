import { sha256 } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'

export function authorisationAad(id: string): string {
  return `shop_authorisations|credentials|${id}`
}

export function redirectUri(): string {
  return `${env().PUBLIC_URL.replace(/\/+$/, '')}/settings/shops/permitted`
}

/** Only who holds both the state and the session can come back with it. */
export function keyOf(secret: string, session: string): Buffer {
  return sha256(`${secret} ${session}`)
}
