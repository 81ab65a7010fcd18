type Part = readonly string[]

/**
 * The codes from one to another, as shelves are numbered: `A-01-01` to `B-02-20` are 2 × 2 × 20 codes, in the sequence of
 * their parts. Where the two differ there must be numbers of one length or single letters, rising. undefined when they do
 * not say a range, or one of more than `most`.
 */
export function codesBetween(from: string, to: string, most: number): string[] | undefined {
  const [first, last] = [partsOf(from), partsOf(to)]
  if (first.length === 0 || first.length !== last.length) return undefined
  const choices: Part[] = []
  for (const [i, low] of first.entries()) {
    const part = rangeOf(low, last[i] ?? '')
    if (!part) return undefined
    choices.push(part)
  }
  if (choices.reduce((n, part) => n * part.length, 1) > most) return undefined
  return choices.reduce<string[]>((codes, part) => codes.flatMap((code) => part.map((one) => code + one)), [''])
}

/** Numbers, letters and what stands between them. */
function partsOf(code: string): string[] {
  return code.match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? []
}

function rangeOf(low: string, high: string): Part | undefined {
  if (low === high) return [low]
  if (/^\d{1,9}$/.test(low) && /^\d{1,9}$/.test(high)) {
    const [a, b] = [Number(low), Number(high)]
    if (low.length !== high.length || a > b || b - a >= 10_000) return undefined
    return Array.from({ length: b - a + 1 }, (_, i) => String(a + i).padStart(low.length, '0'))
  }
  if (/^[A-Z]$/.test(low) && /^[A-Z]$/.test(high) && low < high)
    return Array.from({ length: high.charCodeAt(0) - low.charCodeAt(0) + 1 }, (_, i) =>
      String.fromCharCode(low.charCodeAt(0) + i),
    )
  return undefined
}
