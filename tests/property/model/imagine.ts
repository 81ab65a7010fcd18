import { worthOf } from '@/tests/property/model/clerk'
import type { OrderModel } from '@/tests/property/model/orders'
import type { SeenLine } from '@/tests/property/model/seen'
import { type Step, ways } from '@/tests/property/model/steps'

/** The same command to the clerks; answers what they answer. `sequence`: the lines of the parcel in question as the house lists them. */
export function imagine(model: OrderModel, step: Step, sequence: readonly SeenLine[]): string {
  const { clerk } = model
  switch (step.kind) {
    case 'hear': {
      const { kind: _, ...word } = step
      return model.hear(word)
    }
    case 'decide':
      return model.decide(step.no, step.to)
    case 'release':
      return model.release(step.no, step.code)
    case 'allocate':
      return model.allocate()
    case 'split':
      return model.split(step.no, step.at, step.sku, step.quantity)
    case 'merge':
      return model.merge(step.no, step.other)
    case 'give':
      return model.give(step.no, step.n)
    case 'ship':
      return model.ship(step.no, step.at, sequence)
    case 'shipAndBack':
    case 'unship':
    case 'track':
      return model[step.kind](step.no, step.at)
    case 'giveBack':
    case 'returnAndBack':
      return model.returns[step.kind](step.no, step.sku, step.quantity, step.condition)
    case 'unreturn':
      return model.returns.unreturn(step.at)
    case 'hold':
    case 'unsplit':
    case 'unmerge':
    case 'takeBack':
      return model[step.kind](step.no)
    case 'receive':
      clerk.receive(step.sku, step.quantity, step.place, worthOf(step.cost, step.quantity))
      return 'ok'
    case 'find':
      clerk.receive(step.sku, step.quantity, 'HZ')
      return 'ok 0'
    case 'lose':
      return model.lose(step.sku, step.quantity)
    case 'move':
      return model.move(step.sku, ways[step.way][0], ways[step.way][1], step.quantity)
    case 'send':
      return clerk.send(step.sku, step.quantity)
    case 'arrive':
      return clerk.arrive(step.at, step.quantity, step.finish)
    case 'keep':
      return 'ok'
  }
}
