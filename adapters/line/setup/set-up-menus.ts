import type { LineAccount } from '../line-account.ts'
import { drawMenu } from '../menus/draw-menu.ts'
import { aliasOf, type MenuRole, menuDefinitions, OUR_PREFIX, toRichMenu } from '../menus/menu-definitions.ts'

/** One thing that is to be done, or was; `kept` changes nothing. */
export interface MenuStep {
  step: 'kept' | 'create' | 'set-default' | 'delete'
  role?: MenuRole
  id?: string
}

/**
 * Makes the menus of the definitions, once: one that is there with its picture is kept, one that differs in anything is
 * replaced, ours that are no longer wanted are deleted. Menus of other tools stay, only the default is ours afterwards.
 * A run that was broken off is mended by the next. `dryRun` looks and changes nothing. Returns the steps in order.
 */
export async function setUpMenus(account: LineAccount, dryRun: boolean): Promise<MenuStep[]> {
  const present = (await account.menus()).filter(({ name }) => name.startsWith(OUR_PREFIX))
  const steps: MenuStep[] = []
  const wanted = new Set<string>()
  for (const definition of menuDefinitions) {
    const { role } = definition
    const menu = toRichMenu(definition)
    const alias = aliasOf(role)
    const inUse = await account.menuOf(alias)
    // An alias is given last: a menu that has it has its picture too.
    const kept = present.find(({ name, richMenuId }) => name === menu.name && richMenuId === inUse)
    let id = kept?.richMenuId
    steps.push({ step: kept ? 'kept' : 'create', role })
    if (!kept && !dryRun) {
      id = await account.createMenu(menu)
      await account.setPicture(id, await drawMenu(definition))
      await (inUse === undefined ? account.createAlias(alias, id) : account.moveAlias(alias, id))
    }
    if (id !== undefined) wanted.add(id)
    if (role !== 'everyone') continue
    if (id !== undefined && (await account.defaultMenu()) === id) continue
    steps.push({ step: 'set-default', role })
    if (id !== undefined && !dryRun) await account.setDefaultMenu(id)
  }
  for (const { richMenuId: id } of present.filter(({ richMenuId }) => !wanted.has(richMenuId))) {
    steps.push({ step: 'delete', id })
    if (!dryRun) await account.deleteMenu(id)
  }
  return steps
}
