import { z } from 'zod'

/** `images/catalog/<name>/recipe.yaml`. The descriptions are what authors read when something is wrong. */

const packageName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+.-]+$/)
  .describe('the name of a Debian package')

/** /bin, /sbin, /lib and /lib64 are links into /usr in every image: a file below them would replace the link. */
const absolutePath = z
  .string()
  .regex(/^(\/[^/\0]+)+$/, 'an absolute path without a slash at its end')
  .refine((path) => !/\/\.{1,2}(\/|$)/.test(path), 'no . or .. in it')
  .refine((path) => !/^\/(s?bin|lib|lib64)\//.test(path), 'write /usr/bin, /usr/sbin or /usr/lib')
  .describe('an absolute path, below /usr for programs and libraries')

const relativePath = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/)
  .refine((path) => !path.split('/').includes('..'), 'no .. in it')
  .describe('a file of the folder of the recipe')

const mode = z
  .string()
  .regex(/^[0-7]{4}$/)
  .describe("four octal digits in quotes: '0755'")

const owner = z
  .string()
  .regex(/^\d+:\d+$/)
  .describe("numeric user and group in quotes: '101:101'")

const fileSchema = z
  .strictObject({
    path: absolutePath,
    from: relativePath.optional(),
    text: z.string().optional().describe('the content'),
    mode: mode.default('0644'),
    owner: owner.default('0:0'),
  })
  .refine(
    (file) => (file.from === undefined) !== (file.text === undefined),
    'it needs `from` or `text`, not both',
  )
export type RecipeFile = z.infer<typeof fileSchema>

const linkSchema = z
  .strictObject({
    target: z.string().min(1).describe('what the link points to'),
    paths: z
      .array(z.string().regex(/^(\/[^/\0]+)+$/))
      .optional()
      .describe('absolute paths of links'),
    pathsFrom: relativePath.optional(),
  })
  .refine((link) => (link.paths ?? link.pathsFrom) !== undefined, 'it needs `paths` or `pathsFrom`')

const configSchema = z.strictObject({
  entrypoint: z.array(z.string()).optional().describe('a list of words'),
  command: z.array(z.string()).optional().describe('a list of words'),
  env: z.record(z.string(), z.string()).default({}).describe('NAME: value'),
  ports: z
    .array(z.string().regex(/^\d+\/(tcp|udp)$/))
    .default([])
    .describe('80/tcp'),
  volumes: z.array(absolutePath).default([]).describe('absolute paths'),
  workingDir: absolutePath.or(z.literal('/')).optional().describe('an absolute path'),
  user: z.string().min(1).optional().describe('a user of the image'),
  stopSignal: z
    .string()
    .regex(/^SIG[A-Z0-9]+$/)
    .optional()
    .describe('SIGTERM and so on'),
})
export type RecipeConfig = z.infer<typeof configSchema>

const userSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
    .describe('lower-case letters, digits, _ and -'),
  id: z.number().int().min(0).max(65534).describe('a number, of the user and of its group'),
  home: absolutePath.or(z.literal('/')).default('/nonexistent'),
  shell: absolutePath.default('/usr/sbin/nologin'),
})
export type RecipeUser = z.infer<typeof userSchema>

export const tagSchema = z
  .string()
  .regex(/^[\w][\w.-]{0,127}$/)
  .describe("a tag, in quotes when it is a number: '2'")

const imageSchema = z.strictObject({
  tags: z.array(tagSchema).min(1).describe('one tag or more'),
  from: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*:[\w.-]+$/)
    .optional()
    .describe('recipe:tag, an image of the catalogue that this one builds on'),
  packages: z
    .array(packageName)
    .default([])
    .describe('names of Debian packages; what they depend on comes along'),
  assume: z.array(packageName).default([]).describe('names of Debian packages that are left out'),
  exclude: z
    .array(z.string().regex(/^usr\/|^etc\/|^var\//))
    .default([])
    .describe('patterns of paths without a slash before them: usr/share/doc/*'),
  version: z.string().min(1).optional().describe('the version in the label'),
  versionOf: packageName.optional().describe('the package whose version goes into the label'),
  users: z.array(userSchema).default([]),
  directories: z
    .array(z.strictObject({ path: absolutePath, mode: mode.default('0755'), owner: owner.default('0:0') }))
    .default([]),
  files: z.array(fileSchema).default([]),
  links: z.array(linkSchema).default([]),
  trustLabCa: z.boolean().default(false).describe('true: its certificate bundle has the lab CA, too'),
  config: configSchema.prefault({}),
})
export type RecipeImage = z.infer<typeof imageSchema>

export const HOSTS = ['docker.io', 'gcr.io', 'ghcr.io', 'registry.gitlab.com'] as const

export const recipeSchema = z.strictObject({
  host: z.enum(HOSTS).default('docker.io').describe(HOSTS.join(', ')),
  repository: z
    .string()
    .regex(/^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/)
    .describe('namespace/name in lower case; library/name for official images'),
  description: z.string().trim().min(1).max(100).describe('one line of at most 100 letters'),
  stars: z.number().int().min(0).describe('a whole number'),
  official: z.boolean().default(false).describe('true or false'),
  originUrl: z.url({ protocol: /^https$/ }).describe('the page of the original, https://…'),
  standInNote: z
    .string()
    .trim()
    .min(1)
    .max(400)
    .describe('a sentence or two: what differs from the original'),
  images: z.array(imageSchema).min(1).describe('one image or more'),
})
export type RecipeFileContent = z.infer<typeof recipeSchema>

/** `images/catalog/<name>/apk.yaml`: what that recipe's `apk` can add. */
export const apkFileSchema = z.strictObject({
  branches: z
    .array(z.string().regex(/^(v\d+\.\d+|edge)$/))
    .min(1)
    .describe('v3.19, edge'),
  assume: z.array(packageName).default([]).describe('names of Debian packages that are left out'),
  packages: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9+.-]*$/), packageName)
    .describe('apk name: Debian package'),
})
export type ApkFile = z.infer<typeof apkFileSchema>
