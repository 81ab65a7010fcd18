/** Units of one SKU, of one batch where it has batches, that were scanned and are not sent yet. */
export type Tally = {
  skuCode: string
  name: string
  batchNo?: string
  quantity: number
  serials: readonly string[]
  /** When the last of them was scanned. */
  at: string
}

type Units = { skuCode: string; batchNo?: string | null }

const spelled = (code: string) => code.normalize('NFKC').trim().toLowerCase()

/** Of one SKU and one batch, as the house compares their spellings; no batch at all and units from before there were any are alike. */
export const isSame = (a: Units, b: Units) =>
  spelled(a.skuCode) === spelled(b.skuCode) && spelled(a.batchNo ?? '') === spelled(b.batchNo ?? '')

/** With so many more; what was scanned last stands last. */
export function tallied(all: readonly Tally[], more: Tally): Tally[] {
  const before = all.find((one) => isSame(one, more))
  const sum = before
    ? { ...more, quantity: before.quantity + more.quantity, serials: [...before.serials, ...more.serials] }
    : more
  return [...all.filter((one) => !isSame(one, more)), sum]
}
