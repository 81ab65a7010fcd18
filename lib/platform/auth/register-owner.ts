import { z } from 'zod'
import { currencyField, nameField, zoneField } from '@/lib/kernel/fields'
import { hashPassword, newPassword } from '@/lib/platform/auth/password'
import { requestProof } from '@/lib/platform/auth/prove-email'
import { registerCompany } from '@/lib/platform/auth/register-company'
import { type Client, emailField, type SignedIn, signInWithProof } from '@/lib/platform/auth/sign-in'
import { admitAddress } from '@/lib/platform/auth/throttle'
import { parse } from '@/lib/platform/door/run'
import { DEFAULT_LOCALE, type Locale } from '@/lib/platform/i18n/locales'

export const registration = z.strictObject({
  company: nameField(120),
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
  currency: currencyField,
  timeZone: zoneField,
  name: nameField(80),
  email: emailField,
  password: newPassword,
})

/** A new company from the public form; its owner is signed in at once. Counted against the address like a wrong try. */
export async function registerOwner(raw: unknown, client: Client, locale: Locale = DEFAULT_LOCALE): Promise<SignedIn> {
  const { company, slug, currency, timeZone, name, email, password } = parse(registration, raw)
  await admitAddress(client.address)
  const owner = { email, name, passwordHash: await hashPassword(password) }
  const { userId, tenantId } = await registerCompany({ name: company, slug, currency, timeZone, owner })
  if (!userId) throw new Error('a company registered with a password has a user')
  await requestProof(userId, locale)
  return signInWithProof(userId, client, (membership) => membership.tenantId === tenantId)
}
