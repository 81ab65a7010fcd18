'use server'

import { authoriseConnection } from '@/lib/modules/channels/authorise-connection'
import { permitConnection } from '@/lib/modules/channels/permit-connection'
import { retryReport } from '@/lib/modules/channels/retry-report'
import { runFlow } from '@/lib/modules/channels/run-flow'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { testConnection } from '@/lib/modules/channels/test-connection'
import { sessionKey } from '@/lib/platform/auth/session-key'
import { act } from '@/lib/platform/entrance/action'

export async function setConnectionAction(input: unknown) {
  return act(setConnection, input)
}

export async function testConnectionAction(input: unknown) {
  return act(testConnection, input)
}

export async function retryReportAction(input: unknown) {
  return act(retryReport, input)
}

export async function runFlowAction(input: unknown) {
  return act(runFlow, input)
}

export async function setShopRuleAction(input: unknown) {
  return act(setShopRule, input)
}

/** The session is the request's own, whatever the page says. */
export async function authoriseAction(input: object) {
  return act(authoriseConnection, { ...input, session: await sessionKey() })
}

export async function permitAction(input: object) {
  return act(permitConnection, { ...input, session: await sessionKey() })
}
