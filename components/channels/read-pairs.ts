export type Pair = { raw: string; listing: string; variationId: string; skuCode: string }

/**
 * Pasted lines, as a spreadsheet or a person writes them: seller SKU and SKU, or item, variation and SKU. Of a line without a
 * separator the last word is the SKU.
 */
export function readPairs(text: string): Pair[] {
  return text.split(/\r?\n/).flatMap((line): Pair[] => {
    const raw = line.trim()
    if (raw === '') return []
    const separated = /[\t,，;；]/.test(raw)
    const cells = separated ? raw.split(/[\t,，;；]/) : [raw.replace(/\s+\S+$/, ''), /\S+$/.exec(raw)?.[0] ?? '']
    const [listing = '', middle = '', last = ''] = cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    return last === ''
      ? [{ raw, listing, variationId: '', skuCode: separated || listing !== raw ? middle : '' }]
      : [{ raw, listing, variationId: middle, skuCode: last }]
  })
}
