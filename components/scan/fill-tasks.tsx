'use client'

import { ArrowRight } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ask } from '@/components/scan/ask'
import { useScans } from '@/components/scan/scan-shell'
import { useAsked } from '@/components/scan/use-asked'
import { shownWaves as shown } from '@/components/scan/wave-of'
import { cn } from '@/components/ui/cn'
import type { ReplenishmentTask } from '@/lib/modules/warehouse/schema'

type Taken = { takenBy: string | null }

/** Bins to be filled up, in the sequence of the route: who takes one keeps it from the others until it is done or given back. */
export function useFillTasks() {
  const t = useTranslations('scan.fill')
  const { say } = useScans()
  const [all, read] = useAsked<ReplenishmentTask>('replenishment')
  const [task, setTask] = useState<ReplenishmentTask | null>(null)
  const tasks = all.filter(({ fromBin, quantity }) => fromBin !== null && quantity > 0).slice(0, shown)
  const told = ({ toBin, skuCode }: ReplenishmentTask, take: boolean) =>
    ask<Taken>('take-replenishment', { toBin, skuCode, take })
  return {
    tasks,
    task,
    /** Answers whether the text has named one. */
    async choose(text: string): Promise<boolean> {
      const one = /^[1-9]$/.test(text) ? tasks[Number(text) - 1] : undefined
      if (!one) return false
      const outcome = await told(one, true)
      if (outcome.ok) setTask(one)
      else {
        say(false, t('taken'))
        read()
      }
      return true
    },
    drop() {
      if (task) void told(task, false).then(read)
      setTask(null)
    },
    done: () => setTask(null),
  }
}

type Props = { tasks: readonly ReplenishmentTask[]; task: ReplenishmentTask | null; choose(text: string): void }

/** What waits, each with its digit; or the one that somebody is at. */
export function FillTasks({ tasks, task, choose }: Props) {
  const t = useTranslations('scan.fill')
  const zh = useLocale() === 'zh-CN'
  const nameOf = (one: ReplenishmentTask) => (zh ? one.name : one.nameEn || one.name)
  if (task)
    return (
      <section className="flex flex-col gap-2 rounded-md border border-line bg-surface p-4">
        <p className="flex flex-wrap items-center gap-3 font-mono text-4xl font-semibold break-all">
          {task.fromBin}
          <ArrowRight aria-hidden="true" className="size-8 shrink-0 text-muted" />
          {task.toBin}
        </p>
        <p className="text-2xl">
          <span className="font-mono">{task.skuCode}</span> {nameOf(task)} ×{' '}
          <span className="font-semibold tabular-nums">{task.quantity}</span>
        </p>
      </section>
    )
  if (tasks.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-xl text-muted">{t('title')}</h2>
      <ol className="flex flex-col gap-2">
        {tasks.map((one, i) => (
          <li key={`${one.toBin} ${one.skuCode}`}>
            <button
              type="button"
              onClick={() => choose(String(i + 1))}
              className={cn(
                'flex w-full flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-line bg-surface px-4 py-3 text-left text-xl hover:bg-hover',
                one.takenBy !== null && 'text-muted',
              )}
            >
              <span className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-on-accent">
                {i + 1}
              </span>
              <span className="font-mono">
                {one.fromBin} → {one.toBin}
              </span>
              <span className="min-w-0 flex-1 font-mono break-all">{one.skuCode}</span>
              {one.takenBy === null ? null : <span className="text-base">{t('by', { name: one.takenBy })}</span>}
              <span className="tabular-nums">× {one.quantity}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
