import { getLocale, getMessages, getTimeZone } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { MESSAGES } from '@/lib/platform/i18n/messages'
import { MessagesProvider } from './messages-provider'

export type TextSpace = keyof (typeof MESSAGES)['zh-CN']
/** One part of a space, where a section needs no more of it. */
type Part = `${TextSpace}.${string}`

/** What the frame and every control may say; a refusal anywhere may name an order's state. */
const always = ['common', 'ui', 'nav', 'errors', 'orders.state', 'orders.fulfilmentState', 'orders.hold']

// A bundle hangs on the language and the names alone; in development a changed text is another object.
const bundles = new WeakMap<object, Map<string, string>>()

/**
 * The texts that code in the browser may need below here: a page carries its own section's, not all of the product's.
 * The root says what is needed everywhere, each section adds its own in its layout; tests/i18n/spaces.test.ts holds them
 * against what its components ask for.
 */
export async function Texts({ spaces, children }: { spaces?: readonly (TextSpace | Part)[]; children: ReactNode }) {
  const [locale, timeZone, all] = await Promise.all([getLocale(), getTimeZone(), getMessages()])
  return (
    <MessagesProvider locale={locale} timeZone={timeZone} texts={bundleOf(all, spaces ?? always)}>
      {children}
    </MessagesProvider>
  )
}

function bundleOf(all: Record<string, Record<string, object>>, names: readonly string[]): string {
  const known = bundles.get(all) ?? new Map<string, string>()
  bundles.set(all, known)
  const key = names.join(' ')
  let bundle = known.get(key)
  if (bundle === undefined) {
    const texts: Record<string, object> = {}
    for (const name of names) {
      const [space = '', part] = name.split('.')
      texts[space] = part ? { ...texts[space], [part]: all[space]?.[part] } : (all[space] ?? {})
    }
    bundle = JSON.stringify(texts)
    known.set(key, bundle)
  }
  return bundle
}
