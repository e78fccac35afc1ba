/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run typecheck` covers the pages together with everything else.
  typescript: { ignoreBuildErrors: true },
  // Saves a slow computer a round trip before it can paint; a chapter's styles are 10 KB.
  experimental: { inlineCss: true },
  // Lab content is read while pages are built, from a folder that the operator may choose.
  outputFileTracingExcludes: { '/*': ['./images/**', './e2e/**', './docs/**'] },
}

export default config
