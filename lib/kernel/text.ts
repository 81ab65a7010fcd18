const maxGrams = 400

/**
 * Pairs of neighbouring signs, for search in Chinese and Latin texts alike: no dictionary, and any part of two signs
 * is found by an index of arrays. A sign that stands alone is a gram itself. At most 400, in order, without repeats.
 */
export function grams(text: string): string[] {
  const found = new Set<string>()
  for (const run of fold(text).split(/\s+/)) {
    const signs = Array.from(run)
    if (signs.length === 1) found.add(run)
    for (let i = 1; i < signs.length && found.size < maxGrams; i++) found.add(`${signs[i - 1]}${signs[i]}`)
    if (found.size >= maxGrams) break
  }
  return [...found]
}

/** Digits only, without the prefix of China, so that '+86 138-1234-5678' and '１３８１２３４５６７８' are one number. */
export function normalisePhone(phone: string): string {
  const plain = phone.normalize('NFKC').trim()
  const digits = plain.replace(/\D/g, '')
  const abroad = plain.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined
  if (abroad !== undefined) return abroad.startsWith('86') ? abroad.slice(2) : abroad
  // Without + or 00 only a mobile number tells that the leading 86 is China's prefix.
  return digits.replace(/^86(?=1[3-9]\d{9}$)/, '')
}

/** One spelling of a person's name: case, widths and spaces do not matter, and none stand between Chinese signs. */
export function normaliseName(name: string): string {
  const folded = fold(name).trim()
  // Most names are plain already, and one look is less than three.
  if (!/[\s•・‧∙⋅]/.test(folded)) return folded
  return folded
    .replace(/[•・‧∙⋅]/g, '·')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}

export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').toLowerCase().trim()
}

/** Signs that PostgreSQL or JSON cannot carry: NUL and half a surrogate pair. */
export function hasBadText(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed()
}

/** One spelling for comparing and searching: width, case and composition do not matter. `folded` of the catalog says the same in SQL. */
export function fold(text: string): string {
  // Lower case may decompose again (İ), and a Greek sigma has a second form at the end of a word.
  const composed = text.normalize('NFKC')
  const lower = composed.toLowerCase()
  return (lower === composed ? lower : lower.normalize('NFKC')).replaceAll('ς', 'σ')
}
