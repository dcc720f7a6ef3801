import type { Permission } from '../../staff/permissions.ts'

/** The pages of the console, in the order of the header. One without a permission is everybody's. */
export const pages: readonly { href: string; label: string; permission: Permission | undefined }[] = [
  { href: '/desk', label: '相談', permission: 'cases.read' },
  { href: '/desk/wall', label: '状況', permission: 'team.oversee' },
  { href: '/desk/figures', label: '集計', permission: 'figures.read' },
  { href: '/desk/knowledge', label: '資料', permission: 'knowledge.review' },
  { href: '/desk/settings', label: '設定', permission: 'team.arrange' },
  { href: '/desk/staff', label: '職員', permission: 'staff.manage' },
  { href: '/desk/audit', label: '監査記録', permission: 'audit.read' },
  { href: '/desk/account', label: 'アカウント', permission: undefined },
]

export const pagesOf = (permissions: readonly Permission[]) =>
  pages.filter(({ permission }) => permission === undefined || permissions.includes(permission))
