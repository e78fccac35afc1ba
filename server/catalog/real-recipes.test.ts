import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRecipes } from './load-recipes.ts'

const recipes = await loadRecipes(join(import.meta.dirname, '../../images/catalog'))

test('every image that the lab names is in the catalogue', () => {
  const names = recipes.flatMap(({ host, repository, images }) =>
    images.flatMap(({ tags }) => tags.map((tag) => `${host}/${repository}:${tag}`)),
  )
  expect(names).toEqual(
    expect.arrayContaining([
      ...['latest', 'alpine', '1.25-alpine'].map((tag) => `docker.io/library/nginx:${tag}`),
      ...['latest', '3.18', '3.19', 'edge'].map((tag) => `docker.io/library/alpine:${tag}`),
      ...['3.12', '3.12-slim', '3.12-alpine'].map((tag) => `docker.io/library/python:${tag}`),
      'docker.io/library/registry:2',
      'docker.io/library/httpd:2',
      'docker.io/moby/buildkit:buildx-stable-1',
      'docker.io/ratelimitpreview/test:latest',
      'gcr.io/google-containers/pause:3.9',
    ]),
  )
})

test('a search for nginx has several results, of which one is official', () => {
  const found = recipes.filter(({ repository }) => repository.includes('nginx'))
  expect(found.filter(({ official }) => official)).toHaveLength(1)
  expect(new Set(found.map(({ stars }) => stars)).size).toBeGreaterThan(3)
})
