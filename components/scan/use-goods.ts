'use client'

import { useCallback, useRef } from 'react'
import { ask } from '@/components/scan/ask'
import type { GoodsView } from '@/lib/modules/warehouse/schema'

/** What a code means, asked once for each code. Nobody answers, or nothing means it: the scan itself will be told. */
export function useGoods(): (code: string) => Promise<GoodsView | undefined> {
  const known = useRef(new Map<string, GoodsView>())
  return useCallback(async (code) => {
    const before = known.current.get(code)
    if (before) return before
    const outcome = await ask<GoodsView>('goods', { code })
    if (!outcome.ok) return undefined
    known.current.set(code, outcome.value)
    return outcome.value
  }, [])
}
