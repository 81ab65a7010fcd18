const scale = 6
const one = 10n ** BigInt(scale)

/** Sums and differences of decimal texts without binary floating point, to six digits. */
export function plus(...amounts: string[]): string {
  return format(amounts.reduce((sum, amount) => sum + read(amount), 0n))
}

export function minus(from: string, ...amounts: string[]): string {
  return format(amounts.reduce((rest, amount) => rest - read(amount), read(from)))
}

export function times(amount: string, quantity: number): string {
  return format(read(amount) * BigInt(quantity))
}

/** Per piece, half up at the sixth digit: times the quantity it is the amount again, to the cent. */
export function per(amount: string, quantity: number): string {
  const size = BigInt(quantity)
  return size <= 0n ? '0' : format((2n * read(amount) + size) / (2n * size))
}

export function isZero(amount: string): boolean {
  return read(amount) === 0n
}

export function same(a: string, b: string): boolean {
  return read(a) === read(b)
}

function read(text: string): bigint {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? []
  const size = BigInt(whole) * one + BigInt(fraction.padEnd(scale, '0') || '0')
  return sign === '-' ? -size : size
}

/** Two digits at least, as amounts are written everywhere. */
function format(value: bigint): string {
  const size = value < 0n ? -value : value
  const fraction = (size % one)
    .toString()
    .padStart(scale, '0')
    .replace(/0{1,4}$/, '')
  return `${value < 0n ? '-' : ''}${size / one}.${fraction}`
}
