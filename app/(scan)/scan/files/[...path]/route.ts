import { getImage } from '@/lib/modules/catalog/get-image'
import { addPhoto } from '@/lib/modules/warehouse/add-photo'
import { getPhoto } from '@/lib/modules/warehouse/get-photo'
import { listPhotos } from '@/lib/modules/warehouse/list-photos'
import type { Actor } from '@/lib/platform/door/actor'
import { restOf } from '@/lib/platform/entrance/rest'
import { currentStation } from '../../station'

/** Whoever stands at the station; a browser tells where a request comes from, and no page can forge it. */
async function standing(request: Request): Promise<Actor | undefined> {
  if (request.headers.get('sec-fetch-site') !== 'same-origin') return undefined
  return (await currentStation())?.person
}

/** Files that a station shows and takes: people there have no session of the office's pages. */
const handle = restOf([getImage, addPhoto, listPhotos, getPhoto], standing, { base: '/scan/files' })

const serve = (request: Request) => handle(request)

export { serve as GET, serve as POST }
