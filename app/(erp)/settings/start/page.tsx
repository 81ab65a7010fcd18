import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { PlanScreen } from '@/components/onboarding/plan-screen'
import { getPlan } from '@/lib/modules/onboarding/get-plan'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { answerPlanAction, applyPlanAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('onboarding'))('title') }
}

export default async function StartPage() {
  const [actor, view, t] = await Promise.all([requireActor(), load(getPlan, {}), getTranslations('onboarding')])
  return (
    <PageBody>
      <PageHeader title={t('title')} subtitle={t('text')} />
      <PlanScreen
        view={view}
        may={{ answer: may(actor, 'setup-plan.answer'), apply: may(actor, 'setup-plan.apply') }}
        answer={answerPlanAction}
        apply={applyPlanAction}
      />
    </PageBody>
  )
}
