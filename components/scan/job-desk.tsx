'use client'

import type { ScanJob } from '@/components/scan/jobs'
import { BringJob, MoveJob, ReceiveJob } from '@/components/scan/one-step-jobs'
import { CheckJob, ShipJob, WeighJob } from '@/components/scan/parcel-jobs'
import { PickJob } from '@/components/scan/pick-job'
import { SortJob } from '@/components/scan/sort-job'

export function JobDesk({ job }: { job: ScanJob }) {
  switch (job) {
    case 'receive':
      return <ReceiveJob />
    case 'put-away':
    case 'return':
      return <BringJob operation={job} />
    case 'move':
      return <MoveJob />
    case 'pick':
      return <PickJob />
    case 'sort':
      return <SortJob />
    case 'check':
      return <CheckJob />
    case 'weigh':
      return <WeighJob />
    case 'ship':
      return <ShipJob />
  }
}
