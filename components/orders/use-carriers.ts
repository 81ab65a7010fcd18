import { useLocale } from 'next-intl'
import { carriers } from '@/lib/kernel/carriers'

/** Carriers as choices, and the name of one, in the reader's language. */
export function useCarriers() {
  const zh = useLocale() === 'zh-CN'
  return {
    options: carriers.map(([value, zhName, enName]) => ({ value, label: zh ? zhName : enName })),
    nameOf: (code: string | null) => {
      const found = carriers.find(([known]) => known === code)
      return found ? (zh ? found[1] : found[2]) : (code ?? '')
    },
  }
}
