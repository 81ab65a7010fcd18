import { openApiDocument } from '@/lib/modules/openapi/document'
import { env } from '@/lib/platform/env'
import { registry } from '@/lib/registry'

let text: string | undefined

/** Public, and the same for everybody: made once per process. */
export function GET() {
  text ??= JSON.stringify(openApiDocument(registry, env().CARAVAN_VERSION))
  return new Response(text, { headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } })
}
