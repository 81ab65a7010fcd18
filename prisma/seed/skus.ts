import { type DemoProduct, demoProducts } from '@/prisma/seed/catalogue'
import { Dice } from '@/prisma/seed/random'

export type DemoSku = {
  readonly code: string
  readonly product: DemoProduct
  readonly name: string
  readonly nameEn: string
  readonly optionValues: readonly string[]
  /** In fen and, abroad, in cents. */
  readonly price: number
  readonly priceUsd: number
  readonly cost: number
  readonly weightG: number
  readonly barcode: string
  /** How often it is bought beside the others: few sell most. */
  readonly popularity: number
}

const dearer: Readonly<Record<string, number>> = {
  对装: 1.85,
  四只装: 3.5,
  四人: 1.9,
  双人: 1.4,
  礼盒: 1.6,
  '10双': 1.4,
  '100片': 1.8,
  '10只': 1.7,
}
const grows = new Set(['容量', '尺寸', '规格', '长度'])

function variants(product: DemoProduct): { values: string[]; english: string[]; factor: number }[] {
  let found = [{ values: [] as string[], english: [] as string[], factor: 1 }]
  for (const { name, values } of product.options) {
    found = found.flatMap((v) =>
      values.map(([zh, en], i) => ({
        values: [...v.values, zh],
        english: [...v.english, en],
        factor: v.factor * (dearer[zh] ?? (grows.has(name) ? 1 + 0.22 * i : 1)),
      })),
    )
  }
  return found
}

/** A number of the range that shops may use within their own walls (GS1 prefix 20), so it names nobody else's goods. */
export function barcodeOf(index: number): string {
  const body = `200${String(4_100_000 + index * 37).padStart(9, '0')}`
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

function makeSkus(): DemoSku[] {
  const dice = new Dice(20_261_111)
  const skus = demoProducts.flatMap((product) => {
    const margin = 0.32 + 0.2 * dice.next()
    return variants(product).map(({ values, english, factor }, i) => {
      // Prices end in a nine, as prices do.
      const yuan = Math.max(9, Math.round((product.price * factor) / 10) * 10 - 1)
      return {
        code: `${product.code}-${String(i + 1).padStart(2, '0')}`,
        product,
        name: [product.name, ...values].join(' '),
        nameEn: [product.nameEn, ...english].join(', '),
        optionValues: values,
        price: yuan * 100,
        priceUsd: Math.round((yuan / 7.1) * 1.5) * 100 + 99,
        cost: Math.round(yuan * 100 * margin),
        weightG: Math.round(product.weightG * factor),
      }
    })
  })
  // Ranks are dealt out at random, their weight falls with the rank: a fifth of the SKUs makes about four fifths of the sales.
  const ranks = skus.map((_, rank) => ({ rank, at: dice.next() })).sort((a, b) => a.at - b.at)
  return skus.map((sku, i) => ({ ...sku, barcode: barcodeOf(i), popularity: 1 / ((ranks[i]?.rank ?? 0) + 2) ** 1.15 }))
}

export const demoSkus: readonly DemoSku[] = makeSkus()
