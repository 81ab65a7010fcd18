import { getTranslations } from 'next-intl/server'
import { NoticeChoice } from '@/components/account/notice-choice'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { getPreferences } from '@/lib/modules/settings/get-preferences'
import { load } from '@/lib/platform/entrance/page'

export async function generateMetadata() {
  return { title: (await getTranslations('ui.notices'))('settings') }
}

export default async function NoticesPage() {
  const [{ notices }, t] = await Promise.all([load(getPreferences, {}), getTranslations('ui.notices')])
  return (
    <PageBody>
      <PageHeader title={t('settings')} subtitle={t('text')} />
      <Card title={t('choice')}>
        <NoticeChoice choices={notices} />
      </Card>
    </PageBody>
  )
}
