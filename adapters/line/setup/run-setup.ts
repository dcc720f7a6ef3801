import type { LineAccount } from '../line-account.ts'
import { examineAccount, type Finding } from './examine-account.ts'
import { setUpMenus } from './set-up-menus.ts'
import { setupTexts as texts } from './texts.ts'

export interface SetupOptions {
  account: LineAccount
  expectedWebhook: string | undefined
  /** The address to register; undefined leaves the one that is there. */
  setWebhook: string | undefined
  dryRun: boolean
  say(line: string): void
  /** After the menus were made: whoever talks with staff now gets the new one. */
  relinkMenus?: () => Promise<void>
}

/**
 * Registers the webhook where asked, makes the menus, then tells how the account is set. Returns how many settings are
 * wrong. Running it again changes nothing.
 */
export async function runSetup(options: SetupOptions): Promise<number> {
  const { account, setWebhook, dryRun, say } = options
  const warned = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'warning').length
  // First of all, so that a wrong token is told before anything is changed.
  await account.info()
  if (setWebhook !== undefined && (await account.webhook())?.endpoint !== setWebhook) {
    if (!dryRun) await account.setWebhook(setWebhook)
    say(dryRun ? texts.webhookToSet(setWebhook) : texts.webhookSet(setWebhook))
  }
  const steps = await setUpMenus(account, dryRun)
  for (const step of steps) say(texts.menuStep(step, dryRun))
  if (!dryRun && steps.some(({ step }) => step === 'create')) await options.relinkMenus?.()
  const findings = await examineAccount(account, setWebhook ?? options.expectedWebhook)
  for (const { severity, message } of findings) say(`${texts.marks[severity]} ${message}`)
  say('')
  say(texts.byEyeHeading)
  for (const line of texts.byEye) say(`  ・${line}`)
  if (dryRun) say(texts.dryRun)
  return warned(findings)
}
