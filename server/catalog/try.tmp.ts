import Docker from 'dockerode'
import { readFileSync } from 'node:fs'
import { runCatalogContainer } from '../docker/setup/catalog-container.ts'
import { buildCatalog } from './build-catalog.ts'
const host = new Docker()
let last = ''
const progress = {
  say: (t: string) => console.log(t),
  share: (a: number, b: number) => {
    last = `${a}/${b}`
  },
}
const t0 = performance.now()
const out = await buildCatalog({
  recipesDir: '/work/main/images/catalog',
  folder: '/tmp/cat-test',
  caCertificate: readFileSync('/root/.local/share/drydock/ca/ca.crt', 'utf8'),
  debianMirror: 'http://deb.debian.org',
  progress,
  run: (run) => runCatalogContainer(host, 'drydock/base:d6ee0a0b34af', run),
})
console.log(((performance.now() - t0) / 1000).toFixed(1), 's', last)
for (const r of out.repositories)
  for (const t of r.tags)
    console.log(
      `${r.host}/${r.name}:${t.name}`,
      t.index.digest.slice(7, 19),
      t.platforms
        .map(
          (p) =>
            `${p.platform} ${(p.compressedBytes / 1e6).toFixed(1)}/${(p.unpackedBytes / 1e6).toFixed(1)} MB ${p.layers.length} layers`,
        )
        .join(', '),
    )
console.log(out.key, out.apkDir)
