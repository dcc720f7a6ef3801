import { type Command, InvalidArgumentError } from 'commander'
import { AppError } from '../../storage/ground/errors.ts'
import type { Desk } from './house.ts'
import { texts } from './texts.ts'

/** `line`: sets the account up at LINE, or shows the whole without one. */
export function addLineCommands(program: Command, desk: Desk): void {
  const { house } = desk
  const line = program.command('line').description('LINE公式アカウントの準備と、手元での試し')

  line
    .command('setup')
    .description('アカウントの設定を確かめ、トークの下のメニューを用意する')
    .option('--set-webhook [url]', 'Webhook URL を登録する（省略時は PUBLIC_URL から）')
    .option('--dry-run', '確かめるだけで、LINE の設定は変えない')
    .action((options: { setWebhook?: string | true; dryRun?: boolean }) => setUp(desk, options))

  line
    .command('simulate')
    .description('LINE のアカウントなしで、LINE での見え方を手元の画面で試す')
    .option('--port <port>', '画面のポート（0 は空いているもの）', readPort, 3979)
    .option('--data-dir <directory>', 'データのフォルダー（省略時は一時的なもので、終了時に消える）')
    .action(({ port, dataDir }: { port: number; dataDir?: string }) =>
      house.simulateLine({ port, dataDirectory: dataDir }),
    )
}

function readPort(value: string): number {
  const port = Number(value)
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new InvalidArgumentError(texts.badPort)
  return port
}

async function setUp(desk: Desk, options: { setWebhook?: string | true; dryRun?: boolean }): Promise<void> {
  const { house, terminal, withStore, fail } = desk
  const { line, clock, logger } = house
  // Loaded only here: the SDK and the drawing take their time.
  const [
    { createAccessTokens, credentialsOf },
    { openLineAccount },
    { createMenuKeeper },
    { runSetup },
    { setupTexts },
  ] = await Promise.all([
    import('../line/access-token.ts'),
    import('../line/line-account.ts'),
    import('../line/menus/menu-keeper.ts'),
    import('../line/setup/run-setup.ts'),
    import('../line/setup/texts.ts'),
  ])
  const misuse = (publicText: string) => new AppError('misuse', 'line setup', { publicText })
  if (!line) throw misuse(setupTexts.notConfigured)
  const setWebhook = options.setWebhook === true ? line.webhookUrl : options.setWebhook
  if (options.setWebhook !== undefined && setWebhook === undefined) throw misuse(setupTexts.noPublicUrlToSet)
  const { apiBaseUrl } = line
  const accessTokens = createAccessTokens({ credentials: credentialsOf(line.credentials), apiBaseUrl, clock, logger })
  const account = openLineAccount({ ...line, accessTokens })
  const warnings = await runSetup({
    account,
    setWebhook,
    expectedWebhook: line.webhookUrl,
    dryRun: options.dryRun === true,
    say: terminal.out,
    relinkMenus: () => withStore((store) => createMenuKeeper({ store, clock, logger, account }).relinkAll()),
  })
  if (warnings > 0) fail()
}
