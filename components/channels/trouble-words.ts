import { readTrouble } from './read-trouble'

export type TroubleTexts = { (key: string, values?: Record<string, string>): string; has(key: string): boolean }

/**
 * A stored trouble as a sentence, and beside it the other side's own code, which is what its support asks for. Codes that we
 * make ourselves say nothing more to anybody and are left out: some are all there is to say, others only a fact, behind which
 * stands what the kind means for the reader (or `ofKind` in its place). Without a sentence the code is all there is.
 */
export function troubleWords(t: TroubleTexts, stored: string, ofKind?: string): { sentence: string; code: string } {
  const { kind, code } = readTrouble(stored)
  const meant = ofKind ?? (kind ? t(`kind.${kind}`) : '')
  const fact = factOf(t, code)
  if (fact !== null) return { sentence: meant ? t('both', { fact, meant }) : fact, code: '' }
  if (isNamed(t, `own.${code}`)) return { sentence: t(`own.${code}`), code: '' }
  return { sentence: meant, code }
}

function factOf(t: TroubleTexts, code: string): string | null {
  const status = /^http_(\d+)$/.exec(code)?.[1]
  if (status) return t('http', { status })
  return isNamed(t, `fact.${code}`) ? t(`fact.${code}`) : null
}

/** A code with a dot would be looked for one level below. */
const isNamed = (t: TroubleTexts, key: string) => /^\w+\.[a-z_]+$/.test(key) && t.has(key)
