/**
 * Areas of work a company may switch off: nobody in it, nor any key, may then do what they hold, whatever the role says.
 * Named by resources (`call`) or single rights (`report.sales`). What others stand on (shops, goods, stock, orders) is in none.
 */
export const areas = {
  calls: ['call'],
  financeReview: ['finance-review'],
  rules: ['rule', 'blacklist'],
  presale: ['presale'],
  transfers: ['transfer'],
  bins: ['bin', 'zone', 'move'],
  returns: ['return-request'],
  imports: ['import', 'bulk'],
  reports: ['report.sales'],
  api: ['api-key'],
} as const satisfies Record<string, readonly string[]>

export type Area = keyof typeof areas

export const areaNames = Object.keys(areas) as [Area, ...Area[]]

/** Is this right part of an area that is switched off? */
export function switchedOff(off: readonly Area[], permission: string): boolean {
  if (off.length === 0) return false
  const resource = permission.slice(0, permission.indexOf('.'))
  return off.some((area) => areas[area].some((one) => one === resource || one === permission))
}
