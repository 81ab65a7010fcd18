import bwip from 'bwip-js/node'

/** A printer of labels has 203 dots to the inch: bars are whole dots wide, or it rounds them and they do not read. */
export const dot = 72 / 203.2

export type Bars = { modules: number; bars: { x: number; width: number }[] }

/** EAN-13 only where the check digit is right; everything else a scanner reads as Code 128. */
export function barsOf(text: string): Bars {
  const kind = isEan13(text) ? 'ean13' : 'code128'
  const [made] = bwip.raw({ bcid: kind, text })
  const widths = made && 'sbs' in made ? made.sbs : []
  const bars: Bars['bars'] = []
  let x = 0
  for (const [i, width] of widths.entries()) {
    if (i % 2 === 0) bars.push({ x, width })
    x += width
  }
  return { modules: x, bars }
}

export function squaresOf(text: string): { side: number; dark: readonly number[] } {
  const [made] = bwip.raw('qrcode', text, 'eclevel=M')
  return made && 'pixs' in made ? { side: made.pixx, dark: made.pixs } : { side: 1, dark: [] }
}

/** What Code 128 can say: a code in another script gets no bars, but the text below them. */
export const canBar = (text: string) => /^[\x20-\x7e]{1,60}$/.test(text)

export function isEan13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false
  const total = [...text].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return total % 10 === 0
}
