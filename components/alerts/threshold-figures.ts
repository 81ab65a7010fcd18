import type { ThresholdsView } from '@/lib/modules/inventory/threshold-schema'

export const thresholdColumns = ['safety', 'lead'] as const
type Column = (typeof thresholdColumns)[number]

/** Each figure as it is typed, by its column and the warehouse it is of: two people at different figures do not collide. */
export type ThresholdFigures = Record<string, string>

/** No warehouse: of all together. */
export const figureKey = (column: Column, warehouseCode = '') => `${column}/${warehouseCode}`

const typed = (value: number | null) => (value === null ? '' : String(value))
const meant = (text = '') => (text === '' ? null : Number(text))

export function figuresOf({ safetyStock, leadTimeDays, warehouses }: ThresholdsView): ThresholdFigures {
  const rows = [{ warehouseCode: '', safetyStock, leadTimeDays }, ...warehouses]
  return Object.fromEntries(
    rows.flatMap((row) => [
      [figureKey('safety', row.warehouseCode), typed(row.safetyStock)],
      [figureKey('lead', row.warehouseCode), typed(row.leadTimeDays)],
    ]),
  )
}

/** The figures as they are saved. `mayChangeSku` false: those of all warehouses together stay out of it. */
export function meantBy(figures: ThresholdFigures, mayChangeSku: boolean) {
  const start = figureKey('safety')
  const rows = Object.keys(figures)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
    .map((warehouseCode) => ({
      warehouseCode,
      safetyStock: meant(figures[figureKey('safety', warehouseCode)]),
      leadTimeDays: meant(figures[figureKey('lead', warehouseCode)]),
    }))
  const [all] = rows.filter(({ warehouseCode }) => warehouseCode === '')
  return {
    ...(mayChangeSku && all && { safetyStock: all.safetyStock ?? 0, leadTimeDays: all.leadTimeDays }),
    warehouses: rows.filter(({ warehouseCode }) => warehouseCode !== ''),
  }
}
