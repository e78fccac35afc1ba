import fc from 'fast-check'

/** Texts that have been trouble somewhere. */
export const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\0',
      '../../etc/passwd',
      '%00',
      '%',
      '__proto__',
      'constructor',
      'node1',
      'NaN',
      '1e999',
      '-1',
    ],
    ...[
      '\u202e',
      '\ud800',
      '<script>',
      '{{digest}}',
      "'; rm -rf /",
      '$(id)',
      'a'.repeat(5_000),
      '💥',
      '\r\n\r\n',
    ],
  ),
)

const nastyNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1e9, 2 ** 31, 2 ** 53, 1.5, Number.MAX_VALUE),
  fc.integer({ min: -5, max: 100 }),
)

export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  nastyNumber,
  fc.constantFrom(null, true, false, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
)

/** The object with one field changed, removed or added, as JSON; now and then cut off. */
export function mutated(example: object): fc.Arbitrary<string> {
  const names = [...Object.keys(example), 'extra', '__proto__', 'type']
  return fc
    .record({
      name: fc.constantFrom(...names),
      value: nastyValue,
      isRemoved: fc.boolean(),
      cut: fc.option(fc.nat({ max: 200 }), { freq: 10 }),
    })
    .map(({ name, value, isRemoved, cut }) => {
      const entries = Object.entries(example).filter(([key]) => key !== name)
      if (!isRemoved) entries.push([name, value])
      const fields = entries.map(
        ([key, field]) => `${JSON.stringify(key)}:${JSON.stringify(field) ?? 'null'}`,
      )
      return `{${fields.join(',')}}`.slice(0, cut ?? undefined)
    })
}
