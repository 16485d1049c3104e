// What the AsyncAPI document of the application says of its routes: their names, and a skeleton of their Params.

const DEEPEST = 8;

const TEXTS = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00Z",
  "date-time-local": "2026-01-01T00:00:00",
  "time-local": "00:00:00",
  duration: "PT1M",
  uuid: "00000000-0000-4000-8000-000000000000",
  email: "someone@example.com",
};

/**
 * The routes by name, in the order of the document, each with a skeleton of its Params as JSON text: a value for every member, to be
 * overwritten. It is empty where a route takes anything. A map without routes where the application has no document.
 */
export async function describe(address = new URL("asyncapi.json", location.href)) {
  const routes = new Map();
  const response = await fetch(address);
  if (!response.ok) {
    return routes;
  }
  const application = await response.json();
  for (const [name, { action, messages }] of Object.entries(application.operations)) {
    if (action === "receive") {
      const { payload } = resolve(messages[0], application);
      const value = skeleton(payload.properties.Params, application);
      routes.set(name, value === undefined ? "" : JSON.stringify(value, null, 2));
    }
  }
  return routes;
}

/** A value that fits a JSON Schema, as far as the schema shows; undefined if anything does. */
export function skeleton(schema, application, above = []) {
  if ("$ref" in schema) {
    // What has itself inside ends there.
    return above.includes(schema.$ref) || above.length > DEEPEST
      ? undefined
      : skeleton(resolve(schema, application), application, [...above, schema.$ref]);
  }
  for (const given of ["const", "default"]) {
    if (given in schema) {
      return schema[given];
    }
  }
  if (schema.enum) {
    return schema.enum[0];
  }
  if (schema.allOf) {
    const { allOf, ...rest } = schema;
    return merged([...allOf, rest].map((part) => skeleton(part, application, above)));
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return skeleton(choices.find((choice) => choice.type !== "null") ?? choices[0], application, above);
  }
  return ofType(schema, application, above);
}

function ofType(schema, application, above) {
  const types = [schema.type].flat();
  switch (types.find((type) => type !== "null") ?? types[0]) {
    case "object": {
      const members = Object.entries(schema.properties ?? {})
        .filter(([, member]) => !member.readOnly)
        .map(([name, member]) => [name, skeleton(member, application, above)])
        .filter(([name, value]) => value !== undefined || schema.required?.includes(name));
      return Object.fromEntries(members.map(([name, value]) => [name, value ?? null]));
    }
    case "array": {
      const item = skeleton(schema.items ?? {}, application, above);
      return item === undefined ? [] : [item];
    }
    case "string":
      return TEXTS[schema.format] ?? "";
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return undefined;
  }
}

function merged(values) {
  const known = values.filter((value) => value !== undefined);
  const objects = known.every((value) => value !== null && typeof value === "object" && !Array.isArray(value));
  return known.length > 1 && objects ? Object.assign({}, ...known) : known[0];
}

/** What a reference within the document leads to; anything else is itself. */
function resolve(part, application) {
  if (!("$ref" in part)) {
    return part;
  }
  const path = part.$ref.slice(2).split("/");
  const found = path.reduce(
    (at, name) => at[decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~")], application);
  return resolve(found, application);
}
