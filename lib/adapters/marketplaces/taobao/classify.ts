import type { HttpAnswer } from '@/lib/adapters/http'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { troubleOfStatus } from '@/lib/adapters/marketplaces/status'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'

/** https://open.taobao.com/doc.htm?docId=114&docType=1 */
export function classifyTop(answer: HttpAnswer): Trouble | undefined {
  const byStatus = troubleOfStatus(answer)
  if (byStatus || !answer.body.includes('"error_response"')) return byStatus
  let error: Reading
  try {
    error = new Reading(parseExact(answer.body)).at('error_response')
  } catch {
    return { kind: 'transient', code: 'not_json' }
  }
  const number = error.text('code')
  const sub = error.text('sub_code')
  const code = sub ? `${number} ${sub}` : number
  // Too many calls: the text says for how many seconds more.
  if (['4', '5', '6', '7', '8'].includes(number)) {
    const seconds = Number(/(\d+) more second/.exec(error.text('sub_msg'))?.[1] ?? 1)
    return { kind: 'retry_after', code, retryAfterMs: seconds * 1000 }
  }
  if (['26', '27'].includes(number)) return { kind: 'token', code }
  if (number === '10' || number === '30' || number === '31' || sub.startsWith('isp.'))
    return { kind: 'transient', code }
  // Signature, keys and rights: nothing that another attempt or another order would change.
  if (['11', '12', '13', '24', '25', '28', '29', '42', '43'].includes(number)) return { kind: 'permission', code }
  return { kind: 'business', code }
}
