import type { PlannedRecipe } from '../catalog/build-catalog.ts'

const HEAD = ['REPOSITORY', 'TAGS', 'PLATFORMS', 'SIZE', 'DIGEST', 'BUILT']

/** One row for each image; the size is what an amd64 machine pulls. */
export function catalogTable(planned: PlannedRecipe[]): string {
  const rows = planned.flatMap(({ recipe, built }) =>
    recipe.images.map(({ tags }) => {
      const found = built?.tags.find(({ name }) => name === tags[0])
      return [
        recipe.host === 'docker.io'
          ? recipe.repository.replace(/^library\//, '')
          : `${recipe.host}/${recipe.repository}`,
        tags.join(', '),
        found?.platforms.map(({ platform }) => platform).join(', ') ?? '-',
        found ? `${((found.platforms[0]?.compressedBytes ?? 0) / 1e6).toFixed(1)} MB` : '-',
        found?.index.digest.slice(0, 'sha256:'.length + 12) ?? '-',
        found ? 'yes' : 'no',
      ]
    }),
  )
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  return [HEAD, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
