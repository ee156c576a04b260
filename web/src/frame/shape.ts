/**
 * Checks that a JSON value has the form that a type promises. A Shape either returns the value as
 * that type or throws a ShapeError that names the place: a page of one version and a server of
 * another must not show a wrong verdict quietly. Unknown fields are dropped.
 */
export type Shape<T> = (value: unknown, path: string) => T;

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

export class ShapeError extends Error {
  constructor(path: string, wanted: string) {
    super(`${path === "" ? "the answer" : path} is not ${wanted}`);
    this.name = "ShapeError";
  }
}

export const finite: Shape<number> = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new ShapeError(path, "a number");
  return value;
};

export const text: Shape<string> = (value, path) => {
  if (typeof value !== "string") throw new ShapeError(path, "a text");
  return value;
};

export const flag: Shape<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new ShapeError(path, "true or false");
  return value;
};

/** A field that may be null; a missing field is null too. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null || value === undefined ? null : shape(value, path));
}

export function oneOf<const T extends string | number>(...allowed: readonly T[]): Shape<T> {
  return (value, path) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new ShapeError(path, `one of ${allowed.join(", ")}`);
    return found;
  };
}

export function listOf<T>(shape: Shape<T>, length?: number): Shape<T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
      throw new ShapeError(path, length === undefined ? "a list" : `a list of ${length}`);
    }
    return value.map((each, index) => shape(each, `${path}[${index}]`));
  };
}

export function record<T extends object>(fields: { [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ShapeError(path, "an object");
    }
    const given = value as Record<string, unknown>;
    const names = Object.keys(fields) as (keyof T & string)[];
    return Object.fromEntries(
      names.map((name) => [name, fields[name](given[name], path ? `${path}.${name}` : name)]),
    ) as T;
  };
}
