import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const found = places.find((place) => existsSync(place))

/** False, with one line that says so, where no Chromium is installed. */
export function browserAvailable(): boolean {
  if (!found) console.log('skipped: Chromium is not installed (Debian: apt-get install chromium)')
  return found !== undefined
}

/** A browser with a fresh profile and nothing of its own on the network. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: found ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** How a person in Japan meets a page. */
export const inJapan = { locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1280, height: 860 } } as const

/** Where the pictures of a run land. */
export function picture(name: string): string {
  const folder = fileURLToPath(new URL('../output/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  return join(folder, name)
}
