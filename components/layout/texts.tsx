import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { MESSAGES } from '@/lib/platform/i18n/messages'

export type TextSpace = keyof (typeof MESSAGES)['zh-CN']

/** What the frame and every control may say; a refusal anywhere may name an order's state. */
const always = ['common', 'ui', 'nav', 'errors', 'orders.state', 'orders.fulfilmentState', 'orders.hold']

/**
 * The texts that code in the browser may need below here: a page carries its own section's, not all of the product's.
 * Each section says its own in its layout; tests/i18n/spaces.test.ts holds them against what its components ask for.
 */
export async function Texts({ spaces = [], children }: { spaces?: readonly TextSpace[]; children: ReactNode }) {
  const all = (await getMessages()) as Record<string, Record<string, object>>
  const messages: Record<string, object> = {}
  for (const name of always) {
    const [space = '', part] = name.split('.')
    messages[space] = part ? { ...messages[space], [part]: all[space]?.[part] } : (all[space] ?? {})
  }
  for (const space of spaces) messages[space] = all[space] ?? {}
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
