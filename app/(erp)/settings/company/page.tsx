import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { CompanyForm } from '@/components/settings/company-form'
import { getCompany } from '@/lib/modules/settings/get-company'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { updateCompanyAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('company.title') }
}

export default async function CompanyPage() {
  const [actor, company, t] = await Promise.all([requireActor(), load(getCompany, {}), getTranslations('settings')])
  return (
    <PageBody>
      <PageHeader title={t('company.title')} subtitle={t('company.text')} />
      <CompanyForm
        key={company.version}
        company={company}
        mayUpdate={may(actor, 'company.update')}
        update={updateCompanyAction}
      />
    </PageBody>
  )
}
