'use server'

import { retryReport } from '@/lib/modules/channels/retry-report'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { testConnection } from '@/lib/modules/channels/test-connection'
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
