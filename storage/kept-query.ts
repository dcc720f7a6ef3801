import type { Compilable, CompiledQuery, QueryResult } from 'kysely'
import type { Queryable } from './schema.ts'

/** Stands in a statement for a value that each call gives anew. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A statement that is built once and kept, for those that every message needs: building one takes several times as long as
 * SQLite takes to run it. `build` is given a place for each of the values and must not look into them: no lists, no
 * choices. Each call gives the same names.
 */
export function keptQuery<Values extends object, Row>(
  build: (db: Queryable, values: Values) => Compilable<Row>,
): (db: Queryable, values: Values) => Promise<QueryResult<Row>> {
  /** By dialect and database. */
  const kept = new WeakMap<object, CompiledQuery<Row>>()
  return (db, values) => {
    const { adapter } = db.getExecutor()
    const query = kept.get(adapter) ?? build(db, placesFor(values)).compile()
    kept.set(adapter, query)
    const given = values as Readonly<Record<string, unknown>>
    const parameters = query.parameters.map((value) => (value instanceof Place ? given[value.name] : value))
    return db.executeQuery({ ...query, parameters })
  }
}

const placesFor = <Values extends object>(values: Values): Values =>
  Object.fromEntries(Object.keys(values).map((name) => [name, new Place(name)])) as Values

/** Whether a statement changed any row. */
export const hasChanged = ({ numAffectedRows }: QueryResult<unknown>): boolean => (numAffectedRows ?? 0n) > 0n
