'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Desk } from '@/components/scan/desk'
import { jobKey, type ScanJob } from '@/components/scan/jobs'
import { useScans } from '@/components/scan/scan-shell'
import { turnsLeft } from '@/components/scan/turns'

/** What to do: by its digit, or by a touch. */
export function JobMenu({ jobs }: { jobs: readonly ScanJob[] }) {
  const t = useTranslations('scan')
  const router = useRouter()
  const { say, person } = useScans()
  const [left, setLeft] = useState<Readonly<Record<string, number>>>({})
  useEffect(() => setLeft(Object.fromEntries(jobs.map((job) => [job, turnsLeft(person, job)]))), [jobs, person])
  function chosen(text: string) {
    const job = jobs[Number(text) - 1]
    if (job) router.push(`/scan/${job}`)
    else say(false, t('unknownJob'))
  }
  return (
    <Desk prompt={t('choose')} onScan={chosen} onBack={() => undefined}>
      <ol className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {jobs.map((job, i) => (
          <li key={job}>
            <Link
              href={`/scan/${job}`}
              className="flex h-24 items-center gap-4 rounded-md border border-line bg-surface px-4 text-2xl font-semibold hover:bg-hover"
            >
              <span className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent text-on-accent">
                {i + 1}
              </span>
              <span className="min-w-0">
                {t(`${jobKey(job)}.title`)}
                {left[job] ? (
                  <span className="block text-base text-amber-text">{t('left', { count: left[job] })}</span>
                ) : null}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      {jobs.length === 0 ? <p className="text-xl text-muted">{t('noJobs')}</p> : null}
    </Desk>
  )
}
