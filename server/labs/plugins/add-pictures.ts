import type { Image, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { ChapterContext } from '../chapter-nodes.ts'
import { labElement } from '../lab-element.ts'
import { readPicture } from '../read-picture.ts'

const PATH = /^images\/([a-z0-9-]+\.svg)$/

/** Turns images, each alone in its paragraph, into figures with an address of ours. */
export function addPictures(context: ChapterContext): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    visit(tree, 'image', (image, _index, parent) => {
      if (parent?.type !== 'paragraph' || parent.children.length > 1) {
        file.message('a picture stands in a paragraph of its own', image)
      }
    })
    visit(tree, 'paragraph', (paragraph, index, parent) => {
      const [image] = paragraph.children
      if (image?.type !== 'image' || !parent || index === undefined) return
      const properties = figure(image, context)
      if (typeof properties === 'string') file.message(properties, image)
      else parent.children[index] = labElement('lab-figure', properties, { node: image })
    })
  }
}

/** Answers with what is wrong, where something is. */
function figure({ url, alt }: Image, { labId, folder, pictures, placedPictures }: ChapterContext) {
  const name = PATH.exec(url)?.[1]
  if (name === undefined) return `"${url}" is no picture of this chapter: images/some-name.svg is`
  if (!alt?.trim()) return 'the picture needs a text alternative: ![What it shows](…)'
  const svg = pictures.get(name)
  if (svg === undefined) return `there is no file images/${name} in the chapter’s folder`
  placedPictures.add(name)
  const reading = readPicture(svg)
  if (!reading.ok) return `images/${name}: ${reading.reason}`
  const { width, height } = reading
  return { src: `/lab-media/${labId}/${folder}/${name}`, alt, width, height }
}
