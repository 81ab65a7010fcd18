import type { Region } from '@/lib/kernel/region'

/** As people write it: the nearest provinces on the first line, the next nearest on the second; names divided by commas. */
export function regionsOf(text: string): Region[] {
  const lines = text
    .split('\n')
    .map((line) => line.split(/[,，、;；]/).map((name) => name.trim()))
    .map((names) => names.filter((name) => name !== ''))
    .filter((names) => names.length > 0)
  return lines.flatMap((names, i) => names.map((province) => ({ province, rank: i + 1 })))
}

export function textOf(regions: readonly Region[]): string {
  const ranks = [...new Set(regions.map((r) => r.rank))].sort((a, b) => a - b)
  const line = (rank: number) => regions.filter((r) => r.rank === rank).map((r) => r.province)
  return ranks.map((rank) => line(rank).join('、')).join('\n')
}
