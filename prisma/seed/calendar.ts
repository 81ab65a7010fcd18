import { addDays, businessDay, dayStart, fromLocal } from '@/lib/kernel/time'
import type { Dice } from '@/prisma/seed/random'

export const demoZone = 'Asia/Shanghai'
const hourMs = 3_600_000
const demoDays = 90

/** How much is bought in each hour of the day: a little at noon, most in the evening. */
const hours = [6, 3, 2, 1, 1, 1, 2, 4, 7, 10, 12, 12, 13, 11, 11, 11, 11, 11, 12, 15, 19, 22, 20, 12]
const festivals = ['03-08', '06-18', '09-09', '11-11', '12-12']

/** What each of the last days weighs beside the others: slow growth, busy weekends, and the feast that everybody prepares for. */
export function dayWeights(now: Date): { day: string; weight: number }[] {
  const today = businessDay(now, demoZone)
  const days = Array.from({ length: demoDays }, (_, i) => addDays(today, i - demoDays + 1))
  // Where no shopping feast fell into these days, the shop has had a sale of its own.
  const feast = days.slice(0, -8).findLast((day) => festivals.includes(day.slice(5))) ?? days[demoDays - 31]
  return days.map((day, i) => {
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 1.25 : 1
    const near = day === feast ? 7 : feast && [addDays(feast, -1), addDays(feast, 1)].includes(day) ? 2.4 : 1
    const passed = day === today ? sum(hours.slice(0, hoursOf(now))) / sum(hours) : 1
    return { day, weight: (0.8 + (0.4 * i) / demoDays) * weekend * near * passed }
  })
}

/** A moment of that day, not after `latest`; undefined when the day has not come that far. */
export function momentOf(dice: Dice, day: string, latest: Date): Date | undefined {
  const open = day === businessDay(latest, demoZone) ? hours.slice(0, hoursOf(latest)) : hours
  if (open.length === 0) return undefined
  const time = [dice.weighted(open), dice.whole(0, 59), dice.whole(0, 59)]
    .map((n) => String(n).padStart(2, '0'))
    .join(':')
  return fromLocal(`${day} ${time}`, demoZone)
}

/** Full hours of its day that are over. */
function hoursOf(at: Date): number {
  return Math.floor((at.getTime() - dayStart(businessDay(at, demoZone), demoZone).getTime()) / hourMs)
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

/** The same moment where people work then, else the next opening. */
export function atWork(at: Date, from: number, to: number): Date {
  const day = businessDay(at, demoZone)
  const opens = fromLocal(`${day} ${String(from).padStart(2, '0')}:10:00`, demoZone)
  const closes = fromLocal(`${day} ${String(to).padStart(2, '0')}:00:00`, demoZone)
  if (at < opens) return opens
  if (at <= closes) return at
  return fromLocal(
    `${addDays(day, 1)} ${String(from).padStart(2, '0')}:${String(10 + (at.getTime() % 40)).padStart(2, '0')}:00`,
    demoZone,
  )
}

export function later(at: Date, hoursLater: number): Date {
  return new Date(at.getTime() + Math.round(hoursLater * hourMs))
}
