import { z } from 'zod'
import { NoAnswer, send } from '@/lib/adapters/http'
import type { Credentials } from '@/lib/adapters/marketplaces/connector'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'
import { invalid } from '@/lib/kernel/refusal'
import { type Authorisation, takeAuthorisation } from '@/lib/modules/channels/internal/authorisation-steps'
import { connectorOf } from '@/lib/modules/channels/internal/connection-rows'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { getShop } from '@/lib/modules/settings/get-shop'
import { systemActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { callsInwards } from '@/lib/platform/inward'

const limits = { timeoutMs: 15_000, maxBytes: 1_000_000 }

type Permitted = { left: Authorisation; credentials: Credentials }

/** The way back from the marketplace's page: its code becomes tokens, and the shop is connected. */
export const permitConnection = command({
  name: 'connection.permit',
  summary: 'Connect a shop with what the marketplace’s page of permission sent back',
  remembered: false,
  input: z.strictObject({
    state: z.string().max(200),
    /** Everything in the address the marketplace sent the person back to. */
    params: z.record(z.string().max(100), z.string().max(2000)),
    session: z.string().min(20).max(100),
  }),
  async outside(actor, { state, params, session }): Promise<Permitted> {
    // What was kept on the way out is the house's; whether it is this person's is asked of its row.
    const house = await systemActor(actor.tenantId)
    const left = await run(takeAuthorisation, house, { state, memberId: actor.id, session })
    if (!left) return invalid([{ path: 'state', code: 'unknown' }])
    const { channel } = await run(getShop, house, { shopId: left.shopId })
    const connector = connectorOf(channel)
    const { authorise } = connector ?? {}
    const answered = authorise?.answered(params, left.credentials)
    if (!connector || !authorise || !answered) return invalid([{ path: 'params', code: 'not_permitted' }])
    const keys = { ...left.credentials, ...answered.more }
    const address = left.baseUrl || (connector.declared.productionUrl ?? '')
    try {
      const request = authorise.request(address, keys, answered.code, left.redirectUri, new Date())
      const answer = await send(request, { ...limits, allowPrivate: callsInwards() })
      const trouble = connector.classify(answer)
      if (trouble) return invalid([{ path: 'params', code: 'refused' }])
      return { left, credentials: { ...keys, ...authorise.read(answer, new Date()) } }
    } catch (e) {
      if (e instanceof NoAnswer || e instanceof BadElement || e instanceof SyntaxError)
        return invalid([{ path: 'params', code: 'no_answer' }])
      throw e
    }
  },
  async run(ctx, _input, said?: Permitted) {
    if (!said) return invalid([{ path: 'state', code: 'unknown' }])
    const { left, credentials } = said
    return setConnection.within(ctx, { shopId: left.shopId, baseUrl: left.baseUrl, credentials: { ...credentials } })
  },
})
