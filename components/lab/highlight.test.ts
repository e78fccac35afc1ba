import type { ElementContent, Root } from 'hast'
import { describe, expect, it } from 'vitest'
import { highlightCode } from './highlight.ts'

function text(node: Root | ElementContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map((child) => text(child as ElementContent)).join('') : ''
}

function variables(node: Root | ElementContent): unknown[] {
  const own = node.type === 'element' && node.tagName === 'lab-variable' ? [node.properties.name] : []
  return 'children' in node
    ? [...own, ...node.children.flatMap((child) => variables(child as ElementContent))]
    : own
}

describe('highlightCode', () => {
  it('keeps every character of the code', async () => {
    const code = 'docker run -d -p 5000:5000 \\\n  --name registry registry:2\n\necho "done" # <b>&amp;</b>'
    expect(text(await highlightCode(code, 'bash'))).toBe(code)
  })

  it('marks each variable once, also inside a quoted word', async () => {
    const root = await highlightCode('docker push "{{username}}/hello:1" && echo {{username}}', 'bash')
    expect(variables(root)).toEqual(['username', 'username'])
    expect(text(root)).toBe('docker push "{{username}}/hello:1" && echo {{username}}')
  })

  it('marks variables of any name, and keeps them apart', async () => {
    const code = 'docker pull {{aws-account}}.dkr.ecr.us-east-1.amazonaws.com/a@{{digest}}'
    const root = await highlightCode(code, 'bash')
    expect(variables(root)).toEqual(['aws-account', 'digest'])
    expect(text(root)).toBe(code)
  })

  it('leaves the format strings of Docker alone', async () => {
    const root = await highlightCode("docker ps --format '{{.ID}}'", 'bash')
    expect(variables(root)).toEqual([])
    expect(text(root)).toContain('{{.ID}}')
  })

  it('shows a language that it does not know as plain text', async () => {
    expect(text(await highlightCode('what is this', 'klingon'))).toBe('what is this')
  })
})
