import next from 'eslint-config-next/core-web-vitals'
import tseslint from 'typescript-eslint'

/** Long files are a sign of two nouns in one; tests and tables may be long. */
const MAX_LINES = 300

export default tseslint.config(
  {
    ignores: ['.next/', '.drydock/', 'node_modules/', 'next-env.d.ts', 'test-results/', 'playwright-report/'],
  },
  ...next,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Ports promise a promise; an implementation that happens to be synchronous keeps the signature.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      'max-lines': ['error', { max: MAX_LINES, skipBlankLines: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only server/config.ts and the CLI read the environment.',
        },
      ],
    },
  },
  { files: ['**/*.test.{ts,tsx}', 'e2e/**'], rules: { 'max-lines': 'off' } },
  // Programs for a terminal talk to it, and read the environment once at their top.
  {
    files: [
      'server/cli/**',
      'server/hub/main.ts',
      'bench/**',
      'server/testing/**',
      'playwright.config.ts',
      'e2e/**',
    ],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
)
