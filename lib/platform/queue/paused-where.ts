/** Whether a person has stopped a job of this queue, name and shop, as a condition; each is a column or a parameter of the statement. */
export const pausedWhere = (job: { readonly queue: string; readonly name: string; readonly shopId: string }): string =>
  `exists (select 1 from job_pauses p where p.tenant_id = $1 and (
     (p.kind = 'queue' and p.key = ${job.queue}) or (p.kind = 'job' and p.key = ${job.name})
     or (p.kind = 'shop' and p.key = ${job.shopId}::text)))`
