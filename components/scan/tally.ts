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

const isSame = (a: Pick<Tally, 'skuCode' | 'batchNo'>, b: Pick<Tally, 'skuCode' | 'batchNo'>) =>
  a.skuCode === b.skuCode && (a.batchNo ?? '').toLowerCase() === (b.batchNo ?? '').toLowerCase()

/** With so many more; what was scanned last stands last. */
export function tallied(all: readonly Tally[], more: Tally): Tally[] {
  const before = all.find((one) => isSame(one, more))
  const sum = before
    ? { ...more, quantity: before.quantity + more.quantity, serials: [...before.serials, ...more.serials] }
    : more
  return [...all.filter((one) => !isSame(one, more)), sum]
}
