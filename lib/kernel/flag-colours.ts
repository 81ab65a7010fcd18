export const flagColours = ['red', 'yellow', 'green', 'blue', 'purple'] as const
export type FlagColour = (typeof flagColours)[number]
