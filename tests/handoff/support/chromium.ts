import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a browser for the tests is; says so in one line when there is none. */
export function findChromium(): string | undefined {
  const found = places.find((place) => existsSync(place))
  if (found === undefined) console.log('skipped: Chromium is not installed (Debian: apt-get install chromium)')
  return found
}

export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
}
