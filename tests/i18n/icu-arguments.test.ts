import { expect, it } from 'vitest'
import { argumentsOf } from './icu-arguments'

it.each([
  ['plain', []],
  ['{a} and {b}', ['a', 'b']],
  ['{count, plural, one {# of {all}} other {# rows}} in {place}', ['count', 'all', 'place']],
  ['{n, number} of {kind, select, a {x} other {y {z}}}', ['n', 'kind', 'z']],
])('%s', (message, names) => {
  expect(argumentsOf(message)).toEqual(names)
})
