import { type Activity, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder'
import { AppError } from '../../storage/ground/errors.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { NewActivity } from './activity-log.ts'

export const BOT_ID = 'madoguchi'
const deliveryKey = Symbol('delivery')

/** Where the adapter puts what the bot says. */
export interface ActivitySink {
  /** Appends to the log, each id once, and wakes the streams. False when the conversation is unknown. */
  append(conversationKey: string, activities: NewActivity[]): Promise<boolean>
}

/** Bot Framework over the Direct Line server of this process: a turn in, activities out into the log. */
export class DirectLineAdapter extends BotAdapter {
  readonly #sink: ActivitySink

  constructor(sink: ActivitySink) {
    super()
    this.#sink = sink
  }

  /** Runs one turn for an activity of a client; rejects when the logic does. */
  async process(activity: JsonObject, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity as unknown as Activity), logic)
  }

  /**
   * Says activities in a conversation. Their ids come from `deliveryId`, so that a repeat says nothing twice; the
   * first answers `replyToId` when that is given. Returns the ids.
   */
  async deliver(delivery: {
    conversationKey: string
    deliveryId: string
    senderName: string
    replyToId: string | undefined
    activities: JsonObject[]
  }): Promise<string[]> {
    const reference: Partial<ConversationReference> = {
      channelId: 'directline',
      bot: { id: BOT_ID, name: delivery.senderName, role: 'bot' },
      conversation: { id: delivery.conversationKey } as ConversationReference['conversation'],
      ...(delivery.replyToId === undefined ? {} : { activityId: delivery.replyToId }),
    }
    const ids: string[] = []
    await this.continueConversation(reference, async (context) => {
      context.turnState.set(deliveryKey, delivery.deliveryId)
      const sent = await context.sendActivities(delivery.activities as Partial<Activity>[])
      ids.push(...sent.map(({ id }) => id))
    })
    return ids
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const conversationKey = context.activity.conversation.id
    const deliveryId: string = context.turnState.get(deliveryKey) ?? context.activity.id ?? ''
    const told = activities
      .filter(({ type }) => type === 'message' || type === 'event' || type === 'endOfConversation')
      .map((activity, index) => toClient(activity, `${conversationKey}|${deliveryId}-${index}`))
    if (!(await this.#sink.append(conversationKey, told))) {
      throw new AppError('not_found', 'the conversation is gone')
    }
    return told.map(({ id }) => ({ id }))
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const activity = TurnContext.applyConversationReference(
      { type: 'event', name: 'ContinueConversation' },
      reference,
      true,
    )
    await this.runMiddleware(new TurnContext(this, activity as Activity), logic)
  }

  /** The successor's name of the same; whose bot it is does not matter in one process. */
  override continueConversationAsync(
    _bot: unknown,
    reference: Partial<ConversationReference>,
    second: unknown,
    third?: unknown,
  ): Promise<void> {
    const logic = third ?? second
    if (typeof logic !== 'function') return Promise.reject(new AppError('internal', 'no logic to continue with'))
    return this.continueConversation(reference, logic as (context: TurnContext) => Promise<void>)
  }

  override async updateActivity(): Promise<void> {
    throw new AppError('misuse', 'what a visitor has read is never changed')
  }

  override async deleteActivity(): Promise<void> {
    throw new AppError('misuse', 'what a visitor has read is never taken away')
  }
}

/** Strips what clients have no use for; only what is on the list leaves. */
function toClient(activity: Partial<Activity>, id: string): NewActivity {
  const {
    type,
    from,
    conversation,
    replyToId,
    text,
    textFormat,
    name,
    value,
    entities,
    suggestedActions,
    channelData,
  } = activity
  const told = {
    ...{ type, text, textFormat, name, value, entities, suggestedActions, channelData, replyToId },
    ...{ id, channelId: 'directline', conversation: { id: conversation?.id } },
    from: { id: from?.id, name: from?.name, role: 'bot' },
    locale: 'ja',
  }
  // Undefined fields fall away in JSON.
  return JSON.parse(JSON.stringify(told)) as NewActivity
}
