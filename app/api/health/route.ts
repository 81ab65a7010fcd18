import { health } from '@/lib/platform/entrance/health'

// Without this line Next would answer at build time, once and for all.
export const dynamic = 'force-dynamic'

export async function GET() {
  const answer = await health()
  return Response.json(answer, { status: answer.status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
