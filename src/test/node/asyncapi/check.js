// Says what the official parser finds wrong with an AsyncAPI document: node check.js asyncapi.json. Exits with 1 if it is not valid.

import { readFile } from "node:fs/promises";
import { Parser } from "@asyncapi/parser";

const ERROR = 0;
const WARNING = 1;

const text = await readFile(process.argv[2], "utf8");
const { document, diagnostics } = await new Parser().parse(text);
for (const { severity, code, message, path } of diagnostics) {
  if (severity <= WARNING) {
    console.log(`${severity === ERROR ? "error" : "warning"} ${code} at ${path.join("/")}: ${message}`);
  }
}
if (document === undefined) {
  process.exit(1);
}
const operations = document.operations().all();
console.log(`valid: ${document.version()}, ${operations.filter((each) => each.isReceive()).length} received, ${
  operations.filter((each) => each.isSend()).length} sent`);
