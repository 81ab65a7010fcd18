'use client'

import { CheckJob } from '@/components/scan/check-job'
import { CountJob } from '@/components/scan/count-job'
import type { ScanJob } from '@/components/scan/jobs'
import { BringJob, MoveJob, ReceiveJob } from '@/components/scan/one-step-jobs'
import { PickJob } from '@/components/scan/pick-job'
import { ShipJob } from '@/components/scan/ship-job'
import { SortJob } from '@/components/scan/sort-job'
import { TransferReceiveJob, TransferSendJob } from '@/components/scan/transfer-jobs'
import { UnshipJob } from '@/components/scan/unship-job'
import { WeighJob } from '@/components/scan/weigh-job'

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
    case 'count':
      return <CountJob />
    case 'transfer-send':
      return <TransferSendJob />
    case 'transfer-receive':
      return <TransferReceiveJob />
    case 'unship':
      return <UnshipJob />
  }
}
