import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AreasCard } from '@/components/settings/areas-card'
import { CompanyForm } from '@/components/settings/company-form'
import { DemoCard } from '@/components/settings/demo-card'
import { ProfileForm } from '@/components/settings/profile-form'
import { getCompany } from '@/lib/modules/settings/get-company'
import { getProfile } from '@/lib/modules/settings/get-profile'
import { mayResetDemo } from '@/lib/platform/demo'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { updateCompanyAction } from '../actions'
import { resetDemoAction, setAreasAction, setProfileAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('company.title') }
}

export default async function CompanyPage() {
  const [actor, company, profile, t] = await Promise.all([
    requireActor(),
    load(getCompany, {}),
    tryLoad(getProfile, {}),
    getTranslations('settings'),
  ])
  const demo = may(actor, 'demo.reset') && (await mayResetDemo(actor.tenantId))
  return (
    <PageBody>
      <PageHeader title={t('company.title')} subtitle={t('company.text')} />
      <CompanyForm company={company} mayUpdate={may(actor, 'company.update')} update={updateCompanyAction} />
      {profile.ok ? (
        <ProfileForm profile={profile.value} mayUpdate={may(actor, 'company.set-profile')} update={setProfileAction} />
      ) : null}
      <AreasCard
        off={company.areasOff}
        version={company.version}
        mayUpdate={may(actor, 'company.set-areas')}
        set={setAreasAction}
      />
      {demo ? <DemoCard reset={resetDemoAction} /> : null}
    </PageBody>
  )
}
