export type Sides = readonly [number, number, number]

/** More pieces than this are judged by their volume alone: nobody stacks them one by one. */
const mostPieces = 200
/** Of a carton's room what loose goods can fill. */
const filled = 0.8

const volume = ([a, b, c]: Sides) => a * b * c

const turns = ([a, b, c]: Sides): Sides[] => [
  [a, b, c],
  [a, c, b],
  [b, a, c],
  [b, c, a],
  [c, a, b],
  [c, b, a],
]

/**
 * Whether boxes fit into a carton: each is put, the largest first and in any position, into the corner of the smallest room that is left,
 * which is cut into three. What this finds can be packed; a clever hand may pack what it does not find.
 */
export function fitsIn(carton: Sides, pieces: readonly Sides[]): boolean {
  const total = pieces.reduce((sum, piece) => sum + volume(piece), 0)
  if (total > volume(carton)) return false
  const alone = (piece: Sides) => turns(piece).some((turn) => turn.every((side, i) => side <= (carton[i] ?? 0)))
  if (!pieces.every(alone)) return false
  if (pieces.length > mostPieces) return total <= volume(carton) * filled
  let rooms: Sides[] = [carton]
  for (const piece of [...pieces].sort((a, b) => volume(b) - volume(a))) {
    const placed = placeIn(rooms, piece)
    if (!placed) return false
    rooms = placed.filter((room) => volume(room) > 0).sort((a, b) => volume(a) - volume(b))
  }
  return true
}

/** The rooms that are left when the piece lies in the first that takes it. */
function placeIn(rooms: readonly Sides[], piece: Sides): Sides[] | undefined {
  for (const [i, room] of rooms.entries()) {
    const turn = turns(piece).find((one) => one.every((side, n) => side <= (room[n] ?? 0)))
    if (!turn) continue
    const [l, w, h] = room
    const [x, y, z] = turn
    return [...rooms.slice(0, i), ...rooms.slice(i + 1), [l - x, w, h], [x, w - y, h], [x, y, h - z]]
  }
  return undefined
}
