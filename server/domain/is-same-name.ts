/**
 * Marks that letters of several scripts have, such as accents. Vowel signs belong to one script and make another word,
 * and so do the two marks of kana.
 */
const ACCENTS = /(?![\u3099\u309A])(?=\p{M})\p{Script=Inherited}/gu

/** Whether a reader could take one name for the other: case, accents, spaces and the form of letters make no difference. */
export function isSameName(one: string, other: string): boolean {
  return skeletonOf(one) === skeletonOf(other)
}

function skeletonOf(name: string): string {
  const bare = name.normalize('NFKD').replaceAll(ACCENTS, '').replaceAll(/\s/g, '')
  // Up first: ß, ſ and ı have no other small form.
  return bare.toUpperCase().toLowerCase().normalize('NFKC')
}
