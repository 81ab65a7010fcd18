import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const words =
  'amber anchor apple autumn bamboo basket birch bridge bronze candle canyon caravan cedar celadon cloud copper coral cotton delta desert falcon fern garden ginger granite harbor hazel indigo island ivory jade jasmine juniper lantern laurel lemon linen lotus maple marble meadow mint monsoon mountain oasis ocean olive orchard paper pebble pepper pine plum pottery quartz river saffron sail sandal silk silver spring summit tea temple thunder valley velvet walnut willow winter'.split(
    ' ',
  )

/** The password of the demo company's people: made once, readable by who owns the data folder, easy to type. 40 bits and a throttle. */
export function demoPassword(dataDir: string): string {
  const file = path.join(dataDir, 'demo-password')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const picked = Array.from({ length: 4 }, () => words[randomInt(words.length)])
    writeFileSync(file, `${picked.join('-')}-${randomInt(1000, 10_000)}\n`, { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}
