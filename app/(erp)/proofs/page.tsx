import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { CheckCard } from '@/components/proofs/check-card'
import { StressCard } from '@/components/proofs/stress-card'
import { listChecks } from '@/lib/modules/dispatch/list-checks'
import { listStressRuns } from '@/lib/modules/dispatch/list-stress-runs'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { startCheckAction, startStressAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('proofs'))('title') }
}

export default async function ProofsPage() {
  const can = rightsOf(await requireActor(), ['check.start', 'stress.start'])
  const [checks, runs, t] = await Promise.all([
    load(listChecks, { limit: 8 }),
    tryLoad(listStressRuns, { limit: 8 }),
    getTranslations('proofs'),
  ])
  return (
    <PageBody>
      <PageHeader title={t('title')} titleInBar subtitle={t('text')} />
      <CheckCard checks={checks.items} mayStart={can['check.start']} start={startCheckAction} />
      {runs.ok ? <StressCard runs={runs.value.items} mayStart={can['stress.start']} start={startStressAction} /> : null}
    </PageBody>
  )
}
