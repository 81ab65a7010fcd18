import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { JobMenu } from '@/components/scan/job-menu'
import { scanJobs } from '@/components/scan/jobs'
import { ScanShell } from '@/components/scan/scan-shell'
import { StepUp } from '@/components/scan/step-up'
import { buttonStyle } from '@/components/ui/button-style'
import { may } from '@/lib/platform/door/actor'
import { enterStationAction, leaveStationAction } from './actions'
import { currentStation } from './station'

export async function generateMetadata() {
  return { title: (await getTranslations('scan'))('title') }
}

/** Where a station begins: bind the device, step up, choose what to do. */
export default async function ScanPage() {
  const at = await currentStation()
  const t = await getTranslations('scan')
  if (!at)
    return (
      <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-4 px-4">
        <h1 className="text-3xl font-semibold">{t('unbound.title')}</h1>
        <p className="text-lg text-muted">{t('unbound.text')}</p>
        <p>
          <Link href="/scan/bind" className={buttonStyle({ variant: 'primary', size: 'lg' })}>
            {t('unbound.bind')}
          </Link>
        </p>
      </main>
    )
  const { station, person } = at
  if (!person) return <StepUp station={`${station.warehouseCode} · ${station.name}`} enter={enterStationAction} />
  const jobs = scanJobs.filter(([, permission]) => may(person, permission)).map(([job]) => job)
  return (
    <ScanShell
      station={station.name}
      person={{ id: person.id ?? '', name: person.name }}
      leave={leaveStationAction}
      idleMinutes={at.idleMinutes}
    >
      <JobMenu jobs={jobs} />
    </ScanShell>
  )
}
