/** One colour per meaning, the same in badges, charts and figures. */
export const TONES = ['grey', 'teal', 'blue', 'green', 'amber', 'orange', 'violet', 'danger'] as const
export type Tone = (typeof TONES)[number]

export const toneText: Record<Tone, string> = {
  grey: 'text-grey-text',
  teal: 'text-teal-text',
  blue: 'text-blue-text',
  green: 'text-green-text',
  amber: 'text-amber-text',
  orange: 'text-orange-text',
  violet: 'text-violet-text',
  danger: 'text-danger-text',
}

export const toneSoft: Record<Tone, string> = {
  grey: 'bg-grey-soft border-grey-line',
  teal: 'bg-teal-soft border-teal-line',
  blue: 'bg-blue-soft border-blue-line',
  green: 'bg-green-soft border-green-line',
  amber: 'bg-amber-soft border-amber-line',
  orange: 'bg-orange-soft border-orange-line',
  violet: 'bg-violet-soft border-violet-line',
  danger: 'bg-danger-soft border-danger-line',
}

export const toneDot: Record<Tone, string> = {
  grey: 'bg-grey border-grey',
  teal: 'bg-teal border-teal',
  blue: 'bg-blue border-blue',
  green: 'bg-green border-green',
  amber: 'bg-amber border-amber',
  orange: 'bg-orange border-orange',
  violet: 'bg-violet border-violet',
  danger: 'bg-danger border-danger',
}
