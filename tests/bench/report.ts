export type Figure = {
  name: string
  ours: number
  floor: number
  ratio: number
  better: 'higher' | 'lower'
  unit: string
  conditions: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const rounded = (n: number) => Number(n.toPrecision(4))

export function figure(
  name: string,
  ours: number,
  floor: number,
  better: Figure['better'],
  unit: string,
  conditions: string,
): Figure {
  return { name, ours: rounded(ours), floor: rounded(floor), ratio: rounded(ours / floor), better, unit, conditions }
}

/** Milliseconds of two ways of doing the same, in alternating rounds, so that what disturbs the machine disturbs both. */
export async function alternate(
  rounds: number,
  ours: (round: number) => Promise<unknown>,
  floor: (round: number) => Promise<unknown>,
  /** What both need and nobody measures, before every round. */
  prepare: () => Promise<unknown> = async () => undefined,
) {
  const times = { ours: [] as number[], floor: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    await prepare()
    times.ours.push(await timed(() => ours(round)))
    times.floor.push(await timed(() => floor(round)))
  }
  return { ours: median(times.ours), floor: median(times.floor) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
