import { expect, test } from 'vitest'
import { z } from 'zod'
import type { UseCase } from '@/lib/platform/door/use-case'
import { registry } from '@/lib/registry'

/** Lists that no file is made of, and why. */
const without: Record<string, string> = {
  'api-key.requests': 'the last days of a technical log, for looking at',
  'carton.list': 'a few rows of settings, changed where they are listed',
  'check.list': 'each row is a report of its own, in full on its page',
  'dispatch.shops': 'how things stand at this moment, looked at and gone',
  'feedback.mine': 'one’s own words and their answers, on one’s own page',
  'import.errors': 'import.rejects gives the rows themselves with the reasons beside them',
  'notice.inbox': 'one’s own news',
  'order.merge-suggestions': 'suggestions of this moment, to be acted upon',
  'replenishment.faces': 'a few settings, changed where they are listed',
  'replenishment.list': 'what is to be carried at this moment',
  'rule.dry-run-result': 'what would have happened; the rules are tried again after each change',
  'rule.dry-runs': 'attempts, each with a page of its own',
  'rule.versions': 'a history of texts that are compared on their page',
  'stress.list': 'each row is a report of its own, in full on its page',
  'waybill-pool.list': 'a few rows of settings, changed where they are listed',
  'webhook.list': 'a few rows of settings, each with a page of its own',
  'webhook.messages': 'a log of one month, for looking at and sending again',
}

/** By the fields every list has: a page of it is asked for by `limit` and `cursor`. */
const lists = registry.filter((useCase) => {
  const { properties = {} } = z.toJSONSchema(useCase.input, { io: 'input', unrepresentable: 'any' })
  return useCase.kind === 'query' && useCase.http && 'limit' in properties && 'cursor' in properties
})

const fileOf = (list: UseCase) =>
  registry.find(({ http, summary }) => http?.method === 'GET' && summary === `${list.summary}: as a file`)

test('S1.115 every list can be taken out as a file by its own filters, or it says why not', () => {
  expect(lists.length).toBeGreaterThan(40)
  const bare = lists.filter((list) => !fileOf(list)).map(({ name }) => name)
  expect(bare.sort()).toEqual(Object.keys(without).sort())
  const named = (useCase: UseCase) =>
    Object.keys(z.toJSONSchema(useCase.input, { io: 'input', unrepresentable: 'any' }).properties ?? {})
  for (const list of lists) {
    const file = fileOf(list)
    if (!file) continue
    const filters = named(list).filter((field) => field !== 'limit' && field !== 'cursor')
    expect(named(file).sort(), file.name).toEqual([...filters, 'format', 'locale'].sort())
  }
})
