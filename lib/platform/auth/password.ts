import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import { hasBadText } from '@/lib/kernel/text'
import { commonPasswords } from '@/lib/platform/auth/common-passwords'

// Argon2id (the library's default) with the parameters OWASP names first: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A new password. Length and "nobody else has thought of it first" matter; kinds of signs do not (NIST 800-63B). */
export const newPassword = z
  .string()
  .min(10)
  .max(200)
  .superRefine((text, ctx) => {
    if (hasBadText(text)) ctx.addIssue({ code: 'custom', params: { code: 'invalid' } })
    else if (isCommon(text)) ctx.addIssue({ code: 'custom', params: { code: 'common_password' } })
  })

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

let nobodys: Promise<string> | undefined

/** Takes the same time whether there is a hash or not, so that answers do not tell which accounts exist. */
export async function passwordFits(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody')
  const known = passwordHash?.startsWith('$argon2id$') ? passwordHash : undefined
  const fits = await verify(known ?? (await nobodys), password.slice(0, 200).normalize('NFKC'))
  return known !== undefined && fits
}

function isCommon(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  return new Set(text).size < 4 || commonPasswords.has(text) || commonPasswords.has(text.replace(/[!.?*~]+$/, ''))
}
