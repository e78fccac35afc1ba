import { buildCatalog } from './build-catalog.ts'
import { pushCatalog } from './push-catalog.ts'
import { readFileSync } from 'node:fs'
import Docker from 'dockerode'
import { runCatalogContainer } from '../docker/setup/catalog-container.ts'
const t0 = performance.now()
const out = await buildCatalog({
  recipesDir: '/work/main/images/catalog',
  folder: '/tmp/cat-test',
  caCertificate: readFileSync('/root/.local/share/drydock/ca/ca.crt', 'utf8'),
  debianMirror: 'http://deb.debian.org',
  progress: { say: (t) => console.log(t), share: () => {} },
  run: (run) => runCatalogContainer(new Docker(), 'drydock/base:d6ee0a0b34af', run),
})
console.log('build', performance.now() - t0)
const t1 = performance.now()
await pushCatalog(out, {
  registry: { baseUrl: 'http://127.0.0.1:5999' },
  progress: { say: (t) => console.log(t), share: () => {} },
})
console.log('push', performance.now() - t1, process.memoryUsage().rss / 1e6)
