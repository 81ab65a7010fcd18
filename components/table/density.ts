export const DENSITIES = ['compact', 'normal', 'relaxed'] as const
export type Density = (typeof DENSITIES)[number]
export const DENSITY_COOKIE = 'caravan-density'

export function densityOf(value: unknown): Density {
  return DENSITIES.find((density) => density === value) ?? 'normal'
}
