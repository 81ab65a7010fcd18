import { dropImages } from '@/lib/modules/catalog/drop-images'
import { endKilled } from '@/lib/modules/exchange/end-killed'
import { purgeImports } from '@/lib/modules/exchange/purge-imports'
import { reviveImports } from '@/lib/modules/exchange/revive-imports'
import { runImport } from '@/lib/modules/exchange/run-import'
import { purgePhotos } from '@/lib/modules/warehouse/purge-photos'
import { job } from '@/lib/platform/queue/jobs'
import { jobKilled } from '@/lib/platform/queue/tasks'

export const jobs = [
  job({
    kind: 'long',
    name: 'import.run',
    on: ['import.queued'],
    input: (event) => ({ importId: String(event.payload.importId) }),
    work: (actor, { importId }) => runImport(actor, importId),
  }),
  job({
    kind: 'each',
    useCase: endKilled,
    on: [jobKilled],
    input: ({ payload }) => ({ importId: payload.job === 'import.run' ? String(payload.importId) : null }),
  }),
  job({
    kind: 'each',
    useCase: dropImages,
    on: ['images.removed'],
    input: (event) => ({ imageIds: event.payload.imageIds as string[] }),
  }),
  job({ kind: 'drain', useCase: reviveImports, every: 3600 }),
  job({ kind: 'drain', useCase: purgeImports, every: 3600 }),
  job({ kind: 'drain', useCase: purgePhotos, every: 3600 }),
]
