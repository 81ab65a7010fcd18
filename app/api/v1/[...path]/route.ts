import { authenticate } from '@/lib/platform/entrance/authenticate'
import { restOf } from '@/lib/platform/entrance/rest'
import { registry } from '@/lib/registry'

const handle = restOf(registry, authenticate)

// Wrapped, because Next hands over a second argument of its own.
const serve = (request: Request) => handle(request)

export { serve as DELETE, serve as GET, serve as PATCH, serve as POST, serve as PUT }
