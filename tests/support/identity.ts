import { newId } from '@/lib/kernel/ids'
import { hashPassword } from '@/lib/platform/auth/password'
import { registerCompany } from '@/lib/platform/auth/register-company'
import type { Client } from '@/lib/platform/auth/sign-in'

export const password = 'a camel has three humps'

let hash: Promise<string> | undefined

/** A company whose owner can really sign in. Hashed once per file: Argon2 is slow on purpose. */
export async function createSignInCompany() {
  hash ??= hashPassword(password)
  const slug = `t-${newId().slice(-12)}`
  const email = `${slug}@example.test`
  const owner = { email, name: 'Owner', passwordHash: await hash }
  const registered = await registerCompany({ slug, name: slug, currency: 'CNY', timeZone: 'Asia/Shanghai', owner })
  return { ...registered, slug, email }
}

let nextAddress = 0

/** A browser somewhere: each has an address of its own unless told. */
export function client(more: Partial<Client> = {}): Client {
  nextAddress += 1
  return { address: `10.0.${nextAddress >> 8}.${nextAddress & 255}`, ...more }
}
