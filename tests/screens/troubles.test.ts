import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { readTrouble } from '@/components/channels/read-trouble'
import { type TroubleTexts, troubleWords } from '@/components/channels/trouble-words'
import { troubleKinds } from '@/lib/adapters/marketplaces/trouble'
import { LOCALES } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'

const textsOf = (locale: (typeof LOCALES)[number]) =>
  createTranslator({ locale, messages: MESSAGES[locale], namespace: 'troubles' }) as unknown as TroubleTexts

/** The codes that connectors and flows of ours make, from where they make them. */
function ownCodes(): string[] {
  const found = ['lib/adapters/marketplaces', 'lib/modules/channels'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), 'utf8')
        const made = text.matchAll(/kind: '\w+', code: (?:'([a-z_]+)'|(\w+)\b(?!\())/g)
        return [...made].flatMap(([, said, named]) => {
          const value = said ?? new RegExp(`const ${named} = '([a-z_]+)'`).exec(text)?.[1]
          return value ? [value] : []
        })
      }),
  )
  const http = /readonly code: ([^\n]+)/.exec(readFileSync('lib/adapters/http.ts', 'utf8'))?.[1] ?? ''
  return [...new Set([...found, ...[...http.matchAll(/'(\w+)'/g)].map(([, code = '']) => code), 'own_limit'])]
}

test.each(LOCALES)('every code that we make ourselves is a sentence in %s and not shown', (locale) => {
  const codes = ownCodes()
  expect(codes).toEqual(
    expect.arrayContaining(['own_limit', 'limiter', 'too_long', 'endless', 'keys_changed', 'renewal_busy', 'not_json']),
  )
  expect(codes).toEqual(expect.arrayContaining(['too_large', 'timeout', 'private_address', 'resting', 'not_connected']))
  for (const code of codes)
    for (const stored of [code, `transient ${code}`]) {
      const words = troubleWords(textsOf(locale), stored)
      expect(words.code, stored).toBe('')
      expect(words.sentence, stored).toMatch(/.{6,}[。.]$/)
    }
})

test('waiting for our own limit says that there is nothing to do', () => {
  expect(troubleWords(textsOf('zh-CN'), 'retry_after own_limit').sentence).toContain('无需处理')
  expect(troubleWords(textsOf('en'), 'retry_after own_limit').sentence).toContain('Nothing to do')
})

test.each(LOCALES)('a code of the marketplace stays beside what its kind means in %s', (locale) => {
  const t = textsOf(locale)
  for (const kind of troubleKinds) {
    expect(readTrouble(`${kind} 15 isv.trade-not-exist`)).toEqual({ kind, code: '15 isv.trade-not-exist' })
    const { sentence, code } = troubleWords(t, `${kind} 15 isv.trade-not-exist`)
    expect(code).toBe('15 isv.trade-not-exist')
    expect(sentence).toBe(t(`kind.${kind}`))
  }
  expect(troubleWords(t, 'transient http_503').sentence).toMatch(/HTTP 503.+/)
  // A bare fact says what becomes of it, too.
  expect(troubleWords(t, 'transient timeout').sentence).toMatch(
    new RegExp(`^${t('fact.timeout')} ?${t('kind.transient')}$`),
  )
  expect(troubleWords(t, 'timeout').sentence).toBe(t('fact.timeout'))
  expect(troubleWords(t, 'token own.timeout').code).toBe('own.timeout')
  // What is none of a conversation's: the house's own word, as it is.
  expect(troubleWords(t, 'fault EACCES')).toEqual({ sentence: '', code: 'fault EACCES' })
  expect(troubleWords(t, 'business X-1', 'said by the screen')).toEqual({ sentence: 'said by the screen', code: 'X-1' })
})
