/** Kinds of columns as Kysely sees them: what is read, what an insert may leave out, what an update takes. */
import type { ColumnType } from 'kysely';

/** A moment. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
/** A moment that may be missing. */
export type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A column that may be null. */
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** A column that the database fills in when an insert leaves it out. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>;
