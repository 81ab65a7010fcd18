export type Sender = { code: string; name: string }

/** Those of the warehouses that may send a parcel: who works for a marketplace sends that marketplace's. */
export function sendersOf<W extends Sender & { status: string; kind: string }>(warehouses: readonly W[]): W[] {
  return warehouses.filter(({ status, kind }) => status === 'active' && kind !== 'platform')
}
