import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const found = places.find((place) => existsSync(place))

/** False, with one line that says so, where no Chromium is installed. */
export function browserAvailable(): boolean {
  if (!found) console.log('skipped: no Chromium at /usr/bin/chromium')
  return found !== undefined
}

/** A browser with a fresh profile and nothing of its own on the network; `close` takes the profile away. */
export async function openBrowser(): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'madoguchi-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found ?? '',
    headless: true,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 860 },
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
  context.once('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }))
  return context
}

/** Where the pictures of a run land. */
export function picture(name: string): string {
  const folder = fileURLToPath(new URL('../output/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  return join(folder, name)
}
