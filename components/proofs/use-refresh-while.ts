'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 1500

/** Looks again while a worker is at it. */
export function useRefreshWhile(busy: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [busy, router])
}
