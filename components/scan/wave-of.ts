/** As many as a key each has. */
export const shownWaves = 9

/** The wave that somebody means: by its place among those shown, or by the number on its paper, whether it is shown or not. */
export function waveOf<W extends { number: string }>(waves: readonly W[], text: string): W | undefined {
  if (/^[1-9]$/.test(text)) return waves.slice(0, shownWaves)[Number(text) - 1]
  const number = text.trim().toUpperCase()
  return waves.find((wave) => wave.number === number)
}
