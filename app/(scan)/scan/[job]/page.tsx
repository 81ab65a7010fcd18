import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { JobDesk } from '@/components/scan/job-desk'
import { jobKey, type ScanJob, scanJobs } from '@/components/scan/jobs'
import { ScanShell } from '@/components/scan/scan-shell'
import { may } from '@/lib/platform/door/actor'
import { leaveStationAction } from '../actions'
import { currentStation } from '../station'

type Props = { params: Promise<{ job: string }> }

const jobOf = (name: string) => scanJobs.find(([job]) => job === name)

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('scan')
  const [job] = jobOf((await params).job) ?? []
  return { title: job ? t(`${jobKey(job as ScanJob)}.title`) : t('title') }
}

export default async function JobPage({ params }: Props) {
  const [job, permission] = jobOf((await params).job) ?? notFound()
  const at = await currentStation()
  if (!at?.person || !may(at.person, permission)) redirect('/scan')
  const { station, person } = at
  return (
    <ScanShell
      station={station.name}
      person={{ id: person.id ?? '', name: person.name }}
      leave={leaveStationAction}
      idleMinutes={at.idleMinutes}
      job={job}
    >
      <JobDesk job={job} />
    </ScanShell>
  )
}
