import { maskEmail, maskLine, maskName, maskPhone } from '@/lib/kernel/mask'
import { normaliseEmail, normaliseName, normalisePhone } from '@/lib/kernel/text'
import type { CustomerAddress, CustomerBody, CustomerEntry, MaskedCustomer } from '@/lib/modules/customers/schema'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

export function customerAad(id: string): string {
  return `customers|body|${id}`
}

export const nobody: CustomerBody = { name: '', phone: '', email: '', buyers: [], addresses: [] }

/** What somebody states laid over what is known; addresses and identities are replaced as a whole. */
export function bodyOf(before: CustomerBody, entry: CustomerEntry): CustomerBody {
  return {
    name: entry.name ?? before.name,
    phone: entry.phone ?? before.phone,
    email: entry.email ?? before.email,
    buyers: entry.buyers ?? before.buyers,
    addresses: entry.addresses ?? before.addresses,
  }
}

export function maskBody({ name, phone, email, buyers, addresses }: CustomerBody): MaskedCustomer {
  return {
    name: maskName(name),
    phone: maskPhone(phone),
    email: maskEmail(email),
    buyers: buyers.map(maskName),
    addresses: addresses.map((address) => ({
      name: maskName(address.name),
      phone: maskPhone(address.phone),
      region: regionOf(address),
      line1: maskLine(address.line1),
    })),
  }
}

function regionOf({ country, province, city, district }: CustomerAddress): string {
  return [...new Set([country, province, city, district])].filter(Boolean).join(' ')
}

export type Token = {
  readonly token: bigint
  readonly telling: boolean
  readonly path: 'phone' | 'email' | 'buyers' | 'name'
}

/** The marks under which a customer is found; the telling ones are those that intake makes of an order's buyer. */
export function tokensOf(crypt: TenantCrypt, { name, phone, email, buyers }: CustomerBody): Token[] {
  const digits = normalisePhone(phone)
  return [
    ...(name ? [{ token: crypt.blind('name', normaliseName(name)), telling: false, path: 'name' as const }] : []),
    ...(digits ? [{ token: crypt.blind('phone', digits), telling: true, path: 'phone' as const }] : []),
    ...(digits.length >= 7
      ? [{ token: crypt.blind('phone4', digits.slice(-4)), telling: false, path: 'phone' as const }]
      : []),
    ...(email ? [{ token: crypt.blind('email', normaliseEmail(email)), telling: true, path: 'email' as const }] : []),
    ...buyers.map((buyer) => ({ token: crypt.blind('buyer', buyer), telling: true, path: 'buyers' as const })),
  ]
}

/** What a search word can mean: what `wholeTokens` says, and the last four digits of a phone. */
export function searchTokens(crypt: TenantCrypt, word: string): bigint[] {
  return [...wholeTokens(crypt, word), ...(/^\d{4}$/.test(word) ? [crypt.blind('phone4', word)] : [])]
}

/** Who is named in full: by a name, a phone, a mail, an identity. */
export function wholeTokens(crypt: TenantCrypt, word: string): bigint[] {
  const phone = normalisePhone(word)
  return [
    crypt.blind('name', normaliseName(word)),
    crypt.blind('buyer', word),
    ...(phone.length >= 5 ? [crypt.blind('phone', phone)] : []),
    ...(word.includes('@') ? [crypt.blind('email', normaliseEmail(word))] : []),
  ]
}
