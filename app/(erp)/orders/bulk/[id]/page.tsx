import { redirect } from 'next/navigation'

/** Where jobs stood while only orders had them: older notices and bookmarks lead here. */
export default async function FormerBulkJobPage({ params }: { params: Promise<{ id: string }> }) {
  redirect(`/bulk/${encodeURIComponent((await params).id)}`)
}
