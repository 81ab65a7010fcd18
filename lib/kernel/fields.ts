import { z } from 'zod'
import { isCurrency } from '@/lib/kernel/money'
import { hasBadText } from '@/lib/kernel/text'
import { isZone } from '@/lib/kernel/time'

const said = (code: string) => ({ params: { code } })

/** Free text that PostgreSQL and JSON can carry, without outer spaces; may be empty. */
export function textField(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => !hasBadText(text), said('bad_text'))
}

/** The same, and something must stand there. */
export function nameField(max: number) {
  return textField(max).min(1)
}

/** A code people type, print and put into lists divided by commas: letters and digits of any script, with . _ - between. */
export function codeField(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u)
}

export const currencyField = z.string().trim().refine(isCurrency, said('unknown_currency'))

export const zoneField = z.string().trim().refine(isZone, said('unknown_time_zone'))

/** An amount that is never negative, as text; how many digits its currency allows is checked where the currency is known. */
export const amountField = z
  .string()
  .trim()
  .max(24)
  .regex(/^(0|[1-9]\d*)(\.\d+)?$/)

/** The version a change was made upon. */
export const versionField = z.number().int().min(1).max(2_147_483_647)

/** A count that fits the database's int4. */
export function countField(max = 2_147_483_647) {
  return z.number().int().min(0).max(max)
}

/** A file that has been received and lies in the store; only the entrance makes one. */
export const uploadField = z.strictObject({
  id: z.uuid(),
  name: z.string().max(200),
  size: z.number().int().min(0),
  hash: z.string().max(64),
})
