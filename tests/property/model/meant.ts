import type { Seen } from '@/tests/property/model/seen'
import type { Step } from '@/tests/property/model/steps'

/** What the parcel has to be for a step to do something. */
const states: Partial<Record<Step['kind'], string>> = {
  split: 'allocated',
  merge: 'allocated',
  ship: 'allocated',
  shipAndBack: 'allocated',
  unship: 'shipped',
  track: 'shipped',
  giveBack: 'shipped',
  returnAndBack: 'shipped',
}

/** A step about an order that has no such parcel means one that has, if there is any: blind steps would mostly be refused. */
export function meant(step: Step, { parcels }: Seen): Step {
  const state = states[step.kind]
  if (!state || !('no' in step)) return step
  const nos = [...new Set(parcels.flatMap((p) => (p.state === state ? p.nos : [])))].sort((a, b) => a - b)
  const pick = (from: readonly number[], no: number) => (from.includes(no) ? no : (from[no % from.length] ?? no))
  const no = pick(nos, step.no)
  if (step.kind !== 'merge') return { ...step, no }
  const others = nos.filter((one) => one !== no)
  return { ...step, no, other: pick(others, step.other) }
}
