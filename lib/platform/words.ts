import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

/**
 * What people type as a reason or a note: it may hold a buyer's name and number, so the column `words` holds it sealed. Empty: nothing
 * was typed. Null: written before texts were sealed, and in clear in the column beside it until `words.seal` has been there.
 */
export function wordsAad(table: string, ...key: readonly (string | number)[]): string {
  return `${table}|words|${key.join('|')}`
}

export function sealWords(crypt: TenantCrypt, aad: string, text: string): Buffer {
  return text === '' ? Buffer.alloc(0) : crypt.seal(aad, text)
}

/** `clear`: the column beside it, which holds a code where nobody typed. */
export function openWords(crypt: TenantCrypt, aad: string, words: Buffer | null, clear: string): string {
  return words && words.length > 0 ? crypt.open(aad, words) : clear
}
