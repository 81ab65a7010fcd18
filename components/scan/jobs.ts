/** The jobs of a station, in the sequence goods go through the house. Each has its digit in the menu, and its right. */
export const scanJobs = [
  ['receive', 'scan.receive'],
  ['put-away', 'scan.put-away'],
  ['move', 'scan.move'],
  ['pick', 'scan.pick'],
  ['sort', 'scan.sort'],
  ['check', 'scan.check'],
  ['weigh', 'scan.weigh'],
  ['ship', 'scan.ship'],
  ['return', 'scan.return'],
  ['count', 'scan.count'],
  ['transfer-send', 'scan.transfer-send'],
  ['transfer-receive', 'scan.transfer-receive'],
  ['unship', 'scan.unship'],
] as const

export type ScanJob = (typeof scanJobs)[number][0]

type Keyed<J extends string> = J extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Rest>}` : J

/** Its place in the texts. */
export const jobKey = <J extends ScanJob>(job: J) =>
  job.replace(/-(.)/g, (_, sign: string) => sign.toUpperCase()) as Keyed<J>
