import type { Metadata, Viewport } from 'next'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Drydock', template: '%s · Drydock' },
  description: 'Lab chapters beside real terminals, each on a Docker Engine of your own.',
}

export const viewport: Viewport = {
  // The keys above a phone's keyboard must not lie behind it.
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f2f5f5' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1317' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme's class is set before hydration, from what the browser remembers.
    <html lang="en" suppressHydrationWarning>
      <body>
        {/* The colour scheme is the style sheet's: on paper it is another than on the screen. */}
        <ThemeProvider
          attribute="class"
          defaultTheme="system"
          enableSystem
          enableColorScheme={false}
          disableTransitionOnChange
        >
          {children}
        </ThemeProvider>
      </body>
    </html>
  )
}
