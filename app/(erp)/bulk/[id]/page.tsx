import { getTranslations } from 'next-intl/server'
import { BulkJob } from '@/components/bulk/bulk-job'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import { load } from '@/lib/platform/entrance/page'
import { cancelBulkAction, retryBulkAction } from '../job-actions'

type Params = { params: Promise<{ id: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('bulk'))('page') }
}

/** Where a notice leads: the job is there however long ago its screen was closed. */
export default async function BulkJobPage({ params }: Params) {
  const [{ id }, t] = await Promise.all([load(getBulk, { jobId: (await params).id }), getTranslations('bulk')])
  return (
    <PageBody>
      <PageHeader title={t('page')} />
      <BulkJob jobId={id} actions={{ retry: retryBulkAction, cancel: cancelBulkAction }} />
    </PageBody>
  )
}
