'use client'

import { useCallback, useRef } from 'react'
import { ask } from '@/components/scan/ask'
import type { GoodsView } from '@/lib/modules/warehouse/schema'

/** What a code means, asked once for each code; `none`: nothing. undefined: nobody answers, and the scan itself will be told. */
export function useLook(): (code: string) => Promise<GoodsView | 'none' | undefined> {
  const known = useRef(new Map<string, GoodsView>())
  return useCallback(async (code) => {
    const before = known.current.get(code)
    if (before) return before
    const outcome = await ask<GoodsView>('goods', { code })
    if (!outcome.ok) return outcome.refusal.code === 'not_found' ? 'none' : undefined
    known.current.set(code, outcome.value)
    return outcome.value
  }, [])
}

/** For scans that are told themselves when their code means nothing. */
export function useGoods(): (code: string) => Promise<GoodsView | undefined> {
  const look = useLook()
  return useCallback(
    async (code) => {
      const goods = await look(code)
      return goods === 'none' ? undefined : goods
    },
    [look],
  )
}
