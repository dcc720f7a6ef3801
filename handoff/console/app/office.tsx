import { openConsole } from './entrance.tsx'
import { KnowledgePage } from './knowledge/knowledge-page.tsx'
import { AccountPage } from './people/account-page.tsx'
import { AuditPage } from './people/audit-page.tsx'
import { StaffPage } from './people/staff-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { WallPage } from './wall/wall-page.tsx'

/** The pages around the desk, by the last part of their address (handoff/console/page-routes.ts). */
const pages = {
  account: AccountPage,
  staff: StaffPage,
  audit: AuditPage,
  settings: SettingsPage,
  wall: WallPage,
  knowledge: KnowledgePage,
}

openConsole(({ page, opening: _, ...shown }) => {
  const Page = pages[page as keyof typeof pages] ?? AccountPage
  return <Page {...shown} />
})
